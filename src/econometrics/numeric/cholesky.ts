/** Cholesky factor of a symmetric positive semidefinite matrix, brought to unit diagonal first. */
export interface Cholesky {
  readonly size: number;
  /** Row-major lower triangle; rows and columns left out are zero. */
  readonly lower: Float64Array;
  /** What each row and column was divided by: the square root of the diagonal. */
  readonly scale: Float64Array;
  /** 1 where the row was kept, 0 where earlier rows explain it. */
  readonly kept: Uint8Array;
}

/**
 * Factors `matrix` (row-major, size × size) from left to right without pivoting. A row whose pivot,
 * as a share of its own diagonal, is at or below `tolerance` is left out, so the decision does not
 * depend on units. Sums run in index order.
 */
export function cholesky(matrix: Float64Array, size: number, tolerance: number): Cholesky {
  const lower = new Float64Array(size * size);
  const scale = new Float64Array(size);
  const kept = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const diagonal = matrix[i * size + i]!;
    scale[i] = diagonal > 0 ? Math.sqrt(diagonal) : 0;
    if (scale[i] === 0) continue;
    for (let j = 0; j < i; j++) {
      if (kept[j] === 0) continue;
      const entry = matrix[i * size + j]! / scale[i]! / scale[j]!;
      lower[i * size + j] = (entry - rowDot(lower, size, i, j, j)) / lower[j * size + j]!;
    }
    const pivot = 1 - rowDot(lower, size, i, i, i);
    if (pivot > tolerance) {
      lower[i * size + i] = Math.sqrt(pivot);
      kept[i] = 1;
    } else {
      lower.fill(0, i * size, i * size + i);
    }
  }
  return { size, lower, scale, kept };
}

/** Overwrites `b` with a solution of `matrix x = b`; rows left out get 0. */
export function solveInPlace(factor: Cholesky, b: Float64Array): void {
  const { size, lower, scale, kept } = factor;
  for (let i = 0; i < size; i++) {
    if (kept[i] === 0) {
      b[i] = 0;
      continue;
    }
    let value = b[i]! / scale[i]!;
    for (let j = 0; j < i; j++) value -= lower[i * size + j]! * b[j]!;
    b[i] = value / lower[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    if (kept[i] === 0) continue;
    const value = b[i]! / lower[i * size + i]!;
    b[i] = value / scale[i]!;
    for (let j = 0; j < i; j++) b[j]! -= lower[i * size + j]! * value;
  }
}

/** The inverse (row-major) over the kept rows; rows and columns left out are zero. */
export function inverse(factor: Cholesky): Float64Array {
  const { size, kept } = factor;
  const result = new Float64Array(size * size);
  const column = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    if (kept[j] === 0) continue;
    column.fill(0);
    column[j] = 1;
    solveInPlace(factor, column);
    for (let i = 0; i <= j; i++) {
      result[i * size + j] = column[i]!;
      result[j * size + i] = column[i]!;
    }
  }
  return result;
}

/** Σ of the first `length` products of two rows, in two lanes: one sum after the other waits for itself. */
function rowDot(lower: Float64Array, size: number, i: number, j: number, length: number): number {
  const a = i * size;
  const b = j * size;
  let even = 0;
  let odd = 0;
  let k = 0;
  for (; k + 1 < length; k += 2) {
    even += lower[a + k]! * lower[b + k]!;
    odd += lower[a + k + 1]! * lower[b + k + 1]!;
  }
  if (k < length) even += lower[a + k]! * lower[b + k]!;
  return even + odd;
}
