import { levelStarts, membersOf, pick, pickCodes } from '../frame/codes.ts';
import type { Effect } from './means.ts';

/**
 * The rows of a sample by level of the effect with most levels, level after level. Sums over the other
 * effects then run through memory in order, whatever the order of the rows.
 */
export interface Groups {
  /** Places of level l: from `first[l]` to `first[l + 1]`. */
  readonly first: Int32Array;
  /** Row at each place; null where the rows come sorted by level, so that places are rows. */
  readonly order: Int32Array | null;
  /** Codes of each other effect, by place. */
  readonly codes: readonly Int32Array[];
  /** Weights by place; null is 1. */
  readonly weights: Float64Array | null;
  /** Most rows of a level. */
  readonly longest: number;
}

/** Groups rows by `largest`, by counting, so rows keep their order within a level. */
export function groupRows(
  largest: Effect,
  others: readonly Effect[],
  weights: Float64Array | null,
): Groups {
  const first = levelStarts(largest);
  let longest = 0;
  for (let l = 0; l < largest.levels; l++) longest = Math.max(longest, first[l + 1]! - first[l]!);
  if (isSorted(largest.codes)) {
    return { first, order: null, codes: others.map(({ codes }) => codes), weights, longest };
  }
  const { order } = membersOf(largest);
  return {
    first,
    order,
    codes: others.map(({ codes }) => pickCodes(codes, order)),
    weights: weights === null ? null : pick(weights, order),
    longest,
  };
}

/**
 * Brings the columns into the order of places, calls `work`, and brings them back into the order of rows.
 * In their own memory, with one more column beside them.
 */
export function inOrder<T>({ order }: Groups, columns: readonly Float64Array[], work: () => T): T {
  if (order === null) return work();
  const spare = new Float64Array(order.length);
  for (const column of columns) {
    for (let k = 0; k < order.length; k++) spare[k] = column[order[k]!]!;
    column.set(spare);
  }
  const result = work();
  for (const column of columns) {
    for (let k = 0; k < order.length; k++) spare[order[k]!] = column[k]!;
    column.set(spare);
  }
  return result;
}

function isSorted(codes: Int32Array): boolean {
  for (let i = 1; i < codes.length; i++) if (codes[i]! < codes[i - 1]!) return false;
  return true;
}
