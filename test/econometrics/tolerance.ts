/** Against another program's printed 15 digits, through a different order of sums. */
export const VS_REFERENCE = 1e-10;
/** Against a reference run that itself iterates to 1e-6. */
export const VS_LOOSE_REFERENCE = 1e-6;
/** Against a table that prints seven decimals: half a unit of the last, for the smallest entry 0.0098. */
export const VS_PRINTED = 1e-5;
/** The same quantity along two exact routes of our own. */
export const SAME = 1e-11;

/** |a − b| / max(|b|, tiny): how far `found` is from `wanted`. */
export function relative(found: number, wanted: number): number {
  if (found === wanted) return 0;
  return Math.abs(found - wanted) / Math.max(Math.abs(wanted), 1e-300);
}
