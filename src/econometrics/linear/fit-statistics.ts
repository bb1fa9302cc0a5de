import ln from '@stdlib/math-base-special-ln';
import type { Design } from '../design/design.ts';
import type { JointTest } from '../fit.ts';
import { dot } from '../numeric/sums.ts';
import type { Variance } from '../variance/vcov.ts';
import { upperTail } from '../wald.ts';
import type { Coefficients } from './fit-terms.ts';
import { isInterceptTerm, type LinearModel } from './model.ts';

const LN_2_PI = 1.8378770664093453;

/**
 * The constant that the effects hold, R², Gaussian likelihoods −N / 2 (1 + ln 2π + ln(RSS / N)), information
 * criteria with nparams, and the F tests of all parameters and of the terms alone, as in fixest's `fitstat`. With
 * its quirks: K − 1 and the degrees of freedom of the overall test are those of the variance, so that they move
 * with it; under weights the likelihood takes the plain residuals, but the null likelihood weighted squares and
 * Σ w for N.
 */
export function linearStatistics(
  { rows, weights, effects, slopes }: Design,
  model: LinearModel,
  { nparams, ssrWithin, variance, coefficients }: LinearFacts,
) {
  const { ssr, ssrNull, mass, residuals } = model;
  const isAbsorbed = effects.length + slopes.length > 0;
  const hasMean = effects.length > 0 && slopes.length === 0;
  const k = coefficients.names.length;
  const nfe = nparams - k;
  const isConstantOnly = nparams === 1 && isInterceptTerm(model);
  const ll = gaussian(weights === null ? ssr : dot(residuals, residuals, null), rows);
  const llNull = gaussian(ssrNull, mass);
  const { constantError } = coefficients;
  return {
    ...(hasMean ? { constant: model.constant } : {}),
    ...(hasMean && constantError !== null ? { constant_std_error: constantError } : {}),
    r2: 1 - ssr / ssrNull,
    adj_r2: 1 - (ssr / ssrNull) * ((rows - (model.centred ? 1 : 0)) / (rows - nparams)),
    r2_within: isAbsorbed ? 1 - ssr / ssrWithin : null,
    adj_r2_within: isAbsorbed ? 1 - (ssr / ssrWithin) * ((rows - nfe) / (rows - nfe - k)) : null,
    rmse: Math.sqrt(ssr / mass),
    ssr,
    log_likelihood: ll,
    log_likelihood_null: llNull,
    pseudo_r2: isConstantOnly ? null : 1 - ll / llNull,
    aic: 2 * nparams - 2 * ll,
    bic: nparams * ln(rows) - 2 * ll,
    f_test: fTest(ssrNull, ssr, variance.record.small_sample.k - 1, variance.df),
    f_test_within: isAbsorbed ? fTest(ssrWithin, ssr, k, rows - nparams) : null,
  };
}

interface LinearFacts {
  readonly nparams: number;
  /** Σ w y² once fixed effects and slopes are out of the outcome. */
  readonly ssrWithin: number;
  readonly variance: Variance;
  /** Those that are printed. */
  readonly coefficients: Coefficients;
}

function gaussian(ssr: number, rows: number): number {
  return (-rows / 2) * (1 + LN_2_PI + ln(ssr / rows));
}

function fTest(restricted: number, ssr: number, df1: number, df2: number): JointTest | null {
  if (df1 < 1) return null;
  const statistic = (restricted - ssr) / df1 / (ssr / df2);
  return { statistic, p_value: upperTail(statistic, df1, df2), df1, df2 };
}
