import { describe, expect, it } from 'vitest';
import { termRecords, type Coefficients } from '../../../src/econometrics/linear/fit-terms.ts';

/** One coefficient with this variance, the homoskedastic one being 1. */
function recordOf(variance: number, raw: number): unknown {
  const coefficients: Coefficients = {
    names: ['x'],
    estimates: Float64Array.from([2]),
    covariance: Float64Array.from([variance]),
    raw: Float64Array.from([raw]),
    constantError: null,
    repaired: variance !== raw,
  };
  return termRecords(coefficients, Float64Array.from([1]), { df: 10, level: 0.95 })[0];
}

describe('termRecords', () => {
  it.each([
    ['rounding above zero', 3e-14, 3e-14],
    ['rounding below zero, lifted', 1e-12, -3e-14],
    ['zero', 0, 0],
  ])('refuses a variance that is nothing but %s', (_, variance, raw) => {
    expect(() => recordOf(variance, raw)).toThrow('gives "x" no variance at all');
  });

  it('takes a small one: by hand, t = 2 / 2^−17', () => {
    expect(recordOf(2 ** -34, 2 ** -34)).toMatchObject({ std_error: 2 ** -17, statistic: 2 ** 18 });
  });
});
