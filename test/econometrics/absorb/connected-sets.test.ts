import { describe, expect, it } from 'vitest';
import { connectedSets, redundantLevels } from '../../../src/econometrics/absorb/connected-sets.ts';
import { encode, type Codes } from '../../../src/econometrics/frame/codes.ts';

describe('levels that say nothing new', () => {
  it('one set, two sets, as many as rows', () => {
    expect(connectedSets(codes(1, 1, 2, 2), codes(1, 2, 2, 3))).toBe(1);
    expect(connectedSets(codes(1, 1, 2, 2), codes(1, 2, 3, 4))).toBe(2);
    expect(connectedSets(codes(1, 2, 3), codes(1, 2, 3))).toBe(3);
  });

  it('of three effects: a third that repeats the first adds all its levels', () => {
    const [a, b] = [codes(1, 1, 2, 2, 3, 3), codes(1, 2, 2, 3, 3, 1)];
    expect(redundantLevels([a])).toBe(0);
    expect(redundantLevels([a, b])).toBe(1);
    expect(redundantLevels([a, b, a])).toBe(4);
  });
});

/** Codes of the values in ascending order. */
function codes(...values: number[]): Codes {
  return encode(
    { kind: 'number', values: Float64Array.from(values) },
    Int32Array.from(values, (_, i) => i),
  );
}
