import { absorb, prepareAbsorber, type Absorber, type Absorption } from '../absorb/absorb.ts';
import type { NamedCodes } from '../frame/codes.ts';
import { noRegressors, perfectFit } from './fit-parts.ts';
import { UserError } from '../../text/user-error.ts';
import type { NamedValues } from '../design/terms.ts';
import type { DroppedTerm } from '../fit.ts';
import { submatrix } from '../numeric/dense.ts';
import { COLLINEAR, leastSquares, type LeastSquares } from '../numeric/least-squares.ts';
import { centre, dot, sum, type Centred } from '../numeric/sums.ts';

export interface LinearModelInput {
  /** Overwritten. */
  readonly outcome: Float64Array;
  /** Overwritten. */
  readonly regressors: readonly NamedValues[];
  readonly effects: readonly NamedCodes[];
  readonly weights: Float64Array | null;
  /** Whether a constant is in the model; fixed effects always bring one. */
  readonly intercept: boolean;
}

/** A solved linear model. Arrays run over the regressors that were kept. */
export interface LinearModel {
  readonly names: readonly string[];
  /** Residuals of the regressors from the fixed effects, or deviations from their means. */
  readonly columns: readonly Float64Array[];
  readonly coefficients: Float64Array;
  readonly means: Float64Array;
  /** Mean of the outcome less the mean prediction of the slopes; 0 without a constant. */
  readonly constant: number;
  readonly centred: boolean;
  readonly residuals: Float64Array;
  /** (X'WX)⁻¹ of `columns`, row-major. */
  readonly bread: Float64Array;
  /** Σ w, the number of rows without weights. */
  readonly mass: number;
  readonly ssr: number;
  /** Σ w (y − ȳ)². */
  readonly ssrNull: number;
  /** Σ w y² after absorption. */
  readonly ssrWithin: number;
  readonly dropped: readonly DroppedTerm[];
  readonly absorber: Absorber;
  readonly absorption: Absorption;
}

/** Deviations from the mean below this share of the values' own size are rounding. */
const CONSTANT = 1e-26;
/** Share of the sum of squares below which nothing but rounding is left of the outcome. */
const EXHAUSTED = 1e-24;

/**
 * Least squares with absorbed fixed effects (Frisch and Waugh 1933): outcome and regressors are
 * centred, the effects taken out of them, and the residuals regressed on each other. The constant
 * follows from the means, so it never enters the normal equations.
 *
 * Errors: `E_CONSTANT_OUTCOME`, `E_OUTCOME_ABSORBED`, `E_NO_REGRESSORS`, `E_PERFECT_FIT`,
 * `E_NOT_CONVERGED`.
 */
export function solveLinearModel(input: LinearModelInput): LinearModel {
  const { outcome, regressors, effects, weights } = input;
  const centred = input.intercept || effects.length > 0;
  const mass = weights === null ? outcome.length : sum(weights, null);
  const { mean: outcomeMean, ssr: ssrNull } = totalVariation(outcome, weights, mass, centred);
  const spreads = regressors.map(({ values }) => spreadOf(values, weights, mass, centred));
  const absorber = prepareAbsorber(effects, weights);
  const absorption = absorb(absorber, [outcome, ...regressors.map(({ values }) => values)]);
  const ssrWithin = dot(outcome, outcome, weights);
  if (effects.length > 0 && ssrWithin <= EXHAUSTED * ssrNull) throw outcomeAbsorbed(effects);

  const squares = spreads.map(({ square }) => square);
  const { solved, kept, dropped } = solveIndependent(outcome, regressors, squares, weights);
  if (regressors.length > 0 && kept.length === 0 && (effects.length > 0 || !centred)) {
    throw noRegressors(dropped, 'within the fixed effects');
  }
  if (solved.ssr <= EXHAUSTED * ssrWithin) throw perfectFit();
  const coefficients = Float64Array.from(kept, (j) => solved.coefficients[j]!);
  const means = Float64Array.from(kept, (j) => spreads[j]!.mean);
  return {
    names: kept.map((j) => regressors[j]!.name),
    columns: kept.map((j) => regressors[j]!.values),
    coefficients,
    means,
    constant: centred ? outcomeMean - dot(means, coefficients, null) : 0,
    centred,
    residuals: solved.residuals,
    bread: submatrix(solved.bread, regressors.length, kept),
    mass,
    ssr: solved.ssr,
    ssrNull,
    ssrWithin,
    dropped,
    absorber,
    absorption,
  };
}

/** Whether the constant is a term; with fixed effects it is their mean. */
export function isInterceptTerm(model: Pick<LinearModel, 'centred' | 'absorber'>): boolean {
  return model.centred && model.absorber.effects.length === 0;
}

/**
 * Regresses `outcome` on the regressors that are independent, given Σ w x² of each before the effects were taken
 * out; `kept` are their places.
 */
export function solveIndependent(
  outcome: Float64Array,
  regressors: readonly NamedValues[],
  squares: readonly number[],
  weights: Float64Array | null,
): {
  readonly solved: LeastSquares;
  readonly kept: readonly number[];
  readonly dropped: readonly DroppedTerm[];
} {
  const columns = regressors.map(({ values }) => values);
  const reasons = columns.map((values, j): DroppedTerm['reason'] | null => {
    if (squares[j] === 0) return 'constant';
    return dot(values, values, weights) <= COLLINEAR * squares[j]! ? 'absorbed' : null;
  });
  const excluded = Uint8Array.from(reasons, (reason) => (reason === null ? 0 : 1));
  const solved = leastSquares(outcome, columns, weights, excluded);
  const dropped = regressors.flatMap(({ name }, j): DroppedTerm[] =>
    solved.kept[j] === 1 ? [] : [{ term: name, reason: reasons[j] ?? 'collinear' }],
  );
  return { solved, kept: columns.flatMap((_, j) => (solved.kept[j] === 1 ? [j] : [])), dropped };
}

/**
 * Centres `values` where the model has a constant. `square` is the sum of squares that is left to explain, 0 where
 * that is rounding.
 */
export function spreadOf(
  values: Float64Array,
  weights: Float64Array | null,
  mass: number,
  centred: boolean,
): Centred {
  if (!centred) return { mean: 0, square: dot(values, values, weights) };
  const { mean, square } = centre(values, weights, mass);
  return { mean, square: square <= CONSTANT * (square + mass * mean * mean) ? 0 : square };
}

/** The same for the outcome, whose variation around the mean counts even without a constant. */
function totalVariation(
  outcome: Float64Array,
  weights: Float64Array | null,
  mass: number,
  centred: boolean,
): { readonly mean: number; readonly ssr: number } {
  const values = centred ? outcome : outcome.slice();
  const { mean, square } = spreadOf(values, weights, mass, true);
  if (square > 0) return { mean, ssr: square };
  throw new UserError(
    'E_CONSTANT_OUTCOME',
    `the outcome is ${mean} in every row of this sample, so there is nothing to explain.`,
    { hint: 'Look at the sample, or at how the outcome was made.' },
  );
}

function outcomeAbsorbed(effects: readonly NamedCodes[]): UserError {
  const names = effects.map(({ name }) => name).join(' + ');
  return new UserError(
    'E_OUTCOME_ABSORBED',
    `the fixed effects ${names} explain the outcome completely; nothing is left for the regressors.`,
    { hint: 'The outcome does not vary within the fixed effects of this sample.' },
  );
}
