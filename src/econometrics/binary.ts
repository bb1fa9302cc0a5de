import type { LikelihoodFit } from './fit.ts';
import type { Formula } from './formula/formula.ts';
import type { Frame } from './frame/frame.ts';
import { fitGlm } from './likelihood/fit.ts';
import type { FitOptions } from './linear/fit-parts.ts';
import { predicted, type FittedGlm } from './likelihood/predictions.ts';

/**
 * Logit by maximum likelihood: P(y = 1 | x) = 1 / (1 + exp(−x'b)), y coded 0 and 1.
 *
 * Fixed effects after `|` give what their dummies would, and with few rows a level the same
 * bias (incidental parameters); levels with one outcome only are dropped (`only 0 in …`).
 *
 * Errors: `UserError` with `E_NOT_BINARY`, `E_CONSTANT_OUTCOME`, `E_SEPARATION` (a
 * combination of regressors predicts rows perfectly), and those of `fepois` but `E_NEGATIVE_OUTCOME`.
 */
export function logit(
  frame: Frame,
  formula: string | Formula,
  options: FitOptions = {},
): LikelihoodFit {
  return fitGlm(frame, formula, 'logit', options).fit;
}

/**
 * Probit by maximum likelihood: P(y = 1 | x) = Φ(x'b); all else as `logit`. Variances use the expected
 * information, as fixest and R's glm do; Stata's probit uses the observed one.
 */
export function probit(
  frame: Frame,
  formula: string | Formula,
  options: FitOptions = {},
): LikelihoodFit {
  return fitGlm(frame, formula, 'probit', options).fit;
}

/**
 * The fit with its probabilities and linear predictors, one for each row of the frame and NaN where the row
 * was not used: the propensity scores where the outcome is a treatment. Errors: those of `logit`.
 */
export function propensity(
  link: 'logit' | 'probit',
  frame: Frame,
  formula: string | Formula,
  options: FitOptions = {},
): FittedGlm {
  return predicted(fitGlm(frame, formula, link, options), false);
}
