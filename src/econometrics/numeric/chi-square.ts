import gammainc from '@stdlib/math-base-special-gammainc';

/**
 * P(χ² > x) with `df` degrees of freedom, as the upper incomplete gamma function itself, so that small
 * probabilities keep their digits (1 − P loses all of them below 1e-16). x ≥ 0, df > 0.
 */
export function chiSquareTail(x: number, df: number): number {
  return gammainc(x / 2, df / 2, true, true);
}
