import type { Digits } from '../text/numbers.ts';

/** Significant digits that a small number keeps. */
const KEPT = 2;
/** What needs more decimals is printed with an exponent. */
const MOST = 8;
/** An estimate below this share of its error is zero to every reader. */
const NOTHING = 0.01;

/**
 * The digits of an estimate and of what is printed with it. Where decimals are asked for, both get the
 * same number of them: those asked for, or as many more as each needs to show two significant digits,
 * so that 0.0004 (0.0001) to three decimals is 0.00040 (0.00010) and no estimate with stars is 0.000.
 * An estimate far below its error asks for none. Significant digits need no such rule.
 */
export function pairDigits(asked: Digits, estimate: number, error = Number.NaN): Digits {
  if ('significant' in asked) return asked;
  const least = Number.isFinite(error) ? NOTHING * Math.abs(error) : 0;
  const needs = [estimate, error]
    .filter((value) => Number.isFinite(value) && value !== 0 && Math.abs(value) >= least)
    .map((value) => KEPT - 1 - exponentOf(value));
  const decimals = Math.max(asked.decimals, ...needs);
  return decimals > MOST ? { significant: KEPT } : { decimals };
}

/** The power of ten of the first digit that is printed when two are: 0.0996 is 0.10, so −1. */
function exponentOf(value: number): number {
  return Number(value.toExponential(KEPT - 1).split('e')[1]);
}
