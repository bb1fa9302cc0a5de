import type { EventStudyRecord } from '../records/event-study.ts';
import { estimated, factRow, gridTable, pValue, sourced, whole } from './grid.ts';
import { numbersIn } from './lines.ts';
import { typeset } from '../text/numbers.ts';
import type { ModelTableSettings } from './settings.ts';
import type { Cell, Table } from './table.ts';
import { textIn, type Text } from '../text/language.ts';

/** Effects by period relative to the policy, and the joint test that those before it are zero. */
export function eventTable(
  { event_study: study }: EventStudyRecord,
  settings: ModelTableSettings,
): Table {
  const { points, pretrend } = study;
  const { source, digits } = settings;
  const at = numbersIn(study, source, '$.event_study');
  const say = (text: Text): Cell => ({ text: textIn(text, settings.language) });
  const rows = points.map(({ period, term, binned, estimate, std_error: error }, i) => {
    const label = typeset(`${period > 0 ? '+' : ''}${period}`);
    const more = binned ? (period < 0 ? BEYOND.before : BEYOND.after) : '';
    const numbers =
      term === ''
        ? [{ text: '0' }, say(REFERENCE), BLANK, BLANK]
        : (['estimate', 'std_error', 'conf_low', 'conf_high'] as const).map((key) =>
            estimated(...at(`points[${i}].${key}`), digits, [estimate, error]),
          );
    return factRow(`period.${period}`, [{ text: label + say(more).text }, ...numbers]);
  });
  const line = (id: string, text: Text, cell: Cell, rule = false) =>
    factRow(id, [say(text), cell, BLANK, BLANK, BLANK], rule);
  const test = [
    line(
      'joint.f',
      { en: 'Joint F', zh: '联合 F 值' },
      sourced(...at('pretrend.statistic'), { decimals: 2 }),
      true,
    ),
    line('joint.df1', { en: 'Restrictions', zh: '约束个数' }, whole(...at('pretrend.df1'))),
    line('joint.df2', { en: 'Degrees of freedom', zh: '自由度' }, whole(...at('pretrend.df2'))),
    line('joint.p', { en: 'p', zh: 'p 值' }, pValue(...at('pretrend.p_value'))),
  ];
  return gridTable(settings, {
    corner: { en: 'Period', zh: '期' },
    columns: [
      { id: 'estimate', heading: { en: 'Effect', zh: '效应' } },
      { id: 'std_error', heading: { en: 'Std. error', zh: '标准误' } },
      { id: 'conf_low', heading: { en: 'Low', zh: '下限' }, above: INTERVAL },
      { id: 'conf_high', heading: { en: 'High', zh: '上限' }, above: INTERVAL },
    ],
    rows: pretrend === null ? rows : [...rows, ...test],
    notes: pretrend === null ? [NO_TEST] : [TEST],
  });
}

const BLANK: Cell = { text: '' };
const REFERENCE: Text = { en: 'reference', zh: '基期' };
const BEYOND = {
  before: { en: ' and before', zh: ' 及以前' },
  after: { en: ' and after', zh: ' 及以后' },
} as const;
const INTERVAL: Text = { en: '95% interval', zh: '95% 置信区间' };
const TEST: Text = {
  en: 'Joint test: all effects before the policy are zero, by the clustered covariance of the fit.',
  zh: '联合检验的原假设为政策实施前各期效应均为零，采用估计所用的聚类协方差矩阵。',
};
const NO_TEST: Text = {
  en: 'The effects before the policy cannot be tested together: there is none, or clusters are too few.',
  zh: '政策实施前各期效应无法联合检验：没有此类效应，或聚类数过少。',
};
