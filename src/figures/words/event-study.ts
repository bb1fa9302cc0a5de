import type { AnyFit } from '../../econometrics/fit.ts';
import type { EventStudyRecord, PeriodEstimate } from '../../records/event-study.ts';
import { described, type EffectSettings } from '../figure.ts';
import { textIn, MARKS, type Language, type Text } from '../../text/language.ts';
import { proseText, countText, pEquation } from '../../text/numbers.ts';

export interface EventStudySettings extends Omit<EffectSettings, 'labels'> {
  /** Title of the horizontal axis, which counts periods from the policy on. */
  readonly period: Text;
}

export const EVENT_WORDS = {
  en: {
    policy: 'Policy begins',
    reference: 'reference',
    low: '95% interval, lower end',
    high: '95% interval, upper end',
    note: 'Note',
    binned: (before: boolean) => (before ? 'and all earlier periods' : 'and all later periods'),
    intervals:
      'Points: estimates; bars: 95% intervals; hollow: before the policy; diamond: reference period',
    sample: (rows: string, clusters: string) =>
      clusters === '' ? `N = ${rows}` : `N = ${rows}; clusters: ${clusters}`,
    joint: (test: string) => `Joint test of the periods before the policy: ${test}`,
    noJoint: 'No joint test of the periods before the policy',
    before: (periods: number, excluding: number) =>
      `of ${periods} periods before the policy ${excluding} ${excluding === 1 ? 'has' : 'have'} an interval without zero`,
    after: (first: string, last: string, peak: string, at: number, n: number, excluding: number) =>
      `${first} in period 0, ${last} in the last, largest ${peak} in period ${at}; ${excluding} of ${n} intervals from the policy on exclude zero`,
    none: 'no period from the policy on',
  },
  zh: {
    policy: '政策实施',
    reference: '基准期',
    low: '95% 置信区间下限',
    high: '95% 置信区间上限',
    note: '说明',
    binned: (before: boolean) => (before ? '含更早各期' : '含更晚各期'),
    intervals: '点为估计值，竖线为 95% 置信区间；空心点为政策实施前，菱形为基准期',
    sample: (rows: string, clusters: string) =>
      clusters === '' ? `N = ${rows}` : `N = ${rows}；聚类数：${clusters}`,
    joint: (test: string) => `政策实施前各期联合检验：${test}`,
    noJoint: '政策实施前各期无联合检验',
    before: (periods: number, excluding: number) =>
      `政策实施前 ${periods} 期中，${excluding} 期的置信区间不含零`,
    after: (first: string, last: string, peak: string, at: number, n: number, excluding: number) =>
      `第 0 期 ${first}，最后一期 ${last}，最大为第 ${at} 期的 ${peak}；政策实施后 ${n} 期中 ${excluding} 期的置信区间不含零`,
    none: '没有政策实施后的时期',
  },
} as const;

/** Lines under the title, and the sentences for readers who do not see the figure. */
export function eventStudyText(
  { fits: [fit], event_study: { pretrend } }: EventStudyRecord,
  points: readonly PeriodEstimate[],
  settings: EventStudySettings,
): { readonly notes: readonly string[]; readonly description: string } {
  const { language } = settings;
  const texts = EVENT_WORDS[language];
  const { comma, colon } = MARKS[language];
  const joint =
    pretrend === null
      ? texts.noJoint
      : texts.joint(
          `F(${pretrend.df1}, ${pretrend.df2}) = ${proseText(pretrend.statistic)}${comma}${pEquation(pretrend.p_value)}`,
        );
  const before = points.filter((p) => p.period < 0 && p.term !== '');
  return {
    notes: [...(fit === undefined ? [] : [sampleOf(fit, language)]), joint, texts.intervals],
    description: described(settings, [
      `${textIn(settings.effect, language)}${colon}${after(points, language)}`,
      capital(texts.before(before.length, before.filter(excludesZero).length)),
      joint,
    ]),
  };
}

/** How many rows were used, and how many clusters the errors have. */
function sampleOf({ nobs, vcov }: AnyFit, language: Language): string {
  const isClustered = vcov.type === 'cluster' || vcov.type.startsWith('cr');
  const clusters = isClustered ? vcov.clusters.map(countText).join(' × ') : '';
  return EVENT_WORDS[language].sample(countText(nobs), clusters);
}

function after(points: readonly PeriodEstimate[], language: Language): string {
  const own = points.filter((p) => p.period >= 0 && Number.isFinite(p.estimate));
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) return EVENT_WORDS[language].none;
  const peak = own.reduce((best, p) => (Math.abs(p.estimate) > Math.abs(best.estimate) ? p : best));
  return EVENT_WORDS[language].after(
    proseText(first.estimate),
    proseText(last.estimate),
    proseText(peak.estimate),
    peak.period,
    own.length,
    own.filter(excludesZero).length,
  );
}

function excludesZero({ conf_low, conf_high }: PeriodEstimate): boolean {
  return conf_low > 0 || conf_high < 0;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
