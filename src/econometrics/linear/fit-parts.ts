import { EstimationError } from '../estimation-error.ts';

/** A square matrix, row-major, as rows of numbers for a record. */
export function toRows(matrix: Float64Array, size: number): number[][] {
  return Array.from({ length: size }, (_, i) => [...matrix.subarray(i * size, (i + 1) * size)]);
}

/** What rows a model used, in words. */
export function sampleInWords(all: number, used: number): string {
  return all === used ? 'all rows' : `${used} of ${all} rows`;
}

/** `E_NO_DEGREES_OF_FREEDOM`: as many coefficients as rows, or more. */
export function noFreedom(rows: number, nparams: number): EstimationError {
  return new EstimationError(
    'E_NO_DEGREES_OF_FREEDOM',
    `${rows} rows cannot determine ${nparams} coefficients and a variance.`,
    'Use fewer fixed effects or regressors, or more rows.',
  );
}
