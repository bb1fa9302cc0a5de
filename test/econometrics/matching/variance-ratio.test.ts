import { expect, it } from 'vitest';
import { equalVarianceInterval } from '../../../src/econometrics/matching/variance-ratio.ts';

it('is known in closed form for two degrees of freedom', () => {
  // F(x) = x / (1 + x) with 2 and 2 degrees of freedom: 0.025 at 1 / 39.
  const { low, high } = equalVarianceInterval(3);
  expect(low).toBeCloseTo(1 / 39, 12);
  expect(high).toBeCloseTo(39, 8);
});

it('narrows around one with more draws, and its ends are one over each other', () => {
  const intervals = [5, 50, 500].map((n) => equalVarianceInterval(n));
  for (const { low, high } of intervals) expect(low * high).toBeCloseTo(1, 12);
  const widths = intervals.map(({ low, high }) => high - low);
  expect(widths).toEqual(widths.toSorted((a, b) => b - a));
});
