import { describe, expect, it } from 'vitest';
import { leastSquares } from '../../../src/econometrics/numeric/least-squares.ts';

const ones = Float64Array.of(1, 1, 1, 1);
const x = Float64Array.of(0, 1, 2, 3);
const none = new Uint8Array(2);

describe('least squares', () => {
  it('by hand: a line through 1, 3, 2, 5', () => {
    const y = Float64Array.of(1, 3, 2, 5);
    const { coefficients, residuals, ssr, bread } = leastSquares(y, [ones, x], null, none);
    expect(coefficients[0]).toBeCloseTo(1.1, 14);
    expect(coefficients[1]).toBeCloseTo(1.1, 14);
    [-0.1, 0.8, -1.3, 0.6].forEach((value, i) => expect(residuals[i]).toBeCloseTo(value, 14));
    expect(ssr).toBeCloseTo(2.7, 13);
    // (X'X)⁻¹ with n = 4, Σx = 6, Σx² = 14.
    [0.7, -0.3, -0.3, 0.2].forEach((value, i) => expect(bread[i]).toBeCloseTo(value, 13));
    expect([...y]).toEqual([1, 3, 2, 5]);
  });

  it('drops what the columns before explain, and what it is told to', () => {
    const twice = x.map((value) => 2 * value + 1);
    const y = Float64Array.of(1, 3, 2, 5);
    const found = leastSquares(y, [ones, x, twice], null, new Uint8Array(3));
    expect([[...found.kept], found.coefficients[2]]).toEqual([[1, 1, 0], 0]);
    const excluded = leastSquares(y, [ones, x], null, Uint8Array.of(0, 1));
    expect([[...excluded.kept], excluded.coefficients[0]]).toEqual([[1, 0], 2.75]);
  });

  it('whole weights are repeated rows', () => {
    const y = Float64Array.of(1, 3, 2, 5);
    const weighted = leastSquares(y, [ones, x], Float64Array.of(1, 2, 1, 1), none);
    const repeat = (a: Float64Array): Float64Array => Float64Array.of(a[0]!, a[1]!, ...a.slice(1));
    const repeated = leastSquares(repeat(y), [repeat(ones), repeat(x)], null, none);
    weighted.coefficients.forEach((b, j) => expect(b).toBeCloseTo(repeated.coefficients[j]!, 13));
    expect(weighted.ssr).toBeCloseTo(repeated.ssr, 13);
  });

  it('refines what the normal equations lose: x and x² around 1,000', () => {
    const far = Float64Array.from({ length: 50 }, (_, i) => 1000 + i / 50);
    const square = far.map((value) => value * value);
    const y = far.map((value, i) => 3 * value - 2 * square[i]!);
    const found = leastSquares(y, [far, square], null, none);
    expect(found.coefficients[0]).toBeCloseTo(3, 5);
    expect(found.coefficients[1]).toBeCloseTo(-2, 8);
  });

  it('in place, the outcome becomes the residuals', () => {
    const y = Float64Array.of(1, 3, 2, 5);
    expect(leastSquares(y, [ones, x], null, none, true).residuals).toBe(y);
  });
});
