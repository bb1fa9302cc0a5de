import { cholesky, inverse, solveInPlace, type Cholesky } from './cholesky.ts';
import { dot } from './sums.ts';

/** Weighted least squares of one column on others. Arrays over all regressors, dropped ones too. */
export interface LeastSquares {
  /** 1 where the regressor was kept. */
  readonly kept: Uint8Array;
  /** One coefficient a regressor, 0 where it was dropped. */
  readonly coefficients: Float64Array;
  readonly residuals: Float64Array;
  /** (X'WX)⁻¹ over the kept regressors, row-major; zero elsewhere. */
  readonly bread: Float64Array;
  /** Σ w r². */
  readonly ssr: number;
}

/**
 * A regressor is dropped when less than this share of its sum of squares is left by the regressors
 * before it. A ratio, so units do not matter; R² = 1 − 1e-10 is far beyond what data in decimal
 * notation can tell from an exact sum of other columns.
 */
export const COLLINEAR = 1e-10;

const MAX_REFINEMENTS = 6;

/**
 * Solves min Σ w (y − X b)² by Cholesky on the scaled normal equations and then refines b on its own
 * residuals until it no longer moves (corrected semi-normal equations, Björck 1987), which gives the
 * accuracy of a QR decomposition as long as the regressors pass the collinearity rule.
 */
export function leastSquares(
  outcome: Float64Array,
  regressors: readonly Float64Array[],
  weights: Float64Array | null,
  excluded: Uint8Array,
): LeastSquares {
  const factor = cholesky(gram(regressors, weights, excluded), regressors.length, COLLINEAR);
  const coefficients = new Float64Array(regressors.length);
  const residuals = outcome.slice();
  let moved = Infinity;
  for (let pass = 0; pass < MAX_REFINEMENTS; pass++) {
    const step = correction(factor, regressors, residuals, weights);
    const size = largestShare(step, coefficients);
    if (pass > 0 && size >= moved / 2) break;
    apply(step, regressors, coefficients, residuals);
    const next = pass === 0 ? size : size * (size / moved);
    if (next < Number.EPSILON) break;
    moved = size;
  }
  return {
    kept: factor.kept,
    coefficients,
    residuals,
    bread: inverse(factor),
    ssr: dot(residuals, residuals, weights),
  };
}

function gram(
  regressors: readonly Float64Array[],
  weights: Float64Array | null,
  excluded: Uint8Array,
): Float64Array {
  const k = regressors.length;
  const result = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    if (excluded[i] === 1) continue;
    for (let j = 0; j <= i; j++) {
      if (excluded[j] === 1) continue;
      const value = dot(regressors[i]!, regressors[j]!, weights);
      result[i * k + j] = value;
      result[j * k + i] = value;
    }
  }
  return result;
}

function correction(
  factor: Cholesky,
  regressors: readonly Float64Array[],
  residuals: Float64Array,
  weights: Float64Array | null,
): Float64Array {
  const step = Float64Array.from(regressors, (x, j) =>
    factor.kept[j] === 1 ? dot(x, residuals, weights) : 0,
  );
  solveInPlace(factor, step);
  return step;
}

function apply(
  step: Float64Array,
  regressors: readonly Float64Array[],
  coefficients: Float64Array,
  residuals: Float64Array,
): void {
  regressors.forEach((x, j) => {
    const change = step[j]!;
    if (change === 0) return;
    coefficients[j]! += change;
    for (let i = 0; i < residuals.length; i++) residuals[i]! -= change * x[i]!;
  });
}

function largestShare(step: Float64Array, coefficients: Float64Array): number {
  let largest = 0;
  for (let j = 0; j < step.length; j++) {
    const size = Math.abs(step[j]!);
    if (size > 0) largest = Math.max(largest, size / (Math.abs(coefficients[j]!) + size));
  }
  return largest;
}
