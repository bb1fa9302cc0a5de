import { isNested } from '../frame/codes.ts';
import type { JointFits } from './joint-fits.ts';
import { DEFAULT_SSC, levelParameters, type Ssc } from '../variance/ssc.ts';

export interface StackedFactor {
  /** What multiplies Σ φ φ'. */
  readonly factor: number;
  readonly rows: number;
  readonly k: number;
  readonly clusters: number;
  readonly df: number;
}

/**
 * Small-sample factor of the fully interacted model of several samples, `y ~ group:x | fe^group`,
 * clustered: G / (G − 1) · (N − 1) / (N − K). As fixest counts it, the effects `fe^group` lose one level
 * each beyond the first effect, not one in each group, and lie within clusters if they do so in all
 * groups. Precondition: the samples share one formula's fixed effects.
 */
export function stackedFactor(joint: JointFits, options: Partial<Ssc> = {}): StackedFactor {
  const ssc = { ...DEFAULT_SSC, ...options };
  const { fits, samples, clusters, from } = joint;
  const rows = fits.reduce((total, { nobs }) => total + nobs, 0);
  const effects = (samples[0]?.effects ?? []).map(({ name }, q) => ({
    levels: samples.reduce((total, sample) => total + sample.effects[q]!.levels, 0),
    nested: samples.every(({ effects: own, clusters: [cluster] }) => {
      if (cluster === undefined) return false;
      return name.split('^').includes(cluster.name) || isNested(own[q]!, cluster);
    }),
  }));
  const constants = effects.length === 0 ? fits.filter(hasIntercept).length : 0;
  const slopes = from.at(-1)! + constants;
  const k = slopes + effectCount(effects, ssc.k_fixef);
  const kFactor = ssc.k_adj ? (rows - 1) / (rows - k) : 1;
  const gFactor = ssc.g_adj ? clusters / (clusters - 1) : 1;
  const df = ssc.t_df === 'min' ? clusters - 1 : rows - k;
  return { factor: kFactor * gFactor, rows, k, clusters, df: Math.max(df, 1) };
}

/** Levels that count in K; effects that are all nested in clusters leave the constant they hold. */
function effectCount(
  effects: readonly { readonly levels: number; readonly nested: boolean }[],
  fixef: Ssc['k_fixef'],
): number {
  if (fixef === 'none' || effects.length === 0) return 0;
  const counting = effects.filter(({ nested }) => fixef === 'full' || !nested);
  if (counting.length === 0) return 1;
  return levelParameters(
    counting.map(({ levels }) => levels),
    counting.length - 1,
  );
}

function hasIntercept({ terms }: JointFits['fits'][number]): boolean {
  return terms.some(({ term }) => term === '(Intercept)');
}
