import type { Family } from './family.ts';

/** A step of η smaller than this is no sign of a mean that runs to its bound. */
const MOVING = 0.05;
/** Share of the largest movement up to which a row counts as still. */
const STILL = 1e-6;
/** Share of the largest movement above which a row counts as separated. */
const CLEAR = 1e-2;

/**
 * Rows that the regressors separate: no maximum exists, because a combination z of the regressors (and
 * effects) is zero where the likelihood bounds η and points to the unbounded side elsewhere (Correia,
 * Guimarães and Zylkin 2021, proposition 1). Such rows keep moving by about one unit a step while all
 * others come to rest, so the step itself becomes that combination: it is checked against the
 * definition. A fitted predictor that classifies every row of a binary outcome is one as well.
 *
 * Returns 1 for each separated row, or null where the step proves nothing.
 */
export function findSeparated(
  family: Family,
  eta: Float64Array,
  offset: Float64Array | null,
  change: Float64Array,
): Uint8Array | null {
  if (family.isBinary && offset === null && classifiesAll(family, eta)) {
    return new Uint8Array(eta.length).fill(1);
  }
  let largest = 0;
  for (let i = 0; i < change.length; i++) {
    const size = Math.abs(change[i]!);
    if (size > largest) largest = size;
    else if (Number.isNaN(size)) return null;
  }
  if (!(largest >= MOVING) || largest === Infinity) return null;
  const still = STILL * largest;
  const rows = new Uint8Array(change.length);
  for (let i = 0; i < change.length; i++) {
    const outward = family.side(i) * change[i]!;
    if (outward > CLEAR * largest) rows[i] = 1;
    else if (outward < -still) return null;
    else if (outward === 0 && Math.abs(change[i]!) > still) return null;
  }
  return rows.includes(1) ? rows : null;
}

function classifiesAll(family: Family, eta: Float64Array): boolean {
  for (let i = 0; i < eta.length; i++) if (!(family.side(i) * eta[i]! > 0)) return false;
  return true;
}
