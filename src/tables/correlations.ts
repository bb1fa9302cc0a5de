import type { CorrelationsRecord, InflationRecord } from '../records/correlations.ts';
import { estimated, factRow, gridTable, nameOf, sourced } from './grid.ts';
import { numbersIn } from './lines.ts';
import type { Digits } from '../text/numbers.ts';
import type { TableSettings } from './settings.ts';
import type { Cell, Table } from './table.ts';
import { textIn, type Text } from '../text/language.ts';
import { starLevels, WORDS } from './words.ts';

/** The lower triangle of a correlation matrix, its columns numbered: `$.correlations.values[i][j]`. */
export function correlationTable(
  { correlations: matrix }: CorrelationsRecord,
  settings: TableSettings & { readonly digits: Digits; readonly stars: readonly number[] },
): Table {
  const { id: step, digits, language } = settings;
  const levels = starLevels(settings.stars);
  const cell = (i: number, j: number): Cell => {
    if (j > i) return { text: '' };
    const source = { step, path: `$.correlations.values[${i}][${j}]` };
    const p = matrix.p_values[i]?.[j] ?? Number.NaN;
    const marks = i === j ? undefined : levels.findLast(({ below }) => p < below)?.marks;
    const value = matrix.values[i]?.[j];
    return marks === undefined
      ? sourced(source, value, digits)
      : { ...estimated(source, value, digits), stars: marks };
  };
  return gridTable(settings, {
    corner: { en: 'Variable', zh: '变量' },
    columns: matrix.variables.map((id, i) => ({ id, heading: `(${i + 1})`, align: 'center' })),
    rows: matrix.variables.map((variable, i) =>
      factRow(variable, [
        { text: `(${i + 1}) ${nameOf(settings, variable)}` },
        ...matrix.variables.map((_, j) => cell(i, j)),
      ]),
    ),
    notes: [
      ...(levels.length === 0 ? [] : [WORDS[language].stars(levels), INDEPENDENT]),
      {
        en: `Pearson correlations over the ${matrix.n} rows that are complete in all variables.`,
        zh: `Pearson 相关系数，基于所有变量均无缺失的 ${matrix.n} 个观测。`,
      },
    ],
  });
}

/** Variance inflation factors: `$.vif[i]`, and their mean, `$.mean_vif`. */
export function inflationTable(
  record: InflationRecord,
  settings: TableSettings & { readonly digits: Digits },
): Table {
  const { id, digits, labels, language } = settings;
  const at = numbersIn(record, id, '$');
  const meanName = textIn(labels['mean'] ?? { en: 'Mean', zh: '均值' }, language);
  return gridTable(settings, {
    corner: { en: 'Variable', zh: '变量' },
    columns: [
      { id: 'vif', heading: 'VIF' },
      { id: 'tolerance', heading: '1 / VIF' },
    ],
    rows: [
      ...record.vif.map(({ variable }, i) =>
        factRow(variable, [
          { text: nameOf(settings, variable) },
          sourced(...at(`vif[${i}].vif`), digits),
          sourced(...at(`vif[${i}].tolerance`), digits),
        ]),
      ),
      factRow('mean', [{ text: meanName }, sourced(...at('mean_vif'), digits), { text: '' }], true),
    ],
    notes: [
      {
        en: 'Of each variable on all others and a constant, before fixed effects; 10 is a usual limit.',
        zh: '各变量对其余变量及常数项回归所得，未剔除固定效应；通常以 10 为界。',
      },
    ],
  });
}

const INDEPENDENT: Text = {
  en: 'Significance takes the rows for independent.',
  zh: '显著性检验视各观测相互独立。',
};
