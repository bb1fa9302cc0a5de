import type { ComparisonRecord, SubgroupsRecord } from '../records/subgroups.ts';
import { estimated, factRow, gridTable, nameOf, panelRow, pValue } from './grid.ts';
import type { Digits } from '../text/numbers.ts';
import type { TableSettings } from './settings.ts';
import type { Cell, CellSource, Table, TableRow } from './table.ts';
import { textIn, type Text } from '../text/language.ts';

export interface SubgroupTableSettings extends TableSettings {
  /** The step whose model file has the comparisons, as `$.comparisons`. */
  readonly source: string;
  readonly digits: Digits;
}

/**
 * Differences of coefficients between groups, a panel for each comparison, and the test that all are
 * equal where there are more than two. A group is named by the label `column=value`, else by its value.
 */
export function subgroupTable(
  { comparisons }: SubgroupsRecord,
  settings: SubgroupTableSettings,
): Table {
  const columns = [
    { id: 'estimate', heading: { en: 'Difference', zh: '差异' } },
    { id: 'std_error', heading: { en: 'Std. error', zh: '标准误' } },
    { id: 'interaction', heading: { en: 'Interaction', zh: '交互项' }, above: P },
    { id: 'seemingly_unrelated', heading: { en: 'Seemingly unrelated', zh: '似无相关' }, above: P },
    { id: 'permutation', heading: { en: 'Permutation', zh: '置换检验' }, above: P },
  ];
  return gridTable(settings, {
    corner: { en: 'Groups', zh: '分组' },
    columns,
    rows: comparisons.flatMap((comparison, i) => [
      panelRow(comparison.group, nameOf(settings, comparison.group), columns.length + 1, i > 0),
      ...differenceRows(comparison, i, settings),
      ...equalityRow(comparison, i, settings),
    ]),
    notes: [
      {
        en: 'Each p value is of the hypothesis that the coefficients are equal. Interaction: fully interacted model; seemingly unrelated: joint covariance of separate fits; permutation: labels given to other units at random, p = (c + 1) / (n + 1).',
        zh: '各检验的原假设均为两组系数相等。交互项：完全交互模型；似无相关：分组回归的联合协方差；置换检验：随机重排各单元的组别，p = (c + 1) / (n + 1)。',
      },
    ],
  });
}

const P: Text = { en: 'p of equality', zh: '系数相等的 p 值' };

function differenceRows(
  { group, differences, terms }: ComparisonRecord,
  place: number,
  settings: SubgroupTableSettings,
): TableRow[] {
  return differences.map(({ term, groups: [base, other], interaction, ...more }, j) => {
    const at = (key: string) => ({
      step: settings.source,
      path: `$.comparisons[${place}].differences[${j}].${key}`,
    });
    const of = terms.length > 1 ? `${nameOf(settings, term)}: ` : '';
    const [first, second] = [other, base].map((value) => groupName(settings, group, value));
    return factRow(`${group}.${term}.${other}-${base}`, [
      { text: `${of}${first} − ${second}` },
      ...(['estimate', 'std_error'] as const).map((key) =>
        estimated(at(`interaction.${key}`), interaction[key], settings.digits, [
          interaction.estimate,
          interaction.std_error,
        ]),
      ),
      pValue(at('interaction.p_value'), interaction.p_value),
      pValue(at('seemingly_unrelated.p_value'), more.seemingly_unrelated.p_value),
      permuted(at('permutation.p_value_plus_one'), more.permutation?.p_value_plus_one),
    ]);
  });
}

/** With two groups the one difference says it all. */
function equalityRow(
  {
    group,
    labels,
    terms,
    interaction,
    seemingly_unrelated: unrelated,
    permutation,
  }: ComparisonRecord,
  place: number,
  settings: SubgroupTableSettings,
): TableRow[] {
  if (labels.length < 3) return [];
  const at = (key: string) => ({ step: settings.source, path: `$.comparisons[${place}].${key}` });
  const [term] = terms;
  const only = terms.length === 1 && term !== undefined ? permutation?.spread[term] : undefined;
  const label = { en: 'All groups equal', zh: '各组均相等' };
  return [
    factRow(`${group}.equal`, [
      { text: textIn(label, settings.language) },
      { text: '' },
      { text: '' },
      pValue(at('interaction.p_value'), interaction?.p_value),
      pValue(at('seemingly_unrelated.p_value'), unrelated?.p_value),
      permuted(at(`permutation.spread.${term ?? ''}.p_value_plus_one`), only?.p_value_plus_one),
    ]),
  ];
}

function permuted(source: CellSource, value: number | undefined): Cell {
  return value === undefined ? { text: '' } : pValue(source, value);
}

function groupName(settings: TableSettings, group: string, value: string): string {
  const id = `${group}=${value}`;
  return settings.labels[id] === undefined ? value : nameOf(settings, id);
}
