import { estimateMulti, type AnyFit } from '../econometrics/estimate-multi.ts';
import type { Frame } from '../econometrics/frame.ts';
import type { FitRequest } from './fit-options.ts';

/**
 * Every model of the request, in fixest's order. `all` is the number of rows before `--where`. Errors:
 * those of `estimateMulti`.
 */
export function estimate(frame: Frame, all: number, request: FitRequest): readonly AnyFit[] {
  const { estimator, formula, where, data: _, ...options } = request;
  const condition = where?.trim().replaceAll(/\s+/gu, ' ');
  const sample =
    condition === undefined ? {} : { sample: `${condition}, ${frame.rows} of ${all} rows` };
  return estimateMulti(frame, formula, estimator, { ...options, ...sample });
}
