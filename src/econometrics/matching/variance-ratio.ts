import fCdf from '@stdlib/stats-base-dists-f-cdf';

export interface VarianceInterval {
  readonly low: number;
  readonly high: number;
}

/** What lies below the interval, and what above. */
const TAIL = 0.025;
const HALVINGS = 200;

/**
 * The middle 95 % of the F distribution with n − 1 and n − 1 degrees of freedom, n >= 2: where the ratio of
 * two variances from n normal draws each lies when they are equal. With equal degrees of freedom the lower
 * end is one over the upper. By bisection of the distribution function, to the last bits of 1 / high.
 */
export function equalVarianceInterval(n: number): VarianceInterval {
  let [low, high] = [0, 1];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (fCdf(middle, n - 1, n - 1) < TAIL) low = middle;
    else high = middle;
  }
  return { low: high, high: 1 / high };
}
