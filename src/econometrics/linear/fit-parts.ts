import { UserError } from '../../text/user-error.ts';

/** A square matrix, row-major, as rows of numbers for a record. */
export function toRows(matrix: Float64Array, size: number): number[][] {
  return Array.from({ length: size }, (_, i) => [...matrix.subarray(i * size, (i + 1) * size)]);
}

/** What rows a model used, in words. */
export function sampleInWords(all: number, used: number): string {
  return all === used ? 'all rows' : `${used} of ${all} rows`;
}

/** `E_NO_DEGREES_OF_FREEDOM`: as many coefficients as rows, or more. */
export function noFreedom(rows: number, nparams: number): UserError {
  return new UserError(
    'E_NO_DEGREES_OF_FREEDOM',
    `${rows} rows cannot determine ${nparams} coefficients and a variance.`,
    { hint: 'Use fewer fixed effects or regressors, or more rows.' },
  );
}
