import type { ComparisonRecord, SubgroupsRecord } from '../records/subgroups.ts';
import { estimated, factRow, gridTable, nameOf, panelRow, pValue } from './grid.ts';
import { numbersIn } from './lines.ts';
import type { ModelTableSettings } from './settings.ts';
import type { Cell, CellSource, Table, TableRow } from './table.ts';
import { textIn, type Text } from '../text/language.ts';

/**
 * Differences of coefficients between groups, a panel for each comparison, and the test that all are
 * equal where there are more than two. A group is named by the label `column=value`, else by its value.
 */
export function subgroupTable(
  { comparisons }: SubgroupsRecord,
  settings: ModelTableSettings,
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
  settings: ModelTableSettings,
): TableRow[] {
  return differences.map((difference, j) => {
    const { term, groups, interaction } = difference;
    const root = `$.comparisons[${place}].differences[${j}]`;
    const at = numbersIn(difference, settings.source, root);
    const of = terms.length > 1 ? `${nameOf(settings, term)}: ` : '';
    const [base, other] = groups.map((value) => groupName(settings, group, value));
    const pair = [interaction.estimate, interaction.std_error];
    return factRow(`${group}.${term}.${groups[1]}-${groups[0]}`, [
      { text: `${of}${other} − ${base}` },
      estimated(...at('interaction.estimate'), settings.digits, pair),
      estimated(...at('interaction.std_error'), settings.digits, pair),
      pValue(...at('interaction.p_value')),
      pValue(...at('seemingly_unrelated.p_value')),
      permuted(...at('permutation.p_value_plus_one')),
    ]);
  });
}

/** With two groups the one difference says it all. */
function equalityRow(
  comparison: ComparisonRecord,
  place: number,
  settings: ModelTableSettings,
): TableRow[] {
  const { group, labels, terms, permutation } = comparison;
  if (labels.length < 3) return [];
  const root = `$.comparisons[${place}]`;
  const at = numbersIn(comparison, settings.source, root);
  const [term = ''] = terms;
  const only = terms.length === 1 ? permutation?.spread[term]?.p_value_plus_one : undefined;
  const path = `${root}.permutation.spread.${term}.p_value_plus_one`;
  const label = { en: 'All groups equal', zh: '各组均相等' };
  return [
    factRow(`${group}.equal`, [
      { text: textIn(label, settings.language) },
      { text: '' },
      { text: '' },
      pValue(...at('interaction.p_value')),
      pValue(...at('seemingly_unrelated.p_value')),
      permuted({ step: settings.source, path }, only),
    ]),
  ];
}

function permuted(source: CellSource, value: number | undefined): Cell {
  return value === undefined ? { text: '' } : pValue(source, value);
}

function groupName(settings: ModelTableSettings, group: string, value: string): string {
  const id = `${group}=${value}`;
  return settings.labels[id] === undefined ? value : nameOf(settings, id);
}
