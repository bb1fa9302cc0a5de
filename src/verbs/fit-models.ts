import { estimateMulti, type AnyFit } from '../econometrics/estimate-multi.ts';
import type { Term } from '../econometrics/fit.ts';
import type { Frame } from '../econometrics/frame.ts';
import { criticalValue } from '../econometrics/student-t.ts';
import type { FitRequest } from './fit-options.ts';

/** A fit as `fit` prints it. */
export type PrintedFit = AnyFit & {
  /** Coverage of `conf_low` to `conf_high`. */
  readonly conf_level: number;
};

/**
 * Every model of the request, in fixest's order. `all` is the number of rows before `--where`. Errors:
 * those of `estimateMulti`.
 */
export function estimate(frame: Frame, all: number, request: FitRequest): readonly PrintedFit[] {
  const { estimator, formula, where, level, data: _, ...options } = request;
  const condition = where?.trim().replaceAll(/\s+/gu, ' ');
  const sample =
    condition === undefined ? {} : { sample: `${condition}, ${frame.rows} of ${all} rows` };
  const fits = estimateMulti(frame, formula, estimator, { ...options, ...sample });
  return fits.map((fit) => withLevel(fit, level));
}

/** Intervals of another coverage from the same estimates, errors and distribution. */
function withLevel(fit: AnyFit, level: number): PrintedFit {
  const df = fit.estimator === 'feols' ? fit.df_residual : Infinity;
  const critical = criticalValue(level, df);
  const terms = fit.terms.map((term): Term => ({
    ...term,
    conf_low: term.estimate - critical * term.std_error,
    conf_high: term.estimate + critical * term.std_error,
  }));
  return { ...fit, terms, conf_level: level };
}
