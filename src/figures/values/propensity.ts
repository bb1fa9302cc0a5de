import type { Density } from '../../econometrics/numeric/density.ts';
import type { Group } from '../marks/groups.ts';

/** Rows of the matched table: 1 for treated, score, support, and the weight (NaN or 0: unmatched). */
export interface PropensityValues {
  readonly treated: ArrayLike<number>;
  readonly score: ArrayLike<number>;
  readonly support: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
}

/** A group before or after matching. */
export interface ScoreDensity {
  readonly panel: 'before' | 'after';
  readonly group: Group;
  readonly density: Density;
  /** Weighted mean score. */
  readonly mean: number;
}
