import type { Design } from '../design/design.ts';
import type { EffectTerm } from '../formula/effects.ts';
import { recoverFixedEffects, type FixedEffects } from './fixed-effects.ts';
import { subtract } from '../numeric/sums.ts';
import type { LinearModel } from './model.ts';

export interface LinearPredictions {
  /** Prediction of each row of the frame, effects included; NaN where the row was not used. */
  readonly fitted: Float64Array;
  /** Outcome less prediction; NaN where the row was not used. */
  readonly residuals: Float64Array;
  /** What the absorbed effects add up to in each row; NaN where the row was not used, null without any. */
  readonly effect_sums: Float64Array | null;
  readonly fixed_effects: FixedEffects | null;
}

/**
 * Predictions, residuals and absorbed effects of a solved model: y = x'b + Σ_q α_q + u, so that the sum of
 * a row's effects is exact and single effects follow from it. `design` holds the columns as they were
 * before absorption; `rows` is how many the frame has.
 */
export function linearPredictions(
  rows: number,
  terms: readonly EffectTerm[],
  design: Design,
  model: LinearModel,
): LinearPredictions {
  const { columns, places, outcome } = design;
  const { residuals } = model;
  const fitted = outcome.map((value, i) => value - residuals[i]!);
  const spread = (values: Float64Array): Float64Array => {
    const all = new Float64Array(rows).fill(NaN);
    places.forEach((place, i) => (all[place] = values[i]!));
    return all;
  };
  const own = { fitted: spread(fitted), residuals: spread(residuals) };
  if (terms.length === 0) return { ...own, effect_sums: null, fixed_effects: null };
  const coefficients = new Map(model.names.map((name, j) => [name, model.coefficients[j]!]));
  // Slopes without levels leave the constant a term of the model.
  const constant = design.effects.length === 0 ? model.constant : 0;
  const sums = fitted.map((value) => value - constant);
  const takeOut = (from: Float64Array, taken: Design['regressors']): void => {
    for (const { name, values } of taken) subtract(from, values, coefficients.get(name) ?? 0);
  };
  takeOut(sums, design.regressors);
  const levels = sums.slice();
  takeOut(levels, design.slopes);
  const source = { columns, places, terms };
  return {
    ...own,
    effect_sums: spread(sums),
    fixed_effects: recoverFixedEffects(source, design.effects, levels, coefficients),
  };
}
