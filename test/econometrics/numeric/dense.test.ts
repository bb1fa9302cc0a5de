import { describe, expect, it } from 'vitest';
import { congruence, liftEigenvalues, sandwich } from '../../../src/econometrics/numeric/dense.ts';

describe('dense matrices', () => {
  it('sandwich: f B M B by hand', () => {
    const bread = Float64Array.of(2, 0, 0, 1);
    const meat = Float64Array.of(1, 3, 3, 4);
    expect([...sandwich(bread, meat, 0.5, 2)]).toEqual([2, 3, 3, 2]);
  });

  it("congruence: T V T' moves a covariance to sums and differences", () => {
    const v = Float64Array.of(4, 1, 1, 9);
    expect([...congruence(v, Float64Array.of(1, 1, 1, -1), 2)]).toEqual([15, -5, -5, 11]);
  });

  it('leaves a semidefinite matrix as it is, the same array', () => {
    const matrix = Float64Array.of(1, 1, 1, 1);
    expect(liftEigenvalues(matrix, 2, 0)).toBe(matrix);
  });

  it('lifts eigenvalues below zero: 3 and −1 become 3 and 0', () => {
    const lifted = liftEigenvalues(Float64Array.of(1, 2, 2, 1), 2, 0);
    for (const value of lifted) expect(value).toBeCloseTo(1.5, 12);
  });

  it('decides by signs and not by units', () => {
    // The same matrix in units a billion apart: eigenvalues of its correlations are 1 ± 0.5.
    const matrix = Float64Array.of(1e18, 5e8, 5e8, 1);
    expect(liftEigenvalues(matrix, 2, 0)).toBe(matrix);
  });
});
