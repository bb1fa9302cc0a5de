import type { MatchingRecord } from '../records/matching.ts';
import { factRow, gridTable, nameOf, pValue, sourced } from './grid.ts';
import type { Digits } from '../text/numbers.ts';
import { numbersIn } from './lines.ts';
import type { ModelTableSettings } from './settings.ts';
import type { Cell, Table, TableRow } from './table.ts';
import { textIn, type Text } from '../text/language.ts';
import { STATISTICS } from '../text/statistics.ts';

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
export function balanceTableOf({ balance }: MatchingRecord, settings: ModelTableSettings): Table {
  const covariates = balance.rows.flatMap((row, i) => {
    const at = numbersIn(row, settings.source, `$.balance.rows[${i}]`);
    return SIDES.map(([side, label]) =>
      factRow(`${row.covariate}.${side}`, [
        { text: side === 'before' ? nameOf(settings, row.covariate) : '' },
        { text: textIn(label, settings.language) },
        sourced(...at(`${side}.mean_treated`), settings.digits),
        sourced(...at(`${side}.mean_control`), settings.digits),
        sourced(...at(`${side}.bias`), ONE),
        sourced(...at(`${side}.t`), TWO),
        pValue(...at(`${side}.p_value`)),
        {
          ...sourced(...at(`${side}.variance_ratio`), TWO),
          ...(row[side].variance_flag === true ? { stars: FLAG } : {}),
        },
        side === 'after' ? sourced(...at('reduction'), ONE) : { text: '' },
      ]),
    );
  });
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

type Balance = MatchingRecord['balance'];
type Measure = Exclude<keyof Balance['before'], 'variance_interval'>;
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
function summaryRows(balance: Balance, settings: ModelTableSettings): TableRow[] {
  const at = numbersIn(balance, settings.source, '$.balance');
  const say = (text: Text) => ({ text: textIn(text, settings.language) });
  const blanks = Array.from({ length: 5 }, () => ({ text: '' }));
  const line = (id: string, label: Text, cells: readonly Cell[], rule = false) =>
    factRow(id, [say(label), { text: '' }, ...cells, ...blanks], rule);
  const labels = SIDES.map(([, label]) => say(label));
  return [
    line('summary', { en: 'Whole sample', zh: '整体' }, labels, true),
    ...SUMMARY.map(([key, label, digits]) => {
      const cells = SIDES.map(([side]) =>
        key === 'p_value'
          ? pValue(...at(`${side}.p_value`))
          : sourced(...at(`${side}.${key}`), digits),
      );
      return line(`summary.${key}`, label, cells);
    }),
  ];
}
