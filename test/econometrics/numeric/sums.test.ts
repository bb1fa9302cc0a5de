import { describe, expect, it } from 'vitest';
import { centre, dot, sum } from '../../../src/econometrics/numeric/sums.ts';

const long = Float64Array.from({ length: 5000 }, (_, i) => ((i * 7919) % 101) - 50);

describe('sums', () => {
  it('by hand', () => {
    const [a, b, w] = [
      Float64Array.of(1, 2, 3),
      Float64Array.of(4, 5, 6),
      Float64Array.of(1, 0, 2),
    ];
    expect(dot(a, b, null)).toBe(32);
    expect(dot(a, b, w)).toBe(40);
    expect(sum(a, null)).toBe(6);
    expect(sum(a, w)).toBe(7);
    expect(dot(a.subarray(0, 0), b.subarray(0, 0), null)).toBe(0);
  });

  it('over several blocks are exact for whole numbers', () => {
    const plain = long.reduce((total, value) => total + value * value, 0);
    expect(dot(long, long, null)).toBe(plain);
    expect(dot(long, long, new Float64Array(long.length).fill(1))).toBe(plain);
  });

  it('centred, a column sums to nothing, however large its mean', () => {
    const column = long.map((value) => value / 3 + 1e9);
    const { mean, square } = centre(column, null, column.length);
    const exact = long.reduce((total, value) => total + value, 0) / long.length / 3;
    // 1e9 has sixteen digits, of which seven are left for the thirds.
    expect(mean - 1e9).toBeCloseTo(exact, 6);
    expect(Math.abs(sum(column, null))).toBeLessThan(1e-6);
    expect(square).toBeCloseTo(dot(column, column, null), 6);
  });

  it('centred with weights, the weighted sum is nothing', () => {
    const column = Float64Array.of(1, 2, 6);
    const found = centre(column, Float64Array.of(1, 2, 1), 4);
    expect(found.mean).toBe(2.75);
    expect([...column]).toEqual([-1.75, -0.75, 3.25]);
    expect(found.square).toBeCloseTo(3.0625 + 2 * 0.5625 + 10.5625, 14);
  });
});
