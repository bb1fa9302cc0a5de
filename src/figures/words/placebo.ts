import type { PlaceboRecord, PlaceboTestRecord } from '../../records/placebo.ts';
import { described, type EffectSettings } from '../figure.ts';
import { MARKS, textIn } from '../../text/language.ts';
import { proseText, countText, pEquation } from '../../text/numbers.ts';

export type PlaceboSettings = EffectSettings;

export const PLACEBO_WORDS = {
  en: {
    density: 'Density',
    pValue: 'p value',
    estimate: (value: string) => `Estimate ${value}`,
    level: 'p = 0.05',
    value: 'Density, p value or count',
    kind: 'What',
    kinds: {
      density: 'density',
      draw: 'p value of a reassignment',
      estimate: 'true assignment',
      groups: 'assignments of groups, from here on',
    },
    assignments: 'Assignments',
    exactPanel: (choices: string, p: string) => `The policy given to ${choices}: exact ${p}`,
    randomPanel: (choices: string, p: string) => `The policy given to ${choices}: ${p}`,
    random: (draws: string, treated: string, blocks: string, name: string) =>
      `${draws} random choices of ${treated} of ${blocks} ${name}`,
    exact: (draws: string, treated: string, blocks: string, name: string) =>
      `all ${draws} choices of ${treated} of ${blocks} ${name}`,
    test: (choices: string, estimate: string, statistic: string) =>
      `Policy given to ${choices}: ${estimate} by estimate, ${statistic} by t`,
    drawing: (bandwidth: string) =>
      `Gaussian kernel density, bandwidth ${bandwidth}; points: p values of the reassignments`,
    thinned: (shownPoints: string, all: string) =>
      `${shownPoints} of ${all} points shown: those that would cover each other are drawn once`,
    middle: (low: string, high: string) =>
      `95% of the reassigned estimates lie between ${low} and ${high}`,
    truth: (value: string) => `the true assignment gives ${value}`,
  },
  zh: {
    density: '核密度',
    pValue: 'p 值',
    estimate: (value: string) => `估计值 ${value}`,
    level: 'p = 0.05',
    value: '密度、p 值或个数',
    kind: '类别',
    kinds: {
      density: '密度',
      draw: '随机分配的 p 值',
      estimate: '真实分配',
      groups: '组别分配数（自此值起）',
    },
    assignments: '分配数',
    exactPanel: (choices: string, p: string) => `${choices}：精确 ${p}`,
    randomPanel: (choices: string, p: string) => `${choices}：${p}`,
    random: (draws: string, treated: string, blocks: string, name: string) =>
      `在 ${blocks} 个${name}中随机抽取 ${treated} 个，共 ${draws} 次`,
    exact: (draws: string, treated: string, blocks: string, name: string) =>
      `从 ${blocks} 个${name}中选取 ${treated} 个的全部 ${draws} 种分配`,
    test: (choices: string, estimate: string, statistic: string) =>
      `${choices}：按估计值 ${estimate}，按 t 值 ${statistic}`,
    drawing: (bandwidth: string) => `高斯核密度，带宽 ${bandwidth}；点为各次分配的 p 值`,
    thinned: (shownPoints: string, all: string) =>
      `共 ${all} 个点，相互重叠者只画一次，实际画出 ${shownPoints} 个`,
    middle: (low: string, high: string) => `95% 的随机分配估计值位于 ${low} 与 ${high} 之间`,
    truth: (value: string) => `真实分配的估计值为 ${value}`,
  },
} as const;

export function placeboNotes(
  record: PlaceboRecord,
  settings: PlaceboSettings,
  points: number,
): string[] {
  const texts = PLACEBO_WORDS[settings.language];
  const { estimates, spread } = record.placebo;
  return [
    ...tests(record, settings),
    texts.drawing(proseText(spread.density.bandwidth, { significant: 2 })),
    ...(points < estimates.length
      ? [texts.thinned(countText(points), countText(estimates.length))]
      : []),
  ];
}

/** What the panel of reassigned groups shows. */
export function groupsTitle(test: PlaceboTestRecord, settings: PlaceboSettings): string {
  const texts = PLACEBO_WORDS[settings.language];
  const title = test.mode === 'exact' ? texts.exactPanel : texts.randomPanel;
  return title(choicesOf(test, settings), pOf(test, 'by_estimate'));
}

export function placeboDescription(record: PlaceboRecord, settings: PlaceboSettings): string {
  const { language } = settings;
  const { observed, spread } = record.placebo;
  const texts = PLACEBO_WORDS[language];
  return described(settings, [
    `${textIn(settings.effect, language)}${MARKS[language].colon}${texts.truth(proseText(observed.estimate))}`,
    texts.middle(proseText(spread.middle.low), proseText(spread.middle.high)),
    ...tests(record, settings),
  ]);
}

function tests(record: PlaceboRecord, settings: PlaceboSettings): string[] {
  const all = [record.placebo, record.placebo_groups].filter((test) => test !== null);
  return all.map((test) =>
    PLACEBO_WORDS[settings.language].test(
      choicesOf(test, settings),
      pOf(test, 'by_estimate'),
      pOf(test, 'by_statistic'),
    ),
  );
}

function choicesOf(
  { mode, draws, assigned }: PlaceboTestRecord,
  settings: PlaceboSettings,
): string {
  const { by, treated_blocks: treated, blocks } = assigned;
  const name = textIn(settings.labels[by] ?? by, settings.language);
  const counts = [draws, treated, blocks].map(countText) as [string, string, string];
  return PLACEBO_WORDS[settings.language][mode](...counts, name);
}

/** Every assignment counts itself; random ones do not hold the true one, so one is added. */
function pOf(test: PlaceboTestRecord, which: 'by_estimate' | 'by_statistic'): string {
  return pEquation(test.mode === 'exact' ? test[which].p_value : test[which].p_value_plus_one);
}
