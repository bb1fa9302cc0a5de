import { parseYear } from '../number.ts';

/** Years that a statistic may be of. */
const FIRST = 1949;
const LAST = 2100;

const EDITION = /(?:年鉴|yearbook)\D{0,3}((?:19|20)\d\d)|((?:19|20)\d\d)\D{0,2}(?:年鉴|yearbook)/i;
/** Headers of years in which yearbooks appeared, each one later than its data. */
export const EDITION_COLUMN = /年鉴|edition|yearbook/i;
const RANGE = /(?<!\d)(?:19|20)\d\d年?(?:[-—–−~～―至到]|to)+(?:(?:19|20)\d\d|\d\d)(?!\d)年?/gi;
/** A year in which a file was made. */
const MADE =
  /(?:整理|更新|下载|发布|导出|截至|截止|修订|版本|编制|制表|查询|采集|收集|update[d]?|download(?:ed)?|export(?:ed)?|version|v)(?:于|日期|时间)?[:：_\-（(]?(?:19|20)\d\d年?|(?:19|20)\d\d年?(?:\d{1,2}月)?(?:整理|更新|下载|发布|导出|修订|版|编制|制表|查询|采集|收集|update|download|export)/gi;
/** A year of prices or of a base. */
const BASE = /(?:19|20)\d\d年?(?:不变价|可比价|价格?|为基期|=100)|基期[:：]?(?:19|20)\d\d/g;

/** What makes a line a remark on values. */
const NOTE = /[注源说摘，。；;,]|数据为|口径|note|source/iu;

/**
 * The one year that a title, a sheet's or a file's name says its values are of; of a yearbook
 * (`年鉴2015`) the year before. Null where it names none, several or a range.
 */
export function yearOfText(text: string): number | null {
  const plain = text.normalize('NFKC').replaceAll(/\s+/g, '');
  const edition = EDITION.exec(plain);
  if (plain.search(RANGE) >= 0) return null;
  if (edition !== null) return Number(edition[1] ?? edition[2]) - 1;
  const years = yearsIn(plain.replaceAll(MADE, '').replaceAll(BASE, ''));
  const [year] = years;
  return years.size === 1 && year !== undefined ? year : null;
}

/**
 * The year of a line among the rows, which is that of the rows below it: `2014年`, `2014年各市人口`; null
 * for a remark, and for a row of data.
 */
export function yearOfLine(row: readonly Parameters<typeof parseYear>[0][]): number | null {
  const texts = new Set(row.map((cell) => String(cell ?? '').trim()));
  texts.delete('');
  const [text = ''] = texts;
  if (texts.size !== 1) return null;
  if (/^\d{4}$/.test(text)) return parseYear(text);
  const isTitle = text.length <= 30 && /年|year/i.test(text) && !NOTE.test(text);
  return isTitle ? yearOfText(text) : null;
}

function yearsIn(plain: string): ReadonlySet<number> {
  const found = [...plain.matchAll(/(?<!\d)((?:19|20)\d\d)(?!\d)/g)].map(([, year]) =>
    Number(year),
  );
  return new Set(found.filter((year) => year >= FIRST && year <= LAST));
}
