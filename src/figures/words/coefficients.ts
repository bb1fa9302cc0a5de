import type { CoefficientsSettings, Comparison } from '../values/coefficients.ts';
import { sentences, textIn, type Language } from '../../text/language.ts';
import { WORDS } from './words.ts';
import { proseText } from '../../text/numbers.ts';

const TEXTS = {
  en: {
    note: 'Circles: estimates here with 95% intervals; diamonds: published, filled where outside the interval',
    columns: {
      table: 'Table',
      name: 'Coefficient',
      published: 'Published',
      estimate: 'Estimated here',
      conf_low: '95% interval, lower end',
      conf_high: '95% interval, upper end',
      inside: 'Published value in the interval',
    },
    inside: { yes: 'yes', no: 'no' },
    count: (inside: number, of: number) =>
      `${inside} of ${of} published coefficients lie in the 95% interval of the one estimated here`,
    first: (name: string, estimate: string, interval: string, published: string) =>
      `${name}: ${estimate} (${interval}), published ${published}`,
  },
  zh: {
    note: '圆点为本次估计值及 95% 置信区间；菱形为论文公布值，落在区间之外者为实心',
    columns: {
      table: '表',
      name: '系数',
      published: '论文公布值',
      estimate: '本次估计值',
      conf_low: '95% 置信区间下限',
      conf_high: '95% 置信区间上限',
      inside: '公布值是否落在区间内',
    },
    inside: { yes: '是', no: '否' },
    count: (inside: number, of: number) =>
      `${of} 个公布系数中有 ${inside} 个落在本次估计的 95% 置信区间内`,
    first: (name: string, estimate: string, interval: string, published: string) =>
      `${name}：本次估计 ${estimate}（${interval}），论文公布 ${published}`,
  },
} satisfies Record<Language, unknown>;

export function coefficientsWords(language: Language) {
  return TEXTS[language];
}

/** Sentences for readers who do not see the figure. */
export function coefficientsDescription(
  rows: readonly Comparison[],
  settings: CoefficientsSettings,
): string {
  const { language, names, synthetic, title } = settings;
  const texts = TEXTS[language];
  const known = rows.filter(({ inside }) => inside !== null);
  const [first] = known;
  return sentences(language, [
    textIn(title, language),
    texts.count(known.filter(({ inside }) => inside === true).length, known.length),
    first === undefined
      ? ''
      : texts.first(
          textIn(names[first.id] ?? first.id, language),
          proseText(first.estimate),
          `${proseText(first.conf_low)} – ${proseText(first.conf_high)}`,
          proseText(first.published),
        ),
    synthetic ? WORDS[language].synthetic : '',
  ]);
}
