import type { Design } from '../design/design.ts';
import { noRegressors } from './fit-parts.ts';
import type { Coefficients } from './fit-terms.ts';
import type { DroppedTerm } from '../fit.ts';
import { diagonal, liftEigenvalues, submatrix } from '../numeric/dense.ts';
import { COLLINEAR, leastSquares } from '../numeric/least-squares.ts';
import type { LinearModel } from './model.ts';
import { dot } from '../numeric/sums.ts';

/** How many of the slope columns, which come first among the model's, were independent. */
export function solvedSlopes({ slopes }: Pick<Design, 'slopes'>, { dropped }: LinearModel): number {
  const names = new Set(slopes.map(({ name }) => name));
  return slopes.length - dropped.filter(({ term }) => names.has(term)).length;
}

/**
 * The dropped regressors, without the slope columns; one that the slopes explain is `absorbed`.
 * Errors: `E_NO_REGRESSORS` where only slopes are left.
 */
export function droppedTerms(design: Design, model: LinearModel): readonly DroppedTerm[] {
  const { slopes, regressors, weights } = design;
  if (slopes.length === 0) return model.dropped;
  const names = new Set(slopes.map(({ name }) => name));
  const columns = model.columns.slice(0, solvedSlopes(design, model));
  const dropped = model.dropped
    .filter(({ term }) => !names.has(term))
    .map((entry): DroppedTerm => {
      const values = regressors.find(({ name }) => name === entry.term)?.values;
      if (entry.reason !== 'collinear' || values === undefined) return entry;
      const { ssr } = leastSquares(values, columns, weights);
      return ssr <= COLLINEAR * dot(values, values, weights)
        ? { ...entry, reason: 'absorbed' }
        : entry;
    });
  if (regressors.length > 0 && dropped.length === regressors.length) {
    throw noRegressors(dropped, 'within the fixed effects and around their slopes');
  }
  return dropped;
}

/** Sum of squares of the outcome once fixed effects and slopes are out of it. */
export function withinSlopes(design: Design, model: LinearModel): number {
  if (design.slopes.length === 0) return model.ssrWithin;
  const columns = model.columns.slice(0, solvedSlopes(design, model));
  return leastSquares(design.outcome, columns, design.weights).ssr;
}

/**
 * The same where no fixed effect is beside the slopes: then the constant is a coefficient, and the slopes
 * are compared with zero, as in fixest. To be called before the model is solved; null otherwise.
 */
export function slopesAlone({ slopes, effects, outcome, weights }: Design): number | null {
  if (slopes.length === 0 || effects.length > 0) return null;
  const columns = slopes.map(({ values }) => values);
  return leastSquares(outcome, columns, weights).ssr;
}

/**
 * Coefficients, and their homoskedastic variances, without those of the slopes; eigenvalues at or below
 * zero become `eigenvalues`, or stay where that is null.
 */
export function reportedTerms(
  { slopes }: Design,
  all: Coefficients,
  floor: Float64Array,
  eigenvalues: number | null,
): { readonly coefficients: Coefficients; readonly floor: Float64Array } {
  const hidden = new Set(slopes.map(({ name }) => name));
  const kept = all.names.flatMap((name, j) => (hidden.has(name) ? [] : [j]));
  const raw = submatrix(all.covariance, all.names.length, kept);
  const covariance = eigenvalues === null ? raw : liftEigenvalues(raw, kept.length, eigenvalues);
  return {
    coefficients: {
      ...all,
      names: kept.map((j) => all.names[j]!),
      estimates: Float64Array.from(kept, (j) => all.estimates[j]!),
      covariance,
      raw: diagonal(raw, kept.length),
      repaired: covariance !== raw,
    },
    floor: Float64Array.from(kept, (j) => floor[j]!),
  };
}
