/** Rows summed one after the other before the partial sums are added. Fixes the order, hence the bits. */
export const BLOCK = 1024;

/**
 * Σ w a b over all rows; `w` null is 1. Sums blocks of 1,024 rows in four lanes and then the blocks,
 * so that rounding grows with the square root of the length at most and never with the machine.
 */
export function dot(a: Float64Array, b: Float64Array, w: Float64Array | null): number {
  let total = 0;
  for (let start = 0; start < a.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, a.length);
    total += blockDot(a, b, w, start, end);
  }
  return total;
}

/** Σ w a b over one block: what `dot` adds up. */
export function blockDot(
  a: Float64Array,
  b: Float64Array,
  w: Float64Array | null,
  start: number,
  end: number,
): number {
  return w === null ? plainBlock(a, b, start, end) : weightedBlock(a, b, w, start, end);
}

/** Σ w a. */
export function sum(a: Float64Array, w: Float64Array | null): number {
  if (w !== null) return dot(a, w, null);
  let total = 0;
  for (let start = 0; start < a.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, a.length);
    let part = 0;
    for (let i = start; i < end; i++) part += a[i]!;
    total += part;
  }
  return total;
}

/** Takes `factor` times another column out of `column`, from row `start` to before `end`. */
export function subtract(
  column: Float64Array,
  other: Float64Array,
  factor: number,
  start = 0,
  end = column.length,
): void {
  for (let i = start; i < end; i++) column[i]! -= factor * other[i]!;
}

export interface Centred {
  readonly mean: number;
  /** Σ w (x − mean)². */
  readonly square: number;
}

/** A mean that is off by less than this share of the standard deviation is not corrected again. */
const MEAN_PRECISION = 1e-15;

/**
 * Replaces `column` by its deviations from its (weighted) mean; `mass` is Σ w. The deviations are
 * summed as they are made, and centred again where that sum shows rounding in the mean.
 */
export function centre(column: Float64Array, w: Float64Array | null, mass: number): Centred {
  const first = sum(column, w) / mass;
  const { left, square } = shift(column, w, first);
  const step = left / mass;
  if (Math.abs(step) <= MEAN_PRECISION * Math.sqrt(square / mass)) return { mean: first, square };
  return { mean: first + step, square: shift(column, w, step).square };
}

/** Takes `by` off every value; returns Σ w x and Σ w x² of what is left. */
function shift(
  column: Float64Array,
  w: Float64Array | null,
  by: number,
): { readonly left: number; readonly square: number } {
  let left = 0;
  let square = 0;
  for (let start = 0; start < column.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, column.length);
    let s = 0;
    let q = 0;
    for (let i = start; i < end; i++) {
      const value = column[i]! - by;
      column[i] = value;
      const weighted = w === null ? value : w[i]! * value;
      s += weighted;
      q += weighted * value;
    }
    left += s;
    square += q;
  }
  return { left, square };
}

function plainBlock(a: Float64Array, b: Float64Array, start: number, end: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = start;
  for (; i + 3 < end; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (; i < end; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + (s2 + s3);
}

function weightedBlock(
  a: Float64Array,
  b: Float64Array,
  w: Float64Array,
  start: number,
  end: number,
): number {
  let s0 = 0;
  let s1 = 0;
  let i = start;
  for (; i + 1 < end; i += 2) {
    s0 += w[i]! * a[i]! * b[i]!;
    s1 += w[i + 1]! * a[i + 1]! * b[i + 1]!;
  }
  for (; i < end; i++) s0 += w[i]! * a[i]! * b[i]!;
  return s0 + s1;
}
