import type { FitVcov } from '../fit.ts';

/** Small-sample options; those of fixest's `ssc()` (0.14) have its names and defaults. */
export interface Ssc {
  /** Whether to divide by N − K. */
  readonly k_adj: boolean;
  /** Which fixed effects count in K; without clusters, `nonnested` means `full`. */
  readonly k_fixef: 'nonnested' | 'full' | 'none';
  /** Whether K counts the rank of their dummies; else one level for each effect beyond the first is off. */
  readonly k_exact: boolean;
  /** K = 1 whatever the model, as Stata's likelihood commands have it. */
  readonly k_one: boolean;
  /** What says that an effect lies within a cluster: as fixest (names first, see `vcov.ts`), or levels. */
  readonly nesting: 'fixest' | 'levels';
  /** Whether a cluster variance is multiplied by G / (G − 1). */
  readonly g_adj: boolean;
  /** With several cluster variables: the smallest G for all terms, or each term its own. */
  readonly g_df: 'min' | 'conventional';
  /** Degrees of freedom of t after clustering: smallest G − 1, N − K, or the smaller of both. */
  readonly t_df: 'min' | 'conventional' | 'smaller';
}

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

/** Coefficients and levels of all effects, less one level for each effect beyond the first. */
export function countParameters(slopes: number, levels: readonly number[]): number {
  return slopes + levelParameters(levels, Math.max(levels.length - 1, 0));
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
