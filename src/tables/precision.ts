import type { Digits } from '../text/numbers.ts';

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
