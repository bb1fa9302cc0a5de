import { describe, expect, it } from 'vitest';
import { quantile } from '../../../src/econometrics/numeric/quantile.ts';

describe('quantile', () => {
  it.each([
    [[1, 2, 3, 4], 0.5, 2.5],
    [[1, 2, 3, 4], 0.25, 1.75],
    [[10, 20, 40], 0.75, 30],
    [[7], 0.9, 7],
    [[3, 3, 9], 1, 9],
    [[3, 3, 9], 0, 3],
  ])('of %j at %d is %d, as R has it', (sorted, share, wanted) => {
    expect(quantile(sorted, share)).toBe(wanted);
  });

  it('rises with the share and moves with the values', () => {
    const sorted = [1, 4, 4, 10, 11];
    const shares = Array.from({ length: 21 }, (_, i) => i / 20);
    const found = shares.map((share) => quantile(sorted, share));
    expect(found.toSorted((a, b) => a - b)).toEqual(found);
    found.forEach((value, i) => {
      expect(
        quantile(
          sorted.map((v) => 2 * v + 1),
          shares[i]!,
        ),
      ).toBeCloseTo(2 * value + 1, 12);
    });
  });
});
