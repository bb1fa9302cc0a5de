import { UserError } from '../text/user-error.ts';
import type { LikelihoodFit } from './fit.ts';
import type { Formula } from './formula/formula.ts';
import type { Frame } from './frame/frame.ts';
import { bernoulli } from './likelihood/family.ts';
import {
  fitGlm,
  predicted,
  type EstimatedGlm,
  type FittedGlm,
  type GlmOptions,
} from './likelihood/fit.ts';

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
  options: GlmOptions = {},
): LikelihoodFit {
  return estimate('logit', frame, formula, options).fit;
}

/**
 * Probit by maximum likelihood: P(y = 1 | x) = Φ(x'b); all else as `logit`. Variances use the expected
 * information, as fixest and R's glm do; Stata's probit uses the observed one.
 */
export function probit(
  frame: Frame,
  formula: string | Formula,
  options: GlmOptions = {},
): LikelihoodFit {
  return estimate('probit', frame, formula, options).fit;
}

/**
 * The fit with its probabilities and linear predictors, one for each row of the frame and NaN where the row
 * was not used: the propensity scores where the outcome is a treatment. Errors: those of `logit`.
 */
export function propensity(
  link: 'logit' | 'probit',
  frame: Frame,
  formula: string | Formula,
  options: GlmOptions = {},
): FittedGlm {
  return predicted(estimate(link, frame, formula, options), false);
}

function estimate(
  link: 'logit' | 'probit',
  frame: Frame,
  formula: string | Formula,
  options: GlmOptions,
): EstimatedGlm {
  return fitGlm(
    frame,
    formula,
    {
      estimator: link,
      family: (outcome, weights) => bernoulli(link, outcome, weights),
      bounds: [0, 1],
      dropsSeparated: false,
      check: checkBinary,
    },
    options,
  );
}

function checkBinary(name: string, outcome: Float64Array): void {
  const other = outcome.find((value) => value !== 0 && value !== 1);
  if (other !== undefined) {
    throw new UserError('E_NOT_BINARY', `outcome "${name}" holds ${other}; it must be 0 or 1.`, {
      hint: 'Code the outcome as 0 and 1.',
    });
  }
  if (outcome.includes(0) && outcome.includes(1)) return;
  throw new UserError(
    'E_CONSTANT_OUTCOME',
    `outcome "${name}" is ${outcome[0]} in every row that is used; there is nothing to explain.`,
  );
}
