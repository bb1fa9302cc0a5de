import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** The symmetric matrix (row-major) with these entries, which are asked for on and below the diagonal. */
export function symmetric(size: number, entry: (i: number, j: number) => number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) matrix[j * size + i] = matrix[i * size + j] = entry(i, j);
  }
  return matrix;
}

/** The rows and columns of a square matrix at `kept`. */
export function submatrix(
  matrix: Float64Array,
  size: number,
  kept: readonly number[],
): Float64Array {
  const result = new Float64Array(kept.length * kept.length);
  let at = 0;
  for (const i of kept) for (const j of kept) result[at++] = matrix[i * size + j]!;
  return result;
}

/** `matrix` with one more row and column before it: `corner`, and zeros beside it. */
export function bordered(matrix: Float64Array, size: number, corner: number): Float64Array {
  const result = new Float64Array((size + 1) * (size + 1));
  result[0] = corner;
  for (let i = 0; i < size; i++) {
    result.set(matrix.subarray(i * size, (i + 1) * size), (i + 1) * (size + 1) + 1);
  }
  return result;
}

export function diagonal(matrix: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => matrix[i * size + i]!);
}

/** factor × B M B of row-major symmetric size × size matrices. */
export function sandwich(
  bread: Float64Array,
  meat: Float64Array,
  factor: number,
  size: number,
): Float64Array {
  const result = multiply(multiply(bread, meat, size), bread, size);
  return symmetric(size, (i, j) => (factor * (result[i * size + j]! + result[j * size + i]!)) / 2);
}

/** T V T' (row-major, size × size). */
export function congruence(v: Float64Array, t: Float64Array, size: number): Float64Array {
  return multiply(multiply(t, v, size), transpose(t, size), size);
}

/** Eigenvalues of a matrix with unit diagonal below this are negative by more than rounding. */
const NEGATIVE = -1e-12;

/**
 * A positive semidefinite matrix near `matrix`: eigenvalues at or below zero become `floor` (1e-16 in
 * fixest 0.14, zero in Cameron, Gelbach and Miller 2011). The matrix itself where there are none, which is
 * decided with a diagonal of one: signs do not depend on units (Sylvester's law of inertia), but the
 * rounding of the largest eigenvalue can drown the smallest. What is lifted does depend on units.
 */
export function liftEigenvalues(matrix: Float64Array, size: number, floor: number): Float64Array {
  if (size === 0 || isSemidefinite(matrix, size)) return matrix;
  const { realEigenvalues, eigenvectorMatrix } = decompose(matrix, size);
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      realEigenvalues.forEach((value, k) => {
        const lifted = Math.max(value, floor);
        result[i * size + j]! += lifted * eigenvectorMatrix.get(i, k) * eigenvectorMatrix.get(j, k);
      });
    }
  }
  return result;
}

function isSemidefinite(matrix: Float64Array, size: number): boolean {
  const scale = Float64Array.from({ length: size }, (_, i) => {
    const variance = matrix[i * size + i]!;
    return variance === 0 ? 1 : Math.sqrt(Math.abs(variance));
  });
  const scaled = matrix.map(
    (value, at) => value / scale[Math.floor(at / size)]! / scale[at % size]!,
  );
  return decompose(scaled, size).realEigenvalues.every((value) => value > NEGATIVE);
}

function decompose(matrix: Float64Array, size: number): EigenvalueDecomposition {
  const rows = Array.from({ length: size }, (_, i) => matrix.slice(i * size, (i + 1) * size));
  return new EigenvalueDecomposition(new Matrix(rows), { assumeSymmetric: true });
}

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const value = a[i * size + k]!;
      if (value === 0) continue;
      for (let j = 0; j < size; j++) result[i * size + j]! += value * b[k * size + j]!;
    }
  }
  return result;
}

function transpose(a: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) result[j * size + i] = a[i * size + j]!;
  }
  return result;
}
