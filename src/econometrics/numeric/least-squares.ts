import { cholesky, inverse, solveInPlace, type Cholesky } from './cholesky.ts';
import { submatrix } from './dense.ts';
import { BLOCK, blockDot, subtract } from './sums.ts';

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
 * accuracy of a QR decomposition as long as the regressors pass the collinearity rule. `inPlace` turns
 * the outcome itself into the residuals.
 */
export function leastSquares(
  outcome: Float64Array,
  regressors: readonly Float64Array[],
  weights: Float64Array | null,
  excluded = new Uint8Array(regressors.length),
  inPlace = false,
): LeastSquares {
  const k = regressors.length;
  const residuals = inPlace ? outcome : outcome.slice();
  const moments = gram([...regressors, residuals], weights, excluded);
  const factor = cholesky(submatrix(moments, k + 1, [...regressors.keys()]), k, COLLINEAR);
  const coefficients = new Float64Array(k);
  let left: Left = { products: moments.subarray(k * (k + 1), k * (k + 2)), ssr: moments.at(-1)! };
  let moved = Infinity;
  for (let pass = 0; pass < MAX_REFINEMENTS; pass++) {
    const step = correction(factor, left.products);
    const size = largestShare(step, coefficients);
    if (pass > 0 && size >= moved / 2) break;
    left = apply(step, regressors, coefficients, residuals, weights);
    const next = pass === 0 ? size : size * (size / moved);
    if (next < Number.EPSILON) break;
    moved = size;
  }
  return {
    kept: factor.kept,
    coefficients,
    residuals,
    bread: inverse(factor),
    ssr: left.ssr,
  };
}

/** What the residuals still have in common with the regressors, and their sum of squares. */
interface Left {
  readonly products: Float64Array;
  readonly ssr: number;
}

/** X'WX of all columns, row-major, block by block of rows, so that each is read from memory once. */
function gram(
  columns: readonly Float64Array[],
  weights: Float64Array | null,
  excluded: Uint8Array,
): Float64Array {
  const k = columns.length;
  const rows = columns[0]!.length;
  const result = new Float64Array(k * k);
  for (let start = 0; start < rows; start += BLOCK) {
    const end = Math.min(start + BLOCK, rows);
    for (let i = 0; i < k; i++) {
      if (excluded[i] === 1) continue;
      for (let j = 0; j <= i; j++) {
        if (excluded[j] === 1) continue;
        result[i * k + j]! += blockDot(columns[i]!, columns[j]!, weights, start, end);
      }
    }
  }
  for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) result[j * k + i] = result[i * k + j]!;
  return result;
}

function correction(factor: Cholesky, products: Float64Array): Float64Array {
  const step = products.map((value, j) => (factor.kept[j] === 1 ? value : 0));
  solveInPlace(factor, step);
  return step;
}

/** Takes the step out of the residuals and measures what is left, in one sweep over the columns. */
function apply(
  step: Float64Array,
  regressors: readonly Float64Array[],
  coefficients: Float64Array,
  residuals: Float64Array,
  weights: Float64Array | null,
): Left {
  const products = new Float64Array(step.length);
  let ssr = 0;
  for (let start = 0; start < residuals.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, residuals.length);
    for (let j = 0; j < step.length; j++) {
      if (step[j] !== 0) subtract(residuals, regressors[j]!, step[j]!, start, end);
    }
    for (let j = 0; j < step.length; j++) {
      products[j]! += blockDot(regressors[j]!, residuals, weights, start, end);
    }
    ssr += blockDot(residuals, residuals, weights, start, end);
  }
  for (let j = 0; j < step.length; j++) coefficients[j]! += step[j]!;
  return { products, ssr };
}

function largestShare(step: Float64Array, coefficients: Float64Array): number {
  let largest = 0;
  for (let j = 0; j < step.length; j++) {
    const size = Math.abs(step[j]!);
    if (size > 0) largest = Math.max(largest, size / (Math.abs(coefficients[j]!) + size));
  }
  return largest;
}
