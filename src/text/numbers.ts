/** Significant digits of the number itself, or digits after the point. */
export type Digits = { readonly significant: number } | { readonly decimals: number };

/** Printed for a number that does not exist, such as a standard error that could not be computed. */
export const NO_NUMBER = '–';

/**
 * A number as text. Whole digits are never cut: 1234.5 to three significant digits is `1235`. Sizes
 * below 1e-6 print as `3.40e-7`. Rounds the exact binary value (ECMAScript `toPrecision`), so that
 * every machine prints the same.
 */
export function numberText(value: number, digits: Digits): string {
  if (!Number.isFinite(value)) return NO_NUMBER;
  if ('decimals' in digits) return withoutNegativeZero(value.toFixed(digits.decimals));
  const text = value.toPrecision(digits.significant);
  return withoutNegativeZero(/e\+/u.test(text) ? value.toFixed(0) : text);
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
