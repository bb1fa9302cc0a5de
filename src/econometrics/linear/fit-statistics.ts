import ln from '@stdlib/math-base-special-ln';
import { UserError } from '../../text/user-error.ts';
import type { FitRecord, JointTest } from '../fit.ts';
import { upperTail, wald } from '../wald.ts';

const LN_2_PI = 1.8378770664093453;

export interface LinearSums {
  readonly rows: number;
  /** Σ w, the number of rows without weights. */
  readonly mass: number;
  readonly nparams: number;
  /** Terms that are printed, the constant included. */
  readonly terms: number;
  readonly ssr: number;
  /** Σ w (y − ȳ)². */
  readonly ssrNull: number;
  /** Σ w y² after absorption; null where nothing is absorbed. */
  readonly ssrWithin: number | null;
  /** Σ u², without weights. */
  readonly ssrPlain: number;
  /** K of the small-sample factors, and degrees of freedom of t. */
  readonly k: number;
  readonly df: number;
  readonly isConstantOnly: boolean;
}

/** Statistics of a least-squares fit beside the R²: null where they do not exist. */
export interface LinearStatistics {
  readonly log_likelihood: number;
  readonly log_likelihood_null: number;
  readonly pseudo_r2: number | null;
  readonly aic: number;
  readonly bic: number;
  readonly f_test: JointTest | null;
  readonly f_test_within: JointTest | null;
}

/**
 * Gaussian likelihoods −N / 2 (1 + ln 2π + ln(RSS / N)), information criteria with nparams, and the F tests of
 * all parameters and of the terms alone, as in fixest's `fitstat`. With its quirks: K − 1 and the degrees of
 * freedom of the overall test are those of the variance, so that they move with it; under weights the
 * likelihood takes the plain residuals, but the null likelihood weighted squares and Σ w for N.
 */
export function linearStatistics(sums: LinearSums): LinearStatistics {
  const { rows, mass, nparams, terms, ssr, ssrNull, ssrWithin, ssrPlain, k, df } = sums;
  const ll = gaussian(ssrPlain, rows);
  const llNull = gaussian(ssrNull, mass);
  return {
    log_likelihood: ll,
    log_likelihood_null: llNull,
    pseudo_r2: sums.isConstantOnly ? null : 1 - ll / llNull,
    aic: 2 * nparams - 2 * ll,
    bic: nparams * ln(rows) - 2 * ll,
    f_test: fTest(ssrNull, ssr, k - 1, df),
    f_test_within: ssrWithin === null ? null : fTest(ssrWithin, ssr, terms, rows - nparams),
  };
}

/**
 * Joint Wald test of all terms but the constant; null where there is none or the covariance is singular, as it
 * is where eigenvalues were lifted: the statistic would only show to what.
 */
export function waldOfSlopes(
  fit: Pick<FitRecord, 'terms' | 'covariance' | 'df_residual'>,
  isRepaired: boolean,
): JointTest | null {
  if (isRepaired) return null;
  const names = fit.terms.map(({ term }) => term).filter((term) => term !== '(Intercept)');
  if (names.length === 0) return null;
  try {
    const { statistic, p_value, df1, df2 } = wald(fit, names);
    return { statistic, p_value, df1, df2 };
  } catch (error) {
    if (error instanceof UserError && error.code === 'E_SINGULAR_VARIANCE') return null;
    throw error;
  }
}

function gaussian(ssr: number, rows: number): number {
  return (-rows / 2) * (1 + LN_2_PI + ln(ssr / rows));
}

function fTest(restricted: number, ssr: number, df1: number, df2: number): JointTest | null {
  if (df1 < 1) return null;
  const statistic = (restricted - ssr) / df1 / (ssr / df2);
  return { statistic, p_value: upperTail(statistic, df1, df2), df1, df2 };
}
