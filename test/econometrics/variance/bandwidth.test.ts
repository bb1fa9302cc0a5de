import { expect, it } from 'vitest';
import { automaticLag } from '../../../src/econometrics/variance/bandwidth.ts';

/** Scores without a pattern, from a scrambled grid. */
const noise = (n: number) => Float64Array.from({ length: n }, (_, i) => ((i * 37) % 101) / 50 - 1);

it('does not depend on the unit or the sign of the scores', () => {
  const scores = noise(60);
  const lag = automaticLag([scores]);
  expect(automaticLag([scores.map((value) => 1024 * value)])).toBe(lag);
  expect(automaticLag([scores.map((value) => -value)])).toBe(lag);
});

it('is a whole number below the periods, and none where there are too few', () => {
  for (const n of [3, 4, 10, 101]) {
    const lag = automaticLag([noise(n)]);
    expect(Number.isInteger(lag) && lag >= 0 && lag <= n - 1, `${n}: ${lag}`).toBe(true);
  }
  expect([automaticLag([]), automaticLag([noise(2)])]).toEqual([0, 0]);
  // Scores that are zero have no bandwidth.
  expect(automaticLag([new Float64Array(20)])).toBe(0);
});
