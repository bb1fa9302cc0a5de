export interface Moments {
  /** Σ w. */
  readonly mass: number;
  readonly mean: number;
  /** Σ w (x − mean)² / (Σ w − 1): weights count observations, Stata's iweights. */
  readonly variance: number;
}

/** Weighted mean and variance over the rows with a weight above zero. Two passes. */
export function weightedMoments(values: Float64Array, weights: ArrayLike<number>): Moments {
  let [mass, total] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const weight = weights[i]!;
    if (!(weight > 0)) continue;
    mass += weight;
    total += weight * values[i]!;
  }
  const mean = total / mass;
  let [square, rest] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const weight = weights[i]!;
    if (!(weight > 0)) continue;
    const deviation = values[i]! - mean;
    square += weight * deviation * deviation;
    rest += weight * deviation;
  }
  return { mass, mean, variance: (square - (rest * rest) / mass) / (mass - 1) };
}
