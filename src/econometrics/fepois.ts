import type { LikelihoodFit } from './fit.ts';
import type { Formula } from './formula/formula.ts';
import type { Frame } from './frame/frame.ts';
import { fitGlm, type GlmOptions } from './likelihood/fit.ts';
import { predicted, type FittedGlm } from './likelihood/predictions.ts';

export type FepoisOptions = GlmOptions;

/**
 * Poisson pseudo-maximum likelihood with absorbed fixed effects and the conventions of fixest 0.14:
 * E(y | x) = exp(x'b + Σ_q α_q + offset), y ≥ 0 and not necessarily whole.
 *
 * Levels of a fixed effect with only zeros are dropped with their rows (`only 0 in …`), and so are
 * separated rows (`separated`), which fixest keeps; a regressor that then no longer varies is named in
 * `dropped`.
 *
 * Errors: `UserError` with `E_FORMULA`, `E_VCOV`, `E_UNKNOWN_COLUMN`, `E_NOT_NUMERIC`,
 * `E_NEGATIVE_WEIGHT`, `E_NEGATIVE_OUTCOME`, `E_NO_ROWS`, `E_CONSTANT_OUTCOME`, `E_NO_REGRESSORS`,
 * `E_PERFECT_FIT`, `E_NO_DEGREES_OF_FREEDOM`, `E_ONE_CLUSTER`, `E_ZERO_VARIANCE`, `E_SEPARATION`,
 * `E_NOT_CONVERGED`, `E_UNSUPPORTED_SLOPES`, `E_TOO_MANY_LEVELS`.
 */
export function fepois(
  frame: Frame,
  formula: string | Formula,
  options: FepoisOptions = {},
): LikelihoodFit {
  return fitGlm(frame, formula, 'fepois', options).fit;
}

/**
 * `fepois` with its fitted means and linear predictors, one a row of the frame (NaN where the row was not
 * used), and its absorbed effects: ln E(y | x) = x'b + Σ_q α_q + offset. Errors: those of `fepois`.
 */
export function fitFepois(
  frame: Frame,
  formula: string | Formula,
  options: FepoisOptions = {},
): FittedGlm {
  return predicted(fitGlm(frame, formula, 'fepois', options), true);
}
