import { describe, expect, test } from 'vitest';
import { kernelDensity } from '../../../src/econometrics/numeric/density.ts';

/** Values are shared out to a grid first, which moves a density by a share of its peak. */
const VS_DIRECT = 2e-5;
/** R prints 16 digits; both sides round a few operations. */
const VS_R = 1e-13;
const VALUES = [7.5, 1, 2, 9, 4, 7];

/** Σ w φ((at − x) / h) / h, value by value. */
function direct(
  values: readonly number[],
  weights: readonly number[],
  h: number,
  at: number,
): number {
  const mass = weights.reduce((total, w) => total + w, 0);
  const parts = values.map((x, i) => weights[i]! * Math.exp(-(((at - x) / h) ** 2) / 2));
  return parts.reduce((total, part) => total + part, 0) / (mass * h * Math.sqrt(2 * Math.PI));
}

describe('kernelDensity', () => {
  test('takes the bandwidth of bw.nrd0 in R 4.2.2', () => {
    const { bandwidth } = kernelDensity(VALUES);
    expect(Math.abs(bandwidth / 2.0323437760904088 - 1)).toBeLessThan(VS_R);
    // Values without spread: 0.9 |x| n^(-1/5).
    expect(Math.abs(kernelDensity([3, 3, 3]).bandwidth / 2.167402216752623 - 1)).toBeLessThan(VS_R);
    expect(kernelDensity([0]).bandwidth).toBe(0.9);
  });

  test('is the sum of kernels at its 129 points, as R’s dnorm gives it', () => {
    const { x, y } = kernelDensity(VALUES);
    expect([x.length, y.length]).toEqual([129, 129]);
    // sum(dnorm((x - at) / h)) / (6 h) at three bandwidths below the smallest value.
    expect(Math.abs(y[0]! - 0.00043848799613180686)).toBeLessThan(VS_DIRECT * 0.1);
  });

  test.each([
    ['equal weights', [1, 1, 1, 1, 1, 1]],
    ['weights', [0.5, 3, 0, 1, 2, 0.25]],
  ])('agrees with the direct sum, %s', (_, weights) => {
    const { x, y, bandwidth } = kernelDensity(VALUES, weights);
    const peak = Math.max(...y);
    for (let i = 0; i < x.length; i++) {
      const error = y[i]! - direct(VALUES, weights, bandwidth, x[i]!);
      expect(Math.abs(error)).toBeLessThan(VS_DIRECT * peak);
    }
  });

  test('agrees with the direct sum for a thousand values', () => {
    const many = Array.from({ length: 1000 }, (_, i) => (((i * 389) % 1000) / 500 - 1) ** 3);
    const { x, y, bandwidth } = kernelDensity(many);
    const peak = Math.max(...y);
    const ones = many.map(() => 1);
    for (const i of [20, 55, 64, 80, 110]) {
      const error = y[i]! - direct(many, ones, bandwidth, x[i]!);
      expect(Math.abs(error)).toBeLessThan(VS_DIRECT * peak);
    }
  });

  test('has one as its area', () => {
    const { x, y } = kernelDensity(Array.from({ length: 1000 }, (_, i) => ((i * 37) % 101) / 7));
    const area = y.reduce((total, own) => total + own, 0) * (x[1]! - x[0]!);
    // Three bandwidths beyond the ends leave out a share of 0.00135 of the outermost kernels.
    expect(Math.abs(area - 1)).toBeLessThan(1e-4);
  });

  test('counts a weight of zero as no value, and does not depend on the order', () => {
    const all = kernelDensity([1, 2, 4, 100], [1, 2, 1, 0]);
    expect(all.n).toBe(3);
    expect(kernelDensity([4, 100, 2, 1], [1, 0, 2, 1])).toEqual(all);
    expect(kernelDensity([1, 2, 4], [1, 2, 1]).y).toEqual(all.y);
  });
});
