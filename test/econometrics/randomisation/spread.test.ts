import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spreadOf } from '../../../src/econometrics/randomisation/spread.ts';

describe('spreadOf', () => {
  test('counts equal intervals from the smallest to the largest, and has the middle 95 %', () => {
    const { histogram, middle, density } = spreadOf(
      Float64Array.from({ length: 201 }, (_, i) => i - 100),
    );
    expect(histogram.low).toBe(-100);
    expect(histogram.width).toBe(1);
    expect(histogram.counts).toHaveLength(200);
    // The last interval holds its end too.
    expect(histogram.counts.slice(-2)).toEqual([1, 2]);
    expect(middle).toEqual({ low: -95, high: 95 });
    expect(density.n).toBe(201);
  });

  test('has an interval of its own for estimates that are all equal', () => {
    const { histogram } = spreadOf(Float64Array.of(3, 3, 3));
    expect(histogram.counts[0]).toBe(3);
    expect(histogram.low + histogram.width / 2).toBe(3);
  });

  test('counts every estimate once, in whatever order they come', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, (estimates) => {
        const spread = spreadOf(Float64Array.from(estimates));
        const total = spread.histogram.counts.reduce((sum, count) => sum + count, 0);
        expect(total).toBe(estimates.length);
        const turned = spreadOf(Float64Array.from(estimates.toReversed()));
        expect(turned.histogram).toEqual(spread.histogram);
      }),
      { numRuns: 30 },
    );
  });
});
