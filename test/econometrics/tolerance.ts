/** Against another program's printed 15 digits, through a different order of sums. */
export const VS_REFERENCE = 1e-10;
/** Against a reference run that itself iterates to 1e-6. */
export const VS_LOOSE_REFERENCE = 1e-6;
/**
 * Against fixest on small unbalanced samples, where its own alternating projections leave 2e-10 in the
 * standard errors: with one effect written out as indicators it agrees with us to 4e-14.
 */
export const VS_ITERATED = 1e-9;
/** Against a table that prints seven decimals: half a unit of the last, for the smallest entry 0.0098. */
export const VS_PRINTED = 1e-5;
/** The same quantity along two exact routes of our own. */
export const SAME = 1e-11;

/** |a − b| / max(|b|, tiny): how far `found` is from `wanted`. */
export function relative(found: number, wanted: number): number {
  if (found === wanted) return 0;
  return Math.abs(found - wanted) / Math.max(Math.abs(wanted), 1e-300);
}
/** Standard errors and likelihoods against an iterative reference run at its tightest setting. */
export const VS_TIGHT_ITERATION = 1e-9;
/**
 * Against fixest's Poisson at its default stopping rule: its standard errors take the weights of the step
 * before and move by 3.4e-6 when the rule is tightened, towards ours.
 */
export const VS_DEFAULT_ITERATION = 5e-6;
