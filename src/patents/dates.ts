import type { Cell } from '../sources/table.ts';
import { cellText, withoutFootnotes } from './cells.ts';

const MS_PER_DAY = 86_400_000;
/** Serial 25569 of Excel's 1900 calendar is 1970-01-01. */
const EXCEL_EPOCH = 25_569;
/**
 * Excel serials of 1960-01-01 and 2100-01-01: other numbers are no dates of patents, and those from
 * 19000 to 20999 may be a year and a month, `20161`.
 */
const SERIAL_RANGE = [21_916, 73_051] as const;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const TIME = '(?:(?:[T\\s,Z]|\\p{Script=Han}).*)?$';

/** Groups: year, month, day. */
const YEAR_FIRST = new RegExp(
  `^(\\d{4})\\s*[\\-/.年_]\\s*(\\d{1,2})\\s*[\\-/.月_]\\s*(\\d{1,2})\\s*日?${TIME}`,
  'iu',
);
const BLANKS = /^(\d{4}) (\d{1,2}) (\d{1,2})$/;
/** Groups: day, month, year where dots part them. */
const DAY_FIRST = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s.*)?$/;
/** Day and month, or month and day: it tells only if one of them is above 12. */
const EITHER = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:\s.*)?$/;
const WORD_FIRST = new RegExp(
  `^${MONTH}[\\s.\\-]*(\\d{1,2})(?:st|nd|rd|th)?[\\s,.\\-]+(\\d{4})${TIME}`,
  'iu',
);
const DAY_WORD = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th)?[\\s.\\-]*${MONTH}[\\s,.\\-]*(\\d{4})${TIME}`,
  'iu',
);
/** `2-Mar-15`, as Excel shows days: two digits are the year, behind the month. */
const SHORT_YEAR = new RegExp(`^(\\d{1,2})[\\s\\-]${MONTH}[\\s\\-](\\d{2})$`, 'iu');
const YEAR_WORD = new RegExp(`^(\\d{4})[\\s,.\\-]+${MONTH}[\\s.\\-]+(\\d{1,2})${TIME}`, 'iu');
/** No day with its remarks is longer. */
const LONGEST = 64;
const CHINESE_DIGITS = '〇一二三四五六七八九';

/**
 * A date as `YYYY-MM-DD`, from digits in any of the usual orders, months in words, Chinese numerals,
 * any of these in brackets or with a time or a remark behind, or an Excel serial number; null if it is none, no real day,
 * or does not tell the day from the month.
 */
export function parseDate(cell: Cell): string | null {
  if (typeof cell === 'number')
    return cell > 9_999_999 ? fromDigits(String(cell)) : fromSerial(cell);
  if (typeof cell !== 'string' || cell.length > LONGEST) return null;
  const text = bareText(cell);
  if (/^\d{8}(?:\.0+|T\d+Z?)?$/.test(text)) return fromDigits(text);
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return fromSerial(Number(text));
  const first = YEAR_FIRST.exec(text) ?? BLANKS.exec(text);
  if (first !== null) return fromParts(Number(first[1]), Number(first[2]), Number(first[3]));
  return fromWords(text) ?? fromLastYear(text);
}

function fromWords(text: string): string | null {
  const month = (name: string | undefined): number =>
    MONTHS.indexOf((name ?? '').toLowerCase()) + 1;
  let found = WORD_FIRST.exec(text);
  if (found !== null) return fromParts(Number(found[3]), month(found[1]), Number(found[2]));
  found = DAY_WORD.exec(text);
  if (found !== null) return fromParts(Number(found[3]), month(found[2]), Number(found[1]));
  found = SHORT_YEAR.exec(text);
  if (found !== null) {
    const year = Number(found[3]);
    // Excel and Stata take thirty as the first year of the last century.
    return fromParts(year + (year < 30 ? 2000 : 1900), month(found[2]), Number(found[1]));
  }
  found = YEAR_WORD.exec(text);
  return found && fromParts(Number(found[1]), month(found[2]), Number(found[3]));
}

function fromLastYear(text: string): string | null {
  const dotted = DAY_FIRST.exec(text);
  if (dotted !== null) return fromParts(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const either = EITHER.exec(text);
  if (either === null) return null;
  const [a, b, year] = [Number(either[1]), Number(either[2]), Number(either[3])];
  if (a > 12) return fromParts(year, b, a);
  return b > 12 || a === b ? fromParts(year, a, b) : null;
}

/** Without brackets, labels, days of the week and remarks: `（2016.07.05）`, `2016.7.5（公布）`. */
function bareText(cell: string): string {
  return withoutFootnotes(cellText(cell))
    .normalize('NFKC')
    .replaceAll(/[‐-―−]/g, '-')
    .trim()
    .replace(/^[([【](.*)[)\]】]$/, '$1')
    .replace(/\s*[([【][^)\]】]*[)\]】]$/, '')
    .replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,\s]+/i, '')
    .replace(/^\p{Script=Han}*日期?:\s*/u, '')
    .replaceAll(/[〇零一二三四五六七八九十]+/g, fromNumerals)
    .trim();
}

function fromNumerals(text: string): string {
  const digit = (char: string): number => Math.max(0, CHINESE_DIGITS.indexOf(char));
  if (!text.includes('十')) return Array.from(text, digit).join('');
  const [tens = '', ones = ''] = text.split('十');
  return String((tens === '' ? 1 : digit(tens)) * 10 + (ones === '' ? 0 : digit(ones)));
}

function fromDigits(text: string): string | null {
  return fromParts(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8)));
}

function fromSerial(serial: number): string | null {
  const day = Math.floor(serial);
  if (!(day >= SERIAL_RANGE[0] && day <= SERIAL_RANGE[1])) return null;
  return new Date((day - EXCEL_EPOCH) * MS_PER_DAY).toISOString().slice(0, 10);
}

function fromParts(year: number, month: number, day: number): string | null {
  if (year < 1800 || year > 2200) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : null;
}
