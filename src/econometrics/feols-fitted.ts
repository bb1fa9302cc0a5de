import { estimateFeols, type EstimatedFeols, type FeolsOptions } from './feols.ts';
import { recoverFixedEffects, type FixedEffects } from './linear/fixed-effects.ts';
import type { Fit } from './fit.ts';
import { parseFormula, type Formula } from './formula/formula.ts';
import type { Frame } from './frame/frame.ts';

export interface FittedFeols {
  readonly fit: Fit;
  /** Prediction of each row of the frame, effects included; NaN where the row was not used. */
  readonly fitted: Float64Array;
  /** Outcome less prediction; NaN where the row was not used. */
  readonly residuals: Float64Array;
  /** What the absorbed effects add up to in each row; NaN where the row was not used, null without any. */
  readonly effect_sums: Float64Array | null;
  readonly fixed_effects: FixedEffects | null;
}

/**
 * `feols` with its predictions, residuals and absorbed effects: y = x'b + Σ_q α_q + u, so that the sum of
 * a row's effects is exact and single effects follow from it. Errors: those of `feols`.
 */
export function fitFeols(
  frame: Frame,
  formula: string | Formula,
  options: FeolsOptions = {},
): FittedFeols {
  const parsed = typeof formula === 'string' ? parseFormula(formula) : formula;
  const estimated = estimateFeols(frame, parsed, options, true);
  const { fit, design, model, raw } = estimated;
  if (raw === null) throw new Error('an estimation that kept no copies');
  const { places } = design;
  const { residuals } = model;
  const fitted = raw.outcome.map((value, i) => value - residuals[i]!);
  const isAbsorbed = parsed.fixedEffects.length > 0;
  const sums = isAbsorbed ? effectSums(fitted, estimated) : null;
  const spread = (values: Float64Array): Float64Array => overFrame(frame.rows, places, values);
  return {
    fit,
    fitted: spread(fitted),
    residuals: spread(residuals),
    effect_sums: sums === null ? null : spread(sums.all),
    fixed_effects:
      sums === null
        ? null
        : recoverFixedEffects(
            { frame, places, terms: parsed.fixedEffects },
            design.effects,
            sums.levels,
            coefficientsOf(estimated),
          ),
  };
}

/** Values of a sample in the rows of its frame; NaN elsewhere. */
export function overFrame(rows: number, places: Int32Array, values: Float64Array): Float64Array {
  const spread = new Float64Array(rows).fill(NaN);
  places.forEach((place, i) => {
    spread[place] = values[i]!;
  });
  return spread;
}

/** What is left of the predictions: of levels and slopes together, and of the levels alone. */
function effectSums(
  fitted: Float64Array,
  estimated: EstimatedFeols,
): { readonly all: Float64Array; readonly levels: Float64Array } {
  const { regressors, slopes } = estimated.raw!;
  const coefficients = coefficientsOf(estimated);
  // Slopes without levels leave the constant a term of the model.
  const constant = estimated.design.effects.length === 0 ? estimated.model.constant : 0;
  const all = fitted.map((value) => value - constant);
  for (const { name, values } of regressors) subtract(all, coefficients.get(name), values);
  const levels = all.slice();
  for (const { name, values } of slopes) subtract(levels, coefficients.get(name), values);
  return { all, levels };
}

function subtract(from: Float64Array, factor: number | undefined, column: Float64Array): void {
  if (factor === undefined) return;
  for (let i = 0; i < from.length; i++) from[i]! -= factor * column[i]!;
}

function coefficientsOf({ model }: EstimatedFeols): ReadonlyMap<string, number> {
  return new Map(model.names.map((name, j) => [name, model.coefficients[j]!]));
}
