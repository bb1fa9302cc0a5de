import { UserError } from '../../text/user-error.ts';
import type { DroppedTerm } from '../fit.ts';
import type { TreatmentColumns } from '../frame/treated.ts';
import type { VcovSpec } from '../variance/kinds.ts';
import type { RuleOptions } from '../variance/presets.ts';

/** What every estimator takes. */
export interface FitOptions extends RuleOptions {
  /** Kept in the fit, for tables and traces. */
  readonly id?: string | undefined;
  /** `iid` unless given. */
  readonly vcov?: VcovSpec;
  /** Name of the column of weights (analytic: a row counts in proportion). */
  readonly weights?: string | undefined;
  /** What rows the frame holds, in words. */
  readonly sample?: string | undefined;
  /** 1 for each row of the frame that belongs to the sample; all rows unless given. */
  readonly rows?: Uint8Array | undefined;
  /** The columns of treatment and unit, for counting the treated; not counted unless given. */
  readonly treatedBy?: TreatmentColumns;
}

/** What rows a model used, in words. */
export function sampleInWords(all: number, used: number): string {
  return all === used ? 'all rows' : `${used} of ${all} rows`;
}

/** `E_NO_DEGREES_OF_FREEDOM`: as many coefficients as rows, or more. */
export function noFreedom(rows: number, nparams: number): UserError {
  return new UserError(
    'E_NO_DEGREES_OF_FREEDOM',
    `${rows} rows cannot determine ${nparams} coefficients and a variance.`,
    { hint: 'Use fewer fixed effects or regressors, or more rows.' },
  );
}

/** `E_NO_REGRESSORS`, with each term and why it was dropped; `where` they must vary. */
export function noRegressors(dropped: readonly DroppedTerm[], where: string): UserError {
  const why = dropped.map(({ term, reason }) => `${term} (${reason})`).join(', ');
  return new UserError('E_NO_REGRESSORS', `every regressor was dropped: ${why}.`, {
    hint: `A regressor must vary ${where}.`,
  });
}

export function perfectFit(): UserError {
  return new UserError(
    'E_PERFECT_FIT',
    'the model explains the outcome without any residual, so there are no standard errors.',
    { hint: 'Look for the outcome among the regressors, or for as many coefficients as rows.' },
  );
}
