import type { Cell } from '../sources/table.ts';
import { withoutMarks } from './marks.ts';

export type NumberReading = number | 'missing' | 'not_a_number';

/** A number, and the unit that stands behind it in the same cell: `45.2亿元`. */
export interface Measured {
  readonly value: number;
  /** Empty where the cell has the number only. */
  readonly unit: string;
}

const MISSING =
  /^(?:-{0,3}|—{1,2}|\.{1,3}|\.{6}|\/|\\n|#?n\/a|na|n\.a\.?|nan|null|none|无|缺失?|空缺?|暂无|未公布|\.[a-z]?)$/;
/** Most cells: nothing of them needs a second look. */
const SIMPLE = /^-?\d+(?:\.\d+)?$/;
const PLAIN = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/;
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
/** Thousands that a single blank parts; any other blank between digits parts two things. */
const SPACED = /^-?\d{1,3}(?: \d{3})+(?:\.\d+)?$/;
/** Decimal commas as in `45,2`, and dots between thousands as in `1.234,5`. */
const DECIMAL_COMMA = /^-?(?:\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,}))$/;

const FRACTION = /[\u00BC-\u00BE\u2150-\u215E]/u;
/**
 * Reads a number as statistics print it: `1,234.5`, `１２３`, `1，234`, `45.2%` (45.2), and without a
 * footnote's mark: `300①`, `45.3²`, `45.3[1]`. A dash, dots, a blank and `NA` are missing, which is
 * not zero. What may be read in two ways is no number.
 */
export function parseNumber(cell: Cell | undefined): NumberReading {
  const read = parseMeasured(cell);
  if (typeof read === 'string') return read;
  return read.unit === '' || read.unit === '%' ? read.value : 'not_a_number';
}

/** `parseNumber` that keeps the unit behind the number. */
export function parseMeasured(cell: Cell | undefined): Measured | 'missing' | 'not_a_number' {
  if (typeof cell === 'number') {
    return Number.isFinite(cell) ? { value: cell, unit: '' } : 'missing';
  }
  const written = String(cell ?? '').trim();
  if (SIMPLE.test(written)) return { value: Number(written), unit: '' };
  if (MISSING.test(plain(written).replaceAll(' ', ''))) return 'missing';
  const bare = numberWithoutMarks(written);
  if (bare === null) return 'not_a_number';
  const text = plain(bare).replace(/^'/, '');
  const split = /^([-\d.,' ]*\d\.?(?:e[+-]?\d+)?)\s*(.*)$/.exec(text);
  const [, digits = '', unit = ''] = split ?? [];
  // A letter behind a number is a note's mark to some and a unit to nobody: it is not guessed.
  if (split === null || /^[\d.,(]/.test(unit)) return 'not_a_number';
  const value = readDigits(digits.trim());
  return value === null ? 'not_a_number' : { value, unit: unit.replaceAll(' ', '') };
}

/** Whether a cell has a decimal comma: in its column `1,234` may then be 1.234. */
export function hasDecimalComma(cell: Cell | undefined): boolean {
  return typeof cell === 'string' && /[,，]/.test(cell) && DECIMAL_COMMA.test(plain(cell));
}

/** Whether a cell may be read as a number with commas between thousands, or with a decimal one. */
export function hasComma(cell: Cell | undefined): boolean {
  return typeof cell === 'string' && GROUPED.test(plain(cell));
}

function readDigits(digits: string): number | null {
  if (PLAIN.test(digits)) return Number(digits);
  if (GROUPED.test(digits)) return Number(digits.replaceAll(',', ''));
  return SPACED.test(digits) ? Number(digits.replaceAll(' ', '')) : null;
}

/** The text without marks; null if what is left would not be what was printed. */
function numberWithoutMarks(written: string): string | null {
  if (FRACTION.test(written)) return null;
  const text = withoutMarks(written);
  // A power of ten is no ten with a note.
  if (text !== written && /(?:^|[^\d.,])10$/.test(text)) return null;
  // Raised or circled figures within the number would become its digits.
  return /[\p{No}\p{Nl}]/u.test(text) ? null : text;
}

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().replace(/^[−–]/, '-').toLowerCase();
}

const FIGURES = '〇一二三四五六七八九';

/** `二〇一四年` with figures. */
function inFigures(written: string): string {
  return written
    .replaceAll(/[零○]/gu, '〇')
    .replaceAll(/[〇一二三四五六七八九]/gu, (sign) => String(FIGURES.indexOf(sign)));
}

/** A year: `2014`, `2014年`, `2014年末`, `2014.0`, `2014-12-31`, `二〇一四年`; null if it is none. */
export function parseYear(cell: Cell | undefined): number | null {
  const text = withoutMarks(String(cell ?? '').trim())
    .normalize('NFKC')
    .replaceAll(/\s+/g, '')
    .replace(/^[一二][〇零○一二三四五六七八九]{3}(?=年)/u, inFigures)
    .toLowerCase();
  const found =
    /^(?:fy|y|year|公元)?((?:19|20)\d\d)(?:年(?:度|末|底|份|全年|合计|0?1[-—–~至到]12月|12月)?|\.0+|[-/.年]12[-/.月](?:31日?)?|-01-01)?(?:00:00:00)?$/.exec(
      text,
    );
  return found === null ? null : Number(found[1]);
}
