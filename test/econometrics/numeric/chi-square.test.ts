import { expect, it } from 'vitest';
import { chiSquareTail } from '../../../src/econometrics/numeric/chi-square.ts';
import { VS_REFERENCE, relative } from '../tolerance.ts';

// pchisq(x, df, lower.tail = FALSE) of R 4.2.2.
it.each([
  [164.6, 4, 1.5073327692632058e-34],
  [1e-9, 1, 0.99997476867478396],
  [3.84, 1, 0.050043521248705224],
  [10, 3, 0.018566135463043233],
  [700, 5, 4.9119861035732004e-149],
  [1300, 11, 4.4756130916220507e-272],
  [50, 60, 0.81789608402254488],
])('P(χ² > %s) with %s degrees of freedom equals R', (x, df, wanted) => {
  expect(relative(chiSquareTail(x, df), wanted)).toBeLessThan(VS_REFERENCE);
});

it('is exp(−x / 2) with two degrees of freedom, and one at zero', () => {
  expect(relative(chiSquareTail(9, 2), Math.exp(-4.5))).toBeLessThan(VS_REFERENCE);
  expect(chiSquareTail(0, 3)).toBe(1);
});
