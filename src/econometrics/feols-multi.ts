import { everyModel, type MultiOptions } from './estimate-multi.ts';
import { feols } from './feols.ts';
import type { Fit } from './fit.ts';
import type { Frame } from './frame/frame.ts';

export type FeolsMultiOptions = Omit<MultiOptions, 'offset'>;

/**
 * Every model of a formula in every sample by least squares: `estimateMulti` with `feols`, typed as
 * such. Errors: those of `feols`, with the model and the sample that failed; `E_SPLIT`.
 */
export function feolsMulti(
  frame: Frame,
  formula: string,
  options: FeolsMultiOptions = {},
): readonly Fit[] {
  return everyModel(frame, formula, options, (model, own) => feols(frame, model, own));
}
