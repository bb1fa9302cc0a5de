import type { PublishedRow, Role } from '../../records/published.ts';
import { described, type FigureSettings } from '../figure.ts';
import { textIn, type Language, type Text } from '../../text/language.ts';
import { proseText } from '../../text/numbers.ts';

export interface CoefficientsSettings extends FigureSettings {
  /** Kinds of coefficients that are drawn. */
  readonly roles: readonly Role[];
  /** Tables that share a scale, such as those of one outcome, and the title of its axis. */
  readonly panels: readonly { readonly tables: readonly string[]; readonly axis: Text }[];
  /** Headings of tables. */
  readonly tables: Readonly<Record<string, Text>>;
  /** Names of rows by id, without which the id stands. */
  readonly names: Readonly<Record<string, Text>>;
}

export const COEFFICIENT_WORDS = {
  en: {
    note: 'Circles: estimates here; diamonds: published, filled where outside the interval of the estimate; lines: 95% intervals, the published ones by their printed errors and the normal distribution',
    columns: {
      table: 'Table',
      name: 'Coefficient',
      published: 'Published',
      published_low: 'Published 95% interval, lower end',
      published_high: 'Published 95% interval, upper end',
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
    note: '圆点为本次估计值，菱形为论文公布值（落在本次估计区间之外者为实心）；横线为 95% 置信区间，论文区间由所印标准误（或 t 值）按正态分布得出',
    columns: {
      table: '表',
      name: '系数',
      published: '论文公布值',
      published_low: '论文 95% 置信区间下限',
      published_high: '论文 95% 置信区间上限',
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

export function coefficientsDescription(
  rows: readonly PublishedRow[],
  settings: CoefficientsSettings,
): string {
  const { language, names, title } = settings;
  const texts = COEFFICIENT_WORDS[language];
  const known = rows.filter(({ inside }) => inside !== null);
  const [first] = known;
  return described(settings, [
    textIn(title, language),
    texts.count(known.filter(({ inside }) => inside === true).length, known.length),
    first?.computed == null
      ? ''
      : texts.first(
          textIn(names[first.id] ?? first.id, language),
          proseText(first.computed.estimate),
          `${proseText(first.computed.conf_low ?? Number.NaN)} – ${proseText(first.computed.conf_high ?? Number.NaN)}`,
          proseText(first.published),
        ),
  ]);
}
