import type { LikelihoodFit } from '../fit.ts';
import type { Formula } from '../formula/formula.ts';
import { recoverFixedEffects, type FixedEffects } from '../linear/fixed-effects.ts';
import { subtract } from '../numeric/sums.ts';
import type { Estimated, EstimatedGlm } from './fit.ts';

export interface FittedGlm {
  readonly fit: LikelihoodFit;
  /** Fitted mean of each row of the frame; NaN where the row was not used. */
  readonly fitted: Float64Array;
  /** Linear predictor of each row (offset included); NaN where the row was not used. */
  readonly index: Float64Array;
  /** Null without any, or where they were not asked for. */
  readonly fixed_effects: FixedEffects | null;
}

/** The fit with its predictions; `withEffects` also recovers the absorbed effects. */
export function predicted(
  { fit, frame, parsed, estimated }: EstimatedGlm,
  withEffects: boolean,
): FittedGlm {
  const fitted = new Float64Array(frame.rows).fill(NaN);
  const index = fitted.slice();
  const { family, sample, solution } = estimated;
  sample.places.forEach((place, i) => {
    index[place] = solution.eta[i]!;
    fitted[place] = family.mean(solution.eta[i]!);
  });
  const isWanted = withEffects && sample.effects.length > 0;
  return {
    fit,
    fitted,
    index,
    fixed_effects: isWanted ? effectsOf(parsed, estimated) : null,
  };
}

/** From the linear predictor less regressors and offset. */
function effectsOf({ fixedEffects }: Formula, estimated: Estimated): FixedEffects {
  const { sample, terms, solution } = estimated;
  const { offset } = sample;
  const sums = solution.eta.map((value, i) => value - (offset === null ? 0 : offset[i]!));
  terms.kept.forEach(({ values }, j) => subtract(sums, values, solution.coefficients[j]!));
  const { places } = sample;
  return recoverFixedEffects(
    { columns: sample.columns, places, terms: fixedEffects },
    sample.effects,
    sums,
    new Map(),
  );
}
