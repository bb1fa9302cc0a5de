import { kernelDensity, type Density } from '../numeric/density.ts';
import { quantile } from '../numeric/quantile.ts';

/** How the estimates of reassignments spread. */
export interface Spread {
  /** Ends of the middle 95 %. */
  readonly middle: { readonly low: number; readonly high: number };
  /** Counts of equal intervals from `low` on, each `width` wide; the last one has its end in it. */
  readonly histogram: {
    readonly low: number;
    readonly width: number;
    readonly counts: readonly number[];
  };
  readonly density: Density;
}

/** Intervals of the histogram: fine enough for the tails of 100,000 assignments. */
const INTERVALS = 200;

/** The spread of at least one finite estimate, in a size that does not grow with their number. */
export function spreadOf(estimates: Float64Array): Spread {
  const sorted = estimates.slice().sort();
  const [first, last] = [sorted[0]!, sorted[sorted.length - 1]!];
  // Equal estimates have no range to part: one interval around them, and empty ones beyond.
  const width = (last - first) / INTERVALS || 1;
  const low = last > first ? first : first - width / 2;
  const counts = Array<number>(INTERVALS).fill(0);
  for (const estimate of sorted) {
    counts[Math.min(Math.floor((estimate - low) / width), INTERVALS - 1)]! += 1;
  }
  return {
    middle: { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) },
    histogram: { low, width, counts },
    density: kernelDensity(estimates),
  };
}
