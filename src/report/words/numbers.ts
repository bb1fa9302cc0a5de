const MINUS = '\u2212';
export const NO_NUMBER = '–';

/** Significant digits of an estimate on its own page. */
const DIGITS = 6;

/** A whole number with commas between thousands, in both languages alike. */
export function count(value: number): string {
  if (!Number.isFinite(value)) return NO_NUMBER;
  const digits = Math.abs(value).toFixed(0);
  return (value < 0 ? MINUS : '') + digits.replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');
}

/** A number to six significant digits without zeros at its end; ECMAScript rounds alike everywhere. */
export function number(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NO_NUMBER;
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return count(value);
  const text = value.toPrecision(DIGITS);
  const [digits = '', exponent] = text.split('e');
  const short = digits.includes('.') ? digits.replace(/\.?0+$/u, '') : digits;
  const whole = exponent === undefined ? short : `${short}e${exponent.replace('+', '')}`;
  return whole.replaceAll('-', MINUS);
}

/** A number that may be a year, a code or a seed: without commas. */
export function plainNumber(value: number | null | undefined): string {
  return number(value).replaceAll(',', '');
}

/** A printed number with a real minus. */
export function typeset(text: string): string {
  return text.replaceAll('-', MINUS);
}

/** A number of the first page: three significant digits, zeros kept. */
export function headlineNumber(value: number): string {
  if (!Number.isFinite(value)) return NO_NUMBER;
  return value.toPrecision(3).replaceAll('-', MINUS);
}

/** A size in bytes, kB (1,000 bytes) or MB. */
export function bytes(value: number): string {
  if (value < 1000) return `${count(value)} B`;
  if (value < 1e6) return `${(value / 1e3).toFixed(value < 1e4 ? 1 : 0)} kB`;
  return `${(value / 1e6).toFixed(1)} MB`;
}

/** A share as a percentage with one decimal. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? NO_NUMBER : `${((100 * part) / whole).toFixed(1)} %`;
}
