import { LANES } from './multiply.ts';
import type { Reduction } from './reduce.ts';

/**
 * S of three effects in blocks, A the middle effect and B the smallest. A's own block stays a sum over
 * the levels of the largest effect, by cell instead of by row; the blocks with B are written out.
 */
export interface Folded {
  /** Cells of each level of the largest effect that has two or more: from `first[l]` to `first[l + 1]`. */
  readonly first: Int32Array;
  readonly column: Int32Array;
  readonly mass: Float64Array;
  /** Weight of those levels. */
  readonly total: Float64Array;
  /** S_AB, one row a level of A. */
  readonly cross: Float64Array;
  /** S_BB, row-major. */
  readonly small: Float64Array;
  readonly levels: number;
  readonly smallLevels: number;
}

/** Products of cells that it may take to write out the blocks, by row: what about ten steps save. */
const WORK_PER_ROW = 6;
/** Entries of the block of A and B, by row. */
const ENTRIES_PER_ROW = 0.25;

/**
 * The blocks where they are cheaper than sweeps over all rows: workers who change firms now and then have
 * fewer firms than years. Null where they are not. Linear in the rows.
 */
export function foldSmallest({ groups, largest, others }: Reduction): Folded | null {
  const [a, b] = others;
  const rows = largest.codes.length;
  if (a === undefined || b === undefined || others.length > 2) return null;
  if (a.levels * b.levels > ENTRIES_PER_ROW * rows) return null;
  const { first: starts, weights } = groups;
  const [codesA, codesB] = [groups.codes[0]!, groups.codes[1]!];
  const first = new Int32Array(largest.levels + 1);
  const total = new Float64Array(largest.levels);
  const column = new Int32Array(rows);
  const mass = new Float64Array(rows);
  const cross = new Float64Array(a.levels * b.levels);
  const small = new Float64Array(b.levels * b.levels);
  const slot = new Int32Array(a.levels).fill(-1);
  const columnB = new Int32Array(b.levels);
  const massB = new Float64Array(b.levels);
  const slotB = new Int32Array(b.levels).fill(-1);
  let [count, at, work] = [0, 0, 0];
  for (let level = 0; level < largest.levels; level++) {
    const end = starts[level + 1]!;
    const begin = at;
    let usedB = 0;
    for (let k = starts[level]!; k < end; k++) {
      const weight = weights === null ? 1 : weights[k]!;
      const own = codesA[k]!;
      const other = codesB[k]!;
      cross[own * b.levels + other]! += weight;
      if (slot[own]! < begin) {
        slot[own] = at;
        column[at] = own;
        mass[at++] = 0;
      }
      mass[slot[own]!]! += weight;
      if (slotB[other]! < 0) {
        slotB[other] = usedB;
        columnB[usedB] = other;
        massB[usedB++] = 0;
      }
      massB[slotB[other]!]! += weight;
    }
    work += (at - begin) * usedB;
    if (work > WORK_PER_ROW * rows) return null;
    const whole = largest.mass[level]!;
    for (let i = 0; i < usedB; i++) {
      const other = columnB[i]!;
      const share = massB[i]! / whole;
      slotB[other] = -1;
      for (let c = begin; c < at; c++) cross[column[c]! * b.levels + other]! -= share * mass[c]!;
      for (let j = 0; j < usedB; j++) {
        small[other * b.levels + columnB[j]!]! -= share * massB[j]!;
      }
    }
    // A level with one cell takes all of it out of A: nothing is left of its rows.
    if (at - begin < 2) {
      slot[column[begin]!] = -1;
      at = begin;
    } else {
      total[count++] = whole;
      first[count] = at;
    }
  }
  for (let i = 0; i < b.levels; i++) small[i * b.levels + i]! += b.mass[i]!;
  return {
    first: first.slice(0, count + 1),
    column: column.slice(0, at),
    mass: mass.slice(0, at),
    total: total.slice(0, count),
    cross,
    small,
    levels: a.levels,
    smallLevels: b.levels,
  };
}

/** Writes S p to its second argument, for `LANES` columns beside each other. */
export function multiplyFolded(folded: Folded): (p: Float64Array, image: Float64Array) => void {
  const { levels, smallLevels, cross, small } = folded;
  const end = levels * LANES;
  return (p, image) => {
    image.fill(0);
    sweepCells(folded, p, image);
    const [fromB, toB] = [p.subarray(end), image.subarray(end)];
    for (let a = 0; a < levels; a++) addBlockRow(cross, a, smallLevels, p, image, fromB, toB);
    for (let i = 0; i < smallLevels; i++) {
      for (let j = 0; j < smallLevels; j++) {
        const entry = small[i * smallLevels + j]!;
        for (let c = 0; c < LANES; c++) toB[i * LANES + c]! += entry * fromB[j * LANES + c]!;
      }
    }
  };
}

/** Adds S_AA p: what each level's mean leaves of its cells. */
function sweepCells(
  { first, column, mass, total }: Folded,
  p: Float64Array,
  image: Float64Array,
): void {
  for (let level = 0; level < total.length; level++) {
    const start = first[level]!;
    const end = first[level + 1]!;
    const whole = total[level]!;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let k = start; k < end; k++) {
      const at = column[k]! * 4;
      const weight = mass[k]!;
      s0 += weight * p[at]!;
      s1 += weight * p[at + 1]!;
      s2 += weight * p[at + 2]!;
      s3 += weight * p[at + 3]!;
    }
    s0 /= whole;
    s1 /= whole;
    s2 /= whole;
    s3 /= whole;
    for (let k = start; k < end; k++) {
      const at = column[k]! * 4;
      const weight = mass[k]!;
      image[at]! += weight * (p[at]! - s0);
      image[at + 1]! += weight * (p[at + 1]! - s1);
      image[at + 2]! += weight * (p[at + 2]! - s2);
      image[at + 3]! += weight * (p[at + 3]! - s3);
    }
  }
}

/** Adds the products of one row of S_AB, in both directions. */
function addBlockRow(
  cross: Float64Array,
  row: number,
  width: number,
  p: Float64Array,
  image: Float64Array,
  fromB: Float64Array,
  toB: Float64Array,
): void {
  const at = row * 4;
  const p0 = p[at]!;
  const p1 = p[at + 1]!;
  const p2 = p[at + 2]!;
  const p3 = p[at + 3]!;
  let s0 = image[at]!;
  let s1 = image[at + 1]!;
  let s2 = image[at + 2]!;
  let s3 = image[at + 3]!;
  for (let j = 0, b = 0; j < width; j++, b += 4) {
    const entry = cross[row * width + j]!;
    s0 += entry * fromB[b]!;
    s1 += entry * fromB[b + 1]!;
    s2 += entry * fromB[b + 2]!;
    s3 += entry * fromB[b + 3]!;
    toB[b]! += entry * p0;
    toB[b + 1]! += entry * p1;
    toB[b + 2]! += entry * p2;
    toB[b + 3]! += entry * p3;
  }
  image[at] = s0;
  image[at + 1] = s1;
  image[at + 2] = s2;
  image[at + 3] = s3;
}
