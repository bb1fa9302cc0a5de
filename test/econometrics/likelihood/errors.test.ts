import { expect, it } from 'vitest';
import { separated } from '../../../src/econometrics/likelihood/errors.ts';

it('counts the rows that are decided, and names what decides them', () => {
  const some = separated(Uint8Array.of(1, 0, 1), ['x']);
  expect(some.code).toBe('E_SEPARATION');
  expect(some.message).toMatch(/^x predicts the outcome of 2 of 3 rows/u);
  expect(separated(Uint8Array.of(1, 1), ['x', 'z']).message).toMatch(
    /^x, z predict the .* all 2 /u,
  );
  expect(separated(Uint8Array.of(1, 0), []).message).toMatch(/^the fixed effects predict/u);
});
