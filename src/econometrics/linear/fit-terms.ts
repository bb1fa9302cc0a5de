import { congruence, liftEigenvalues } from '../numeric/dense.ts';
import { UserError } from '../../text/user-error.ts';
import type { Term } from '../fit.ts';
import type { LinearModel } from './model.ts';
import { criticalValue, twoSidedP } from '../numeric/student-t.ts';

/**
 * A variance below this share of the homoskedastic one is rounding around zero: with many terms and means far
 * from zero sums that cancel exactly have left 3e-14 of it.
 */
const NO_VARIANCE = 1e-13;

/** What is needed of a solved model, linear or not. */
export type Solved = Pick<
  LinearModel,
  'names' | 'coefficients' | 'means' | 'constant' | 'centred' | 'absorber'
>;

export interface Coefficients {
  readonly names: readonly string[];
  readonly estimates: Float64Array;
  /** Row-major, in the order of `names`. */
  readonly covariance: Float64Array;
  /** Variances before negative eigenvalues were lifted. */
  readonly raw: Float64Array;
  /** Standard error of the constant, where the model has one and its variance is positive. */
  readonly constantError: number | null;
  readonly repaired: boolean;
}

/**
 * Names, estimates and covariance as they are printed. The model is solved around its means, with the
 * constant as score column 0 of `variance`; here the constant moves to where all regressors are
 * zero. It is a term, first, only where no fixed effect takes its place. Eigenvalues at or below zero become
 * `eigenvalues`, or stay where that is null.
 */
export function namedCoefficients(
  model: Solved,
  variance: Float64Array,
  eigenvalues: number | null,
): Coefficients {
  const k = model.names.length;
  const isTerm = model.centred && model.absorber.effects.length === 0;
  const full = model.centred ? congruence(variance, toOrigin(model.means), k + 1) : variance;
  const constantVariance = model.centred ? full[0]! : 0;
  const raw = isTerm || !model.centred ? full : withoutFirst(full, k + 1);
  const size = isTerm ? k + 1 : k;
  const covariance = eigenvalues === null ? raw : liftEigenvalues(raw, size, eigenvalues);
  return {
    names: isTerm ? ['(Intercept)', ...model.names] : model.names,
    estimates: isTerm
      ? Float64Array.from([model.constant, ...model.coefficients])
      : model.coefficients,
    covariance,
    raw: diagonal(raw, size),
    constantError: constantVariance > 0 ? Math.sqrt(constantVariance) : null,
    repaired: covariance !== raw,
  };
}

/**
 * One record a coefficient, with t statistics, two-sided p values and intervals of `level`.
 * `floor` is the homoskedastic variance of each coefficient; infinite `df` is the normal distribution; `own`
 * are degrees of freedom by coefficient, taken unless `df` is infinite.
 *
 * Errors: `E_ZERO_VARIANCE` where the variance of a coefficient is zero, or negative and not repaired.
 */
export function termRecords(
  { names, estimates, covariance, raw }: Coefficients,
  floor: Float64Array,
  { df, level, own }: { readonly df: number; readonly level: number; readonly own?: Float64Array },
): Term[] {
  return names.map((term, j) => {
    const variance = covariance[j * names.length + j]!;
    const zero = NO_VARIANCE * floor[j]!;
    if (!(variance > zero && Math.abs(raw[j]!) > zero)) throw zeroVariance(term);
    const estimate = estimates[j]!;
    const error = Math.sqrt(variance);
    const statistic = estimate / error;
    const freedom = df === Infinity ? df : (own?.[j] ?? df);
    const critical = criticalValue(level, freedom);
    return {
      term,
      estimate,
      std_error: error,
      statistic,
      p_value: twoSidedP(statistic, freedom),
      conf_low: estimate - critical * error,
      conf_high: estimate + critical * error,
      ...(own === undefined ? {} : { df: own[j]! }),
    };
  });
}

export function diagonal(matrix: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => matrix[i * size + i]!);
}

function toOrigin(means: Float64Array): Float64Array {
  const size = means.length + 1;
  const transform = new Float64Array(size * size);
  for (let i = 0; i < size; i++) transform[i * size + i] = 1;
  means.forEach((mean, j) => {
    transform[j + 1] = -mean;
  });
  return transform;
}

function withoutFirst(matrix: Float64Array, size: number): Float64Array {
  const result = new Float64Array((size - 1) * (size - 1));
  for (let i = 1; i < size; i++) {
    for (let j = 1; j < size; j++) result[(i - 1) * (size - 1) + j - 1] = matrix[i * size + j]!;
  }
  return result;
}

function zeroVariance(term: string): UserError {
  return new UserError(
    'E_ZERO_VARIANCE',
    `the chosen variance gives "${term}" no variance at all.`,
    {
      hint: 'Too few clusters or too far a cutoff, or one cluster alone decides it: choose another, or hetero.',
    },
  );
}
