/**
 * How numbers are written, by one rule each:
 *
 * - A minus is an ASCII hyphen where a program may read the number: in the cells of a table, in csv,
 *   tex and JSON. Where only people read it, in prose, notes, pages and drawings, it is U+2212.
 * - Counts have commas between thousands in prose and on pages, in both languages; in the cells of a
 *   table they have none.
 * - A percentage has no blank before its sign, in both languages: `95%`.
 * - A p value has three decimals, and below a thousandth it is `<0.001`.
 */

/** Significant digits of the number itself, or digits after the point. */
export type Digits = { readonly significant: number } | { readonly decimals: number };

/** Printed for a number that does not exist, such as a standard error that could not be computed. */
export const NO_NUMBER = '–';

export const MINUS = '\u2212';

/**
 * A number as a cell of a table has it. Whole digits are never cut: 1234.5 to three significant
 * digits is `1235`. Sizes below 1e-6 print as `3.40e-7`. Rounds the exact binary value (ECMAScript
 * `toPrecision`), so that every machine prints the same.
 */
export function numberText(value: number, digits: Digits): string {
  if (!Number.isFinite(value)) return NO_NUMBER;
  if ('decimals' in digits) return withoutNegativeZero(value.toFixed(digits.decimals));
  const text = value.toPrecision(digits.significant);
  return withoutNegativeZero(/e\+/u.test(text) ? value.toFixed(0) : text);
}

/** Significant digits that a standard error, or a number without one, keeps. */
const KEPT = 2;
/** What needs more decimals is printed with an exponent. */
const MOST = 8;

/**
 * The digits of an estimate and of what is printed with it. Where decimals are asked for, all of them
 * get the same number: those asked for, or as many more as the standard error needs to show two
 * significant digits, so that 0.0004 (0.0001) to three decimals is 0.00040 (0.00010). An estimate with
 * stars is larger than its error, so it is never 0.000. Without an error it is the estimate itself that
 * keeps two digits. Significant digits need no such rule.
 */
export function pairDigits(asked: Digits, estimate: number, error = Number.NaN): Digits {
  if ('significant' in asked) return asked;
  const judge = Number.isFinite(error) && error !== 0 ? error : estimate;
  if (!Number.isFinite(judge) || judge === 0) return asked;
  const decimals = Math.max(asked.decimals, KEPT - 1 - exponentOf(judge));
  return decimals > MOST ? { significant: KEPT } : { decimals };
}

/** The power of ten of the first digit that is printed when two are: 0.0996 is 0.10, so −1. */
function exponentOf(value: number): number {
  return Number(value.toExponential(KEPT - 1).split('e')[1]);
}

/** A printed number with a real minus. */
export function typeset(text: string): string {
  return text.replaceAll('-', MINUS);
}

/** The printed numbers of a sentence with a real minus; hyphens between words stay. */
export function typesetSentence(text: string): string {
  return text.replaceAll(/(?<![\p{L}\p{N}.-])-(?=\d)/gu, MINUS);
}

/** What is smaller is what rounding left of zero. */
const NOTHING = 1e-12;

/** A number in a sentence. */
export function proseText(value: number, digits: Digits = { significant: 3 }): string {
  if (value === Infinity) return '∞';
  return Math.abs(value) < NOTHING ? '0' : typeset(numberText(value, digits));
}

/** `[−0.012, 0.345]`. */
export function intervalText(low: number, high: number, digits: Digits): string {
  return `[${typeset([low, high].map((end) => numberText(end, digits)).join(', '))}]`;
}

/** A whole number with commas between thousands. */
export function countText(value: number): string {
  return typeset(numberText(value, { decimals: 0 })).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');
}

/** A number of a record: six significant digits without zeros at their end, and all whole digits. */
export function recordText(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NO_NUMBER;
  const size = Math.abs(value);
  if ((Number.isInteger(value) || size >= 1e6) && size < 1e15) return countText(value);
  return typeset(String(Number(value.toPrecision(6))).replace('e+', 'e'));
}

/** A number that may be a year, a code or a seed: without commas. */
export function ungroupedText(value: number | null | undefined): string {
  return recordText(value).replaceAll(',', '');
}

/** 0.05 as `5%`; decimals that are zeros are left out. */
export function percentText(share: number, decimals = 2): string {
  return Number.isFinite(share) ? `${Number((100 * share).toFixed(decimals))}%` : NO_NUMBER;
}

export function pText(p: number): string {
  return p < 0.001 ? '<0.001' : numberText(p, { decimals: 3 });
}

/** `p = 0.012`, `p < 0.001`. */
export function pEquation(p: number): string {
  const text = pText(p);
  return text.startsWith('<') ? `p < ${text.slice(1)}` : `p = ${text}`;
}

/** A size in bytes, kB (1,000 bytes) or MB. */
export function bytesText(value: number): string {
  if (value < 1000) return `${countText(value)} B`;
  if (value < 1e6) return `${(value / 1e3).toFixed(value < 1e4 ? 1 : 0)} kB`;
  return `${(value / 1e6).toFixed(1)} MB`;
}

/**
 * The spreadsheet number format that prints a number as `text` does, its brackets around it and its stars
 * after it. What is said to be below a limit, `<0.001`, is printed as these very signs.
 */
export function numberFormat(text: string, stars: string): string | undefined {
  const parts =
    /^(?<open>[[({]?)(?:<[\d.]+|-?\d+(?:\.(?<decimals>\d+))?(?<exponent>e[+-]\d+)?)(?<close>[\])}]?)$/u.exec(
      text,
    )?.groups;
  if (parts === undefined || stars.includes('"')) return undefined;
  if (text.includes('<')) return `"${text}${stars}"`;
  const { open = '', decimals, exponent, close = '' } = parts;
  const point = decimals === undefined ? '0' : `0.${'0'.repeat(decimals.length)}`;
  const quoted = (signs: string): string => (signs === '' ? '' : `"${signs}"`);
  const number = exponent === undefined ? point : `${point}E+00`;
  return quoted(open) + number + quoted(close + stars);
}

function withoutNegativeZero(text: string): string {
  return /^-0(?:\.0*)?$/u.test(text) ? text.slice(1) : text;
}
