import type { ScoreDensity, ScoreSummary } from '../../econometrics/matching/scores.ts';
import { described, type FigureSettings } from '../figure.ts';
import { textIn, type Language } from '../../text/language.ts';
import { proseText, countText } from '../../text/numbers.ts';

export const PROPENSITY_WORDS = {
  en: {
    score: 'Propensity score',
    density: 'Density',
    panel: 'Sample',
    group: 'Group',
    panels: { before: 'Before matching', after: 'After matching (weighted)' },
    groups: { treated: 'Treated', other: 'Controls' },
    support: (ends: string) => `Common support ${ends}`,
    counts: (treated: string, controls: string) => `${treated} treated, ${controls} control rows`,
    bandwidths: (treated: string, controls: string) => `${treated} treated, ${controls} controls`,
    kernel: (before: string, after: string) =>
      `Gaussian kernel densities; bandwidths before: ${before}; after: ${after}`,
    rows: (before: string, after: string, off: string) =>
      `Before: ${before}; after: ${after}; off support: ${off}`,
    means: (panel: string, treated: string, controls: string) =>
      `${panel}: mean score ${treated} of treated, ${controls} of controls`,
    noSupport: 'No common support',
  },
  zh: {
    score: '倾向得分',
    density: '核密度',
    panel: '样本',
    group: '组别',
    panels: { before: '匹配前', after: '匹配后（加权）' },
    groups: { treated: '处理组', other: '对照组' },
    support: (ends: string) => `共同支撑域 ${ends}`,
    counts: (treated: string, controls: string) =>
      `处理组 ${treated} 个、对照组 ${controls} 个观测`,
    bandwidths: (treated: string, controls: string) => `处理组 ${treated}、对照组 ${controls}`,
    kernel: (before: string, after: string) => `高斯核密度；带宽：匹配前${before}，匹配后${after}`,
    rows: (before: string, after: string, off: string) =>
      `匹配前${before}；匹配后${after}；不在支撑域内 ${off} 个`,
    means: (panel: string, treated: string, controls: string) =>
      `${panel}：平均得分处理组 ${treated}，对照组 ${controls}`,
    noSupport: '没有共同支撑域',
  },
} as const;

/** Lines under the title: how many rows, and how the curves were made. */
export function propensityNotes(
  { densities, off_support: offSupport }: ScoreSummary,
  language: Language,
): string[] {
  const texts = PROPENSITY_WORDS[language];
  const pair = (panel: ScoreDensity['panel'], of: (own: ScoreDensity) => string) =>
    densities.filter((own) => own.panel === panel).map(of) as [string, string];
  const count = ({ density }: ScoreDensity) => countText(density.n);
  const bandwidth = ({ density }: ScoreDensity) => proseText(density.bandwidth, { significant: 2 });
  return [
    texts.rows(
      texts.counts(...pair('before', count)),
      texts.counts(...pair('after', count)),
      countText(offSupport),
    ),
    texts.kernel(
      texts.bandwidths(...pair('before', bandwidth)),
      texts.bandwidths(...pair('after', bandwidth)),
    ),
  ];
}

/** `0.12 – 0.34`. */
export function rangeText(ends: NonNullable<ScoreSummary['support']>): string {
  return [ends.low, ends.high].map((end) => proseText(end, { significant: 2 })).join(' – ');
}

export function propensityDescription(scores: ScoreSummary, settings: FigureSettings): string {
  const { densities, support } = scores;
  const { language, title } = settings;
  const texts = PROPENSITY_WORDS[language];
  const means = (['before', 'after'] as const).map((panel) => {
    const [treated = '', controls = ''] = densities
      .filter((own) => own.panel === panel)
      .map(({ mean }) => proseText(mean));
    return texts.means(texts.panels[panel], treated, controls);
  });
  const [rows = ''] = propensityNotes(scores, language);
  return described(settings, [
    textIn(title, language),
    ...means,
    support === null ? texts.noSupport : texts.support(rangeText(support)),
    rows,
  ]);
}
