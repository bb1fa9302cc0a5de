import type { Density } from '../../econometrics/numeric/density.ts';
import { MARKS, sentences, textIn, type Language } from '../../text/language.ts';
import type { PlaceboSettings, PlaceboSummary, PlaceboValues } from '../values/placebo.ts';
import { WORDS } from './words.ts';
import { countText, pEquation, proseText } from '../../text/numbers.ts';

const TEXTS = {
  en: {
    density: 'Density',
    pValue: 'p value',
    estimate: (value: string) => `Estimate ${value}`,
    level: 'p = 0.05',
    value: 'Density or p value',
    kind: 'What',
    kinds: { density: 'density', draw: 'p value of a reassignment', estimate: 'true assignment' },
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
    value: '密度或 p 值',
    kind: '类别',
    kinds: { density: '密度', draw: '随机分配的 p 值', estimate: '真实分配' },
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

export function placeboWords(language: Language) {
  return TEXTS[language];
}

/** Lines under the title. */
export function placeboNotes(
  values: PlaceboValues,
  settings: PlaceboSettings,
  density: Density,
  points: number,
): string[] {
  const texts = TEXTS[settings.language];
  const all = values.estimates.length;
  return [
    ...tests(values, settings),
    texts.drawing(proseText(density.bandwidth, { significant: 2 })),
    ...(points < all ? [texts.thinned(countText(points), countText(all))] : []),
  ];
}

/** Sentences for readers who do not see the figure. */
export function placeboDescription(
  values: PlaceboValues,
  settings: PlaceboSettings,
  middle: readonly [number, number],
): string {
  const { language, synthetic } = settings;
  const texts = TEXTS[language];
  return sentences(language, [
    `${textIn(settings.effect, language)}${MARKS[language].colon}${texts.truth(proseText(values.observed.estimate))}`,
    texts.middle(proseText(middle[0]), proseText(middle[1])),
    ...tests(values, settings),
    synthetic ? WORDS[language].synthetic : '',
  ]);
}

function tests(values: PlaceboValues, settings: PlaceboSettings): string[] {
  return [values, ...(values.groups === null ? [] : [values.groups])].map((test) => {
    const texts = TEXTS[settings.language];
    return texts.test(
      choicesOf(test, settings),
      pOf(test, 'by_estimate'),
      pOf(test, 'by_statistic'),
    );
  });
}

function choicesOf({ mode, draws, assigned }: PlaceboSummary, settings: PlaceboSettings): string {
  const { by, treated_blocks: treated, blocks } = assigned;
  const name = textIn(settings.labels[by] ?? by, settings.language);
  const counts = [draws, treated, blocks].map(countText) as [string, string, string];
  return TEXTS[settings.language][mode](...counts, name);
}

/** Every assignment counts itself; random ones do not hold the true one, so one is added. */
function pOf(test: PlaceboSummary, which: 'by_estimate' | 'by_statistic'): string {
  return pEquation(test.mode === 'exact' ? test[which].p_value : test[which].p_value_plus_one);
}
