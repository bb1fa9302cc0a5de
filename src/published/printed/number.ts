/** A number as it is printed, with all values that round to it. */
export interface PrintedNumber {
  /** Its digits, with a plain `-` for a minus. */
  readonly text: string;
  readonly value: number;
  /** Ends of what rounds to `text`: half a unit of the last printed digit on each side. */
  readonly low: number;
  readonly high: number;
  /** Whether `text` is what the paper prints; a JSON number has lost its trailing zeros. */
  readonly exact: boolean;
}

const PRINTED =
  /^(?<digits>[-+]?(?:\d+(?:\.(?<decimals>\d*))?|\.(?<only>\d+)))(?:e(?<power>[-+]?\d+))?$/iu;

/**
 * Reads a printed number. Text keeps its digits: `0.00340` means 0.003395 to 0.003405. Of a JSON
 * number the shortest digits are taken (0.0034: 0.00335 to 0.00345), which holds whatever zeros
 * were printed after them. A typeset minus counts as one. Undefined for anything else.
 */
export function printedNumber(printed: string | number): PrintedNumber | undefined {
  const text = String(printed).trim().replaceAll(/[−–]/gu, '-');
  const match = PRINTED.exec(text);
  if (match?.groups === undefined) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value)) return undefined;
  const { digits = '', decimals = '', only = '', power = '0' } = match.groups;
  const last = Number(power) - (decimals.length + only.length);
  // Ends are made as decimal text, since 0.0034 + 0.000005 is not the double nearest to 0.003405.
  const tenths = BigInt(digits.replaceAll(/[.+]/gu, '')) * 10n;
  return {
    text,
    value,
    low: Number(`${tenths - 5n}e${last - 1}`),
    high: Number(`${tenths + 5n}e${last - 1}`),
    exact: typeof printed === 'string',
  };
}

/** Digits from the first that is not zero to the last: 3 for `0.00340`, 0 for `0.000`. */
export function significantDigits(number: PrintedNumber): number {
  const digits = number.text.replace(/e.*$/iu, '').replaceAll(/[^\d]/gu, '');
  return digits.replace(/^0+/u, '').length;
}
