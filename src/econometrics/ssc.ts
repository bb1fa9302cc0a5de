/** Small-sample options with the names and defaults of fixest's `ssc()` (0.14). */
export interface Ssc {
  /** Whether to divide by N − K. */
  readonly k_adj: boolean;
  /** Which fixed effects count in K; for `hetero`, `nonnested` means `full`. */
  readonly k_fixef: 'nonnested' | 'full' | 'none';
  /** Whether a cluster variance is multiplied by G / (G − 1). */
  readonly g_adj: boolean;
  /** With several cluster variables: the smallest G for all terms, or each term its own. */
  readonly g_df: 'min' | 'conventional';
  /** Degrees of freedom of t after clustering: smallest G − 1, or N − K. */
  readonly t_df: 'min' | 'conventional';
}

export const DEFAULT_SSC: Ssc = {
  k_adj: true,
  k_fixef: 'nonnested',
  g_adj: true,
  g_df: 'min',
  t_df: 'min',
};

/** What is counted of a model: coefficients, and levels of each fixed effect with its nesting. */
export interface Counted {
  readonly slopes: number;
  readonly effects: readonly { readonly levels: number; readonly nested: boolean }[];
}

/** Coefficients and levels, less one level for each effect beyond the first. */
export function countParameters({ slopes, effects }: Counted): number {
  return slopes + effectParameters(effects);
}

/**
 * K of the small-sample factors. `nonnested` leaves effects out that lie within a cluster variable:
 * L − 1 each, and all but one parameter when every effect is nested.
 */
export function countK(counted: Counted, fixef: Ssc['k_fixef']): number {
  const all = countParameters(counted);
  const { effects } = counted;
  if (fixef === 'full' || effects.length === 0) return all;
  if (fixef === 'none') return counted.slopes;
  const nested = effects.filter((effect) => effect.nested);
  if (nested.length === effects.length) return counted.slopes + 1;
  return all - nested.reduce((total, { levels }) => total + levels - 1, 0);
}

function effectParameters(effects: Counted['effects']): number {
  if (effects.length === 0) return 0;
  const levels = effects.reduce((total, effect) => total + effect.levels, 0);
  return levels - (effects.length - 1);
}
