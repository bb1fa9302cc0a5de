import { congruence, diagonal, liftEigenvalues, submatrix } from '../numeric/dense.ts';
import { UserError } from '../../text/user-error.ts';
import type { Design } from '../design/design.ts';
import type { AnyFit, FitRecord, JointTest, Term } from '../fit.ts';
import type { Formula } from '../formula/formula.ts';
import type { Frame } from '../frame/frame.ts';
import { countTreated } from '../frame/treated.ts';
import type { Rules } from '../variance/presets.ts';
import type { Variance } from '../variance/vcov.ts';
import { sampleInWords, type FitOptions } from './fit-parts.ts';
import { waldOrNull, type wald } from '../wald.ts';
import { isInterceptTerm, type LinearModel } from './model.ts';
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
  const isTerm = isInterceptTerm(model);
  const full = model.centred ? congruence(variance, toOrigin(model.means), k + 1) : variance;
  const constantVariance = model.centred ? full[0]! : 0;
  const slopes = model.names.map((_, j) => j + 1);
  const raw = isTerm || !model.centred ? full : submatrix(full, k + 1, slopes);
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
  {
    df,
    level,
    own,
  }: { readonly df: number; readonly level: number; readonly own?: Float64Array | undefined },
): Term[] {
  return names.map((term, j) => {
    const variance = covariance[j * names.length + j]!;
    const zero = NO_VARIANCE * floor[j]!;
    if (!(variance > zero && Math.abs(raw[j]!) > zero)) throw zeroVariance(term);
    const freedom = df === Infinity ? df : (own?.[j] ?? df);
    return {
      term,
      ...inference(estimates[j]!, variance, freedom, level),
      ...(own === undefined ? {} : { df: own[j]! }),
    };
  });
}

/** One estimate's test that it is zero, and its interval. */
export function inference(
  estimate: number,
  variance: number,
  df: number,
  level: number,
): Omit<Term, 'term' | 'df'> {
  const error = Math.sqrt(variance);
  const statistic = estimate / error;
  const critical = criticalValue(level, df);
  return {
    estimate,
    std_error: error,
    statistic,
    p_value: twoSidedP(statistic, df),
    conf_low: estimate - critical * error,
    conf_high: estimate + critical * error,
  };
}

/** A square matrix, row-major, as rows of numbers for a record. */
function toRows(matrix: Float64Array, size: number): number[][] {
  return Array.from({ length: size }, (_, i) => [...matrix.subarray(i * size, (i + 1) * size)]);
}

/** What `recordParts` needs of an estimated model. */
export interface Estimated<E> {
  readonly estimator: E;
  readonly frame: Frame;
  readonly formula: Formula;
  readonly options: FitOptions;
  readonly rules: Rules;
  readonly sample: Pick<Design, 'places' | 'effects' | 'droppedRows' | 'singletons'>;
  /** Levels of varying slopes. */
  readonly slopeLevels?: Design['slopeLevels'];
  readonly nparams: number;
  readonly variance: Variance;
  readonly coefficients: Coefficients;
  /** Homoskedastic variances of the coefficients. */
  readonly floor: Float64Array;
  readonly dropped: FitRecord['dropped'];
  readonly absorption: FitRecord['absorption'];
}

/** What the records of all estimators share, in three parts: each stands at its place in the files. */
export function recordParts<E extends AnyFit['estimator']>(estimated: Estimated<E>) {
  const { formula, options, rules, sample, variance, coefficients } = estimated;
  const terms = termRecords(coefficients, estimated.floor, {
    df: rules.distribution === 't' ? variance.df : Infinity,
    level: rules.level,
    own: variance.own,
  });
  const covariance = toRows(coefficients.covariance, terms.length);
  const rows = sample.places.length;
  const levels = Object.fromEntries(sample.effects.map((effect) => [effect.name, effect.levels]));
  return {
    head: {
      id: options.id ?? '',
      estimator: estimated.estimator,
      formula: formula.text,
      outcome: formula.outcome.name,
      nobs: rows,
      nparams: estimated.nparams,
      df_residual: variance.df,
      distribution: rules.distribution,
      conf_level: rules.level,
      terms,
      covariance,
    },
    wald_test: waldOfSlopes({ terms, covariance, df_residual: variance.df }, coefficients.repaired),
    middle: {
      vcov: { ...variance.record, repaired: coefficients.repaired },
      fixed_effects: { ...levels, ...estimated.slopeLevels },
      dropped: estimated.dropped,
      dropped_rows: sample.droppedRows,
      singletons: sample.singletons,
    },
    tail: {
      absorption: estimated.absorption,
      sample: options.sample ?? sampleInWords(estimated.frame.rows, rows),
      ...(options.weights === undefined ? {} : { weights: options.weights }),
      ...(options.treatedBy === undefined
        ? {}
        : { treated: countTreated(estimated.frame, sample.places, options.treatedBy) }),
    },
  };
}

/**
 * Joint Wald test of all terms but the constant; null where there is none or the covariance is singular, as it
 * is where eigenvalues were lifted: the statistic would only show to what.
 */
function waldOfSlopes(fit: Parameters<typeof wald>[0], isRepaired: boolean): JointTest | null {
  const names = fit.terms.map(({ term }) => term).filter((term) => term !== '(Intercept)');
  const found = isRepaired || names.length === 0 ? null : waldOrNull(fit, names);
  if (found === null) return null;
  const { terms: _, ...test } = found;
  return test;
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

export function zeroVariance(term: string): UserError {
  return new UserError(
    'E_ZERO_VARIANCE',
    `the chosen variance gives "${term}" no variance at all.`,
    {
      hint: 'Too few clusters or too far a cutoff, or one cluster alone decides it: choose another, or hetero.',
    },
  );
}
