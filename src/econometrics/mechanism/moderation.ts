import { inference, zeroVariance } from '../linear/fit-terms.ts';
import type { Fit, Term } from '../fit.ts';
import { problem } from './mediation.ts';

/** Of intervals. */
const LEVEL = 0.95;

/** Effect of the treatment at one value of the moderator. */
export interface ModeratedEffect extends Omit<Term, 'term'> {
  /** The mean of treated rows is where the effect was, the mean of all rows may be far from it. */
  readonly where: 'mean - sd' | 'mean' | 'mean + sd' | 'mean of treated rows';
  readonly at: number;
}

export interface Moderation {
  readonly moderator: string;
  /** Over all rows of the model; here the treatment's coefficient is the effect. */
  readonly mean: number;
  readonly sd: number;
  readonly effects: readonly ModeratedEffect[];
  /** How much the effect rises for each unit of the moderator. */
  readonly interaction: Term;
}

/**
 * Effects of the treatment at values of the moderator, from a fit with their product and the moderator less
 * `mean`: b + d (at − mean), with the delta method (exact, since linear). Errors: `E_MECHANISM`.
 */
export function effectsAt(
  fit: Fit,
  treatment: string,
  product: string,
  places: readonly (readonly [ModeratedEffect['where'], number])[],
  mean: number,
): Pick<Moderation, 'effects' | 'interaction'> {
  const place = (name: string): number => fit.terms.findIndex(({ term }) => term === name);
  const [i, j] = [place(treatment), place(product)];
  if (i < 0 || j < 0) {
    throw problem(
      `the moderation does not identify "${i < 0 ? treatment : product}"`,
      'The moderator must vary among treated rows.',
    );
  }
  const v = fit.covariance;
  const effects = places.map(([where, at]) => {
    const d = at - mean;
    const variance = v[i]![i]! + 2 * d * v[i]![j]! + d * d * v[j]![j]!;
    if (!(variance > 0)) throw zeroVariance(treatment);
    const estimate = fit.terms[i]!.estimate + d * fit.terms[j]!.estimate;
    return { where, at, ...inference(estimate, variance, fit.df_residual, LEVEL) };
  });
  return { effects, interaction: fit.terms[j]! };
}

/** Weighted mean and sd (n − 1) over the marked rows with a value. */
export function spreadOf(
  values: Float64Array,
  rows: Uint8Array,
  weights: Float64Array | null,
): { readonly mean: number; readonly sd: number } {
  let [mass, total, count] = [0, 0, 0];
  const weight = (row: number): number => (weights === null ? 1 : weights[row]!);
  const isUsed = (row: number): boolean => rows[row] === 1 && Number.isFinite(values[row]);
  for (let row = 0; row < rows.length; row++) {
    if (!isUsed(row)) continue;
    mass += weight(row);
    total += weight(row) * values[row]!;
    count++;
  }
  const mean = total / mass;
  let square = 0;
  for (let row = 0; row < rows.length; row++) {
    if (isUsed(row)) square += weight(row) * (values[row]! - mean) * (values[row]! - mean);
  }
  return { mean, sd: Math.sqrt(((square / mass) * count) / (count - 1)) };
}
