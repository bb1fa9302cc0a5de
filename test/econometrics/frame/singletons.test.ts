import { expect, it } from 'vitest';
import { findSingletons } from '../../../src/econometrics/frame/singletons.ts';
import type { Codes } from '../../../src/econometrics/frame/codes.ts';

it('finds rows that become single only after others are gone', () => {
  // Row 3 is alone in a, which leaves row 2 alone in b, which leaves row 1 alone in a's level 1.
  const a = codes([0, 1, 1, 2, 0]);
  const b = codes([0, 0, 1, 1, 0]);
  expect([...findSingletons([a, b], 5)]).toEqual([0, 1, 1, 1, 0]);
});

it('finds none in a panel, and all in a chain', () => {
  expect([...findSingletons([codes([0, 0, 1, 1]), codes([0, 1, 0, 1])], 4)]).toEqual([0, 0, 0, 0]);
  const chain = [codes([0, 0, 1, 1, 2, 2]), codes([0, 1, 1, 2, 2, 3])];
  expect([...findSingletons(chain, 6)]).toEqual([1, 1, 1, 1, 1, 1]);
  expect([...findSingletons([], 2)]).toEqual([0, 0]);
});

function codes(values: readonly number[]): Codes {
  return { codes: Int32Array.from(values), levels: Math.max(...values) + 1 };
}
