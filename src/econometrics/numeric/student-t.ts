import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import cdf from '@stdlib/stats-base-dists-t-cdf';
import quantile from '@stdlib/stats-base-dists-t-quantile';

/**
 * P(|T| > |t|) for Student's t. Taken from the lower tail, so that 1e-40 keeps all its digits
 * (1 − cdf would leave none). Infinite `df` is the normal distribution.
 */
export function twoSidedP(t: number, df: number): number {
  if (df === Infinity) return 2 * normalCdf(-Math.abs(t), 0, 1);
  return 2 * cdf(-Math.abs(t), df);
}

/** The number of standard errors on each side of an estimate that covers `level` of the probability. */
export function criticalValue(level: number, df: number): number {
  if (df === Infinity) return normalQuantile((1 + level) / 2, 0, 1);
  return quantile((1 + level) / 2, df);
}
