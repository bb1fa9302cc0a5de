import { UserError } from '../text/user-error.ts';
import type { Frame } from './frame/frame.ts';
import {
  effectGrid,
  minimumEffect,
  rejectionRules,
  type RejectionRule,
} from './randomisation/power-rules.ts';
import { reassign, type Reassignment, type ReassignmentOptions } from './randomisation/reassign.ts';

export interface PowerOptions extends ReassignmentOptions {
  /** Size of the tests; 0.05 unless given. */
  readonly level?: number;
  /** Rejections wanted; 0.8 unless given. */
  readonly power?: number;
  /** Effects of the power curve; 41 from 0 to twice the analytic minimum unless given. */
  readonly effects?: readonly number[];
}

export interface PowerAnalysis extends Reassignment {
  readonly level: number;
  readonly power: number;
  /** (t_{1−α/2} + t_{power}) times the standard error of the fit. */
  readonly analytic: { readonly std_error: number; readonly df: number; readonly mde: number };
  readonly rules: readonly RejectionRule[];
}

/**
 * What effect this design can find. The estimated effect is taken out of the outcome, the treatment is
 * given to other units or groups as in `placeboTest`, and an effect τ of each such treatment is added.
 * An added effect moves the estimate by τ and leaves residuals and standard error alone, so each draw
 * rejects from one value of τ on, and the minimum detectable effect is an order statistic of those
 * values: no search, no second simulation. The stream is `power` unless given.
 *
 * Errors: those of `reassign`; `E_POWER` for a level or a power outside (0, 1).
 */
export function powerAnalysis(frame: Frame, formula: string, options: PowerOptions): PowerAnalysis {
  const { level = 0.05, power = 0.8, stream = 'power' } = options;
  for (const share of [level, power])
    if (!(share > 0 && share < 1)) {
      throw new UserError('E_POWER', `power: ${share} is no level or power.`, {
        hint: 'Both lie between 0 and 1, such as 0.05 and 0.8.',
      });
    }
  const wanted = { stream, keepAssignments: false, withoutEffect: true };
  const { record, run } = reassign(frame, formula, options, wanted);
  const { fit, observed, ...rest } = record;
  const df = fit.df_residual;
  const mde = minimumEffect(observed.std_error, df, level, power);
  const effects = options.effects ?? effectGrid(mde);
  return {
    fit,
    observed,
    level,
    power,
    analytic: { std_error: observed.std_error, df, mde },
    rules: rejectionRules(run, { level, power, effects, df }),
    ...rest,
  };
}
