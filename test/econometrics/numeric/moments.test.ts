import { describe, expect, it } from 'vitest';
import { weightedMoments } from '../../../src/econometrics/numeric/moments.ts';

describe('weighted moments', () => {
  it('whole weights are repeated rows', () => {
    const weighted = weightedMoments(Float64Array.of(1, 4, 9), [2, 1, 3]);
    const repeated = weightedMoments(
      Float64Array.of(1, 1, 4, 9, 9, 9),
      new Float64Array(6).fill(1),
    );
    expect(weighted.mass).toBe(6);
    expect(weighted.mean).toBe(5.5);
    expect(weighted.variance).toBeCloseTo(repeated.variance, 14);
    // Deviations −4.5, −4.5, −1.5, 3.5, 3.5, 3.5.
    expect(repeated.variance).toBeCloseTo(79.5 / 5, 14);
  });

  it('rows without a weight count nothing, whatever they hold', () => {
    const found = weightedMoments(Float64Array.of(1, NaN, 3), [1, 0, 1]);
    expect(found).toEqual({ mass: 2, mean: 2, variance: 2 });
  });

  it('a large mean does not swallow a small variance', () => {
    const values = Float64Array.of(1e9, 1e9 + 1, 1e9 + 2);
    expect(weightedMoments(values, [1, 1, 1]).variance).toBe(1);
  });
});
