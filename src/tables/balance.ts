import type {
  BalanceSide,
  BalanceTable,
  BalanceSummary,
} from '../econometrics/matching/balance.ts';
import type { MatchingRecord } from '../records/matching.ts';
import { factRow, gridTable, nameOf, pValue, sourced } from './grid.ts';
import type { Digits } from '../text/numbers.ts';
import type { TableSettings } from './settings.ts';
import type { Cell, Table, TableRow } from './table.ts';
import { textIn, type Text } from '../text/language.ts';
import { STATISTICS } from '../text/statistics.ts';

export interface BalanceSettings extends TableSettings {
  /** The step whose model file has the balance, as `$.balance`. */
  readonly source: string;
  readonly digits: Digits;
}

/** Marks a variance ratio that equal variances would seldom give. */
const FLAG = '†';
const ONE: Digits = { decimals: 1 };
const TWO: Digits = { decimals: 2 };
type Side = 'before' | 'after';
const SIDES: readonly (readonly [Side, Text])[] = [
  ['before', { en: 'Unmatched', zh: '匹配前' }],
  ['after', { en: 'Matched', zh: '匹配后' }],
];

/** Covariates of treated and controls before and after matching, then the sample as a whole. */
export function balanceTableOf({ balance }: MatchingRecord, settings: BalanceSettings): Table {
  const covariates = balance.rows.flatMap(({ covariate, reduction, ...sides }, i) =>
    SIDES.map(([side, label], place) =>
      factRow(`${covariate}.${side}`, [
        { text: place === 0 ? nameOf(settings, covariate) : '' },
        { text: textIn(label, settings.language) },
        ...sideCells(settings, sides[side], `$.balance.rows[${i}].${side}`),
        side === 'after'
          ? sourced(
              { step: settings.source, path: `$.balance.rows[${i}].reduction` },
              reduction,
              ONE,
            )
          : { text: '' },
      ]),
    ),
  );
  return gridTable(settings, {
    corner: { en: 'Covariate', zh: '协变量' },
    columns: [
      { id: 'sample', heading: { en: 'Sample', zh: '样本' }, align: 'left' },
      { id: 'mean_treated', heading: { en: 'Treated', zh: '处理组' }, above: MEAN },
      { id: 'mean_control', heading: { en: 'Control', zh: '对照组' }, above: MEAN },
      { id: 'bias', heading: { en: 'Bias (%)', zh: '偏差（%）' } },
      { id: 't', heading: { en: 't', zh: 't 值' } },
      { id: 'p_value', heading: { en: 'p', zh: 'p 值' } },
      { id: 'variance_ratio', heading: { en: 'V(T)/V(C)', zh: '方差比' } },
      { id: 'reduction', heading: { en: 'Bias removed (%)', zh: '偏差降幅（%）' } },
    ],
    rows: [...covariates, ...summaryRows(balance, settings)],
    notes: [
      {
        en: 'Bias: difference of means over the root of the mean variance before matching, in percent. t tests take weights for counts of observations and rows for independent.',
        zh: '偏差为均值之差除以匹配前两组方差均值的平方根（%）；t 检验将权重视为观测次数，并视各观测相互独立。',
      },
      {
        en: `${FLAG} outside of what 95% of ratios would be, were variances equal.`,
        zh: `${FLAG} 表示方差比超出方差相等时的 95% 区间。`,
      },
      {
        en: 'Rubin’s B above 25, or R outside 0.5 to 2, counts as unbalanced.',
        zh: 'Rubin B 大于 25，或 R 不在 0.5 至 2 之间，视为不平衡。',
      },
    ],
  });
}

const MEAN: Text = { en: 'Mean', zh: '均值' };

function sideCells(
  { source: step, digits }: BalanceSettings,
  side: BalanceSide,
  path: string,
): Cell[] {
  const at = (key: keyof BalanceSide) => ({ step, path: `${path}.${key}` });
  return [
    sourced(at('mean_treated'), side.mean_treated, digits),
    sourced(at('mean_control'), side.mean_control, digits),
    sourced(at('bias'), side.bias, ONE),
    sourced(at('t'), side.t, TWO),
    pValue(at('p_value'), side.p_value),
    {
      ...sourced(at('variance_ratio'), side.variance_ratio, TWO),
      ...(side.variance_flag === true ? { stars: FLAG } : {}),
    },
  ];
}

type Measure = Exclude<keyof BalanceSummary, 'variance_interval'>;
const SUMMARY: readonly (readonly [Measure, Text, Digits])[] = [
  ['mean_bias', { en: 'Mean |bias| (%)', zh: '平均绝对偏差（%）' }, ONE],
  ['median_bias', { en: 'Median |bias| (%)', zh: '绝对偏差中位数（%）' }, ONE],
  ['pseudo_r2', STATISTICS.pseudo_r2.name, STATISTICS.pseudo_r2.digits],
  ['lr_chi2', { en: 'LR chi-squared', zh: 'LR χ²' }, TWO],
  ['p_value', { en: 'p of LR test', zh: 'LR 检验 p 值' }, { decimals: 3 }],
  ['rubin_b', { en: 'Rubin’s B', zh: 'Rubin B' }, ONE],
  ['rubin_r', { en: 'Rubin’s R', zh: 'Rubin R' }, TWO],
];

/** One line a measure, under headings of its own: before and after matching. */
function summaryRows(balance: BalanceTable, settings: BalanceSettings): TableRow[] {
  const { source: step, language } = settings;
  const say = (text: Text) => ({ text: textIn(text, language) });
  const blanks = Array.from({ length: 5 }, () => ({ text: '' }));
  const rows = SUMMARY.map(([key, label, digits]) => {
    const cells = SIDES.map(([side]) => {
      const source = { step, path: `$.balance.${side}.${key}` };
      const value = balance[side][key];
      return key === 'p_value' ? pValue(source, value) : sourced(source, value, digits);
    });
    return factRow(`summary.${key}`, [
      { text: textIn(label, language) },
      { text: '' },
      ...cells,
      ...blanks,
    ]);
  });
  const heading = [
    say({ en: 'Whole sample', zh: '整体' }),
    { text: '' },
    ...SIDES.map(([, label]) => say(label)),
    ...blanks,
  ];
  return [factRow('summary', heading, true), ...rows];
}
