import { redundantLevels } from '../absorb/connected-sets.ts';
import type { FitVcov } from '../fit.ts';
import { isNested, type NamedCodes } from '../frame/codes.ts';

/** What each small-sample option may be; those of fixest's `ssc()` (0.14) have its names and defaults. */
export const SSC_VALUES = {
  /** Whether to divide by N − K. */
  k_adj: [true, false],
  /** Which fixed effects count in K; without clusters, `nonnested` means `full`. */
  k_fixef: ['nonnested', 'full', 'none'],
  /** Whether K counts the rank of their dummies; else one level for each effect beyond the first is off. */
  k_exact: [true, false],
  /** K = 1 whatever the model, as Stata's likelihood commands have it. */
  k_one: [true, false],
  /** What says that an effect lies within a cluster: as fixest (names first, see `nestedEffects`), or levels. */
  nesting: ['fixest', 'levels'],
  /** Whether a cluster variance is multiplied by G / (G − 1). */
  g_adj: [true, false],
  /** With several cluster variables: the smallest G for all terms, or each term its own. */
  g_df: ['min', 'conventional'],
  /** Degrees of freedom of t after clustering: smallest G − 1, N − K, or the smaller of both. */
  t_df: ['min', 'conventional', 'smaller'],
} as const;

export type Ssc = {
  readonly [K in keyof typeof SSC_VALUES]: (typeof SSC_VALUES)[K][number];
};

export const DEFAULT_SSC: Ssc = {
  k_adj: true,
  k_fixef: 'nonnested',
  k_exact: false,
  k_one: false,
  nesting: 'fixest',
  g_adj: true,
  g_df: 'min',
  t_df: 'min',
};

/** What counts in K. */
export interface Counted {
  readonly slopes: number;
  readonly effects: readonly NamedCodes[];
  readonly clusters: readonly NamedCodes[];
  /** Groups by which slopes vary, such as `prov`; they count as absorbed. */
  readonly slopeGroups?: readonly string[];
}

/** Coefficients and levels of all effects, less one level for each effect beyond the first. */
export function parameters({ slopes, effects }: Pick<Counted, 'slopes' | 'effects'>): number {
  const levels = effects.map((effect) => effect.levels);
  return slopes + levelParameters(levels, Math.max(levels.length - 1, 0));
}

/**
 * K of the small-sample factors: coefficients and the levels of the effects that are not nested in a cluster
 * variable (`nonnested`), of all or of none. The constant that nested effects hold counts once.
 */
export function countK(counted: Counted, ssc: Ssc): number {
  const { slopes, effects } = counted;
  if (ssc.k_one) return 1;
  if (ssc.k_fixef === 'none' || effects.length === 0) return slopes;
  const nested = ssc.k_fixef === 'full' ? [] : nestedEffects(counted, ssc.nesting);
  const counting = effects.filter((effect) => !nested.includes(effect));
  if (counting.length === 0) return slopes + 1;
  const redundant = ssc.k_exact ? redundantLevels(counting) : counting.length - 1;
  const levels = counting.map((effect) => effect.levels);
  return slopes + levelParameters(levels, redundant);
}

/**
 * An effect is nested when it is a cluster variable or combines one, or when each of its levels lies in
 * one cluster of a cluster variable. As in fixest, levels are not looked at where every cluster variable
 * is absorbed itself (then only the names decide), unless `nesting` is `levels`.
 */
function nestedEffects(
  { effects, clusters, slopeGroups = [] }: Counted,
  nesting: Ssc['nesting'],
): NamedCodes[] {
  const absorbed = new Set([...effects.map(({ name }) => name), ...slopeGroups]);
  const byLevels = nesting === 'levels' || !clusters.every(({ name }) => absorbed.has(name));
  return effects.filter((effect) =>
    clusters.some(
      (cluster) =>
        cluster.name === effect.name ||
        effect.name.split('^').includes(cluster.name) ||
        (byLevels && isNested(effect, cluster)),
    ),
  );
}

/** Parameters of effects of which `redundant` levels repeat others. */
export function levelParameters(levels: readonly number[], redundant: number): number {
  return levels.reduce((total, count) => total + count, 0) - redundant;
}

/** Degrees of freedom of t from N − K and the smallest number of groups (or periods); at least 1. */
export function groupFreedom(ssc: Ssc, residual: number, groups: number): number {
  const df = { min: groups - 1, conventional: residual, smaller: Math.min(groups - 1, residual) };
  return Math.max(df[ssc.t_df], 1);
}

/** What multiplied the sandwich of a variance clustered by one variable. */
export function sandwichFactor({ small_sample }: Pick<FitVcov, 'small_sample'>): number {
  const { k_factor, g_factor } = small_sample;
  return k_factor * (typeof g_factor === 'number' ? g_factor : g_factor[0]!);
}
