import { estimateMulti } from '../../econometrics/estimate-multi.ts';
import type { AnyFit } from '../../econometrics/fit.ts';
import type { Frame } from '../../econometrics/frame/frame.ts';
import type { FitRequest } from './options.ts';
import { FailedError } from '../terminal.ts';
import { UserError } from '../../text/user-error.ts';

/** Mistakes in the call; of the other codes a model cannot be estimated, though the call is right. */
const USAGE = new Set([
  'E_FORMULA',
  'E_VCOV',
  'E_UNKNOWN_COLUMN',
  'E_NOT_NUMERIC',
  'E_SPLIT',
  'E_ESTIMATOR',
  'E_OFFSET',
  'E_PRESET',
  'E_UNSUPPORTED_VCOV',
  'E_UNSUPPORTED_SLOPES',
]);

export interface Estimates {
  /** At least one. */
  readonly fits: readonly AnyFit[];
  /** Models of several that could not be estimated. */
  readonly failures: readonly FailedError[];
}

/**
 * Every model of the request, in fixest's order. `all` is the number of rows before `--where`. One of
 * several that cannot be estimated, such as a sample without treated units, does not hold up the others.
 *
 * Errors: `UserError` for a mistake in the call, `FailedError` where no model can be estimated.
 */
export function estimate(frame: Frame, all: number, request: FitRequest): Estimates {
  const { estimator, formula, where, data: _, ...options } = request;
  const condition = where?.trim().replaceAll(/\s+/gu, ' ');
  const sample =
    condition === undefined ? {} : { sample: `${condition}, ${frame.rows} of ${all} rows` };
  const failures: FailedError[] = [];
  const onFailure = (error: UserError): void => {
    if (USAGE.has(error.code)) throw error;
    failures.push(failed(error));
  };
  try {
    const fits = estimateMulti(frame, formula, estimator, { ...options, ...sample, onFailure });
    const [first] = failures;
    if (fits.length === 0 && first !== undefined) throw first;
    return { fits, failures };
  } catch (error) {
    if (!(error instanceof UserError) || USAGE.has(error.code)) throw error;
    throw failed(error);
  }
}

function failed({ code, message, hint }: UserError): FailedError {
  return new FailedError(code, message, { hint });
}
