import { describe, expect, it } from 'vitest';
import type { Codes } from '../../../src/econometrics/frame/codes.ts';
import {
  clusterMeat,
  clusterTerms,
  groupSums,
  heteroMeat,
  symmetricMeat,
} from '../../../src/econometrics/variance/meat.ts';

const codes = (...values: number[]): Codes => ({
  codes: Int32Array.from(values),
  levels: Math.max(...values) + 1,
});
/** A constant and x; residuals 1, −1, 2, −2. */
const scores = {
  columns: [null, Float64Array.of(0, 1, 2, 3)],
  weighted: Float64Array.of(1, -1, 2, -2),
};

describe('the middle of a sandwich', () => {
  it("White: Σ u² (1, x)(1, x)' by hand", () => {
    // u² = 1, 1, 4, 4.
    expect([...heteroMeat(scores)]).toEqual([10, 21, 21, 53]);
  });

  it('by cluster: scores are summed first', () => {
    const two = codes(0, 0, 1, 1);
    expect(groupSums(scores, two).map((own) => [...own])).toEqual([
      [0, 0],
      [-1, -2],
    ]);
    expect([...clusterMeat(scores, two)]).toEqual([0, 0, 0, 5]);
  });

  it('a cluster for each row is White', () => {
    expect([...clusterMeat(scores, codes(0, 1, 2, 3))]).toEqual([...heteroMeat(scores)]);
  });

  it('two cluster variables: each, less their intersection', () => {
    const terms = clusterTerms([codes(0, 0, 1, 1), codes(0, 1, 0, 1)]);
    expect(terms.map(({ sign, codes: { levels } }) => [sign, levels])).toEqual([
      [1, 2],
      [1, 2],
      [-1, 4],
    ]);
    expect(clusterTerms([codes(0, 1), codes(0, 1), codes(0, 1)]).map(({ sign }) => sign)).toEqual([
      1, 1, -1, 1, -1, -1, 1,
    ]);
  });

  it("A'B + B'A is symmetric by hand", () => {
    const [a, b] = [Float64Array.of(1, 2), Float64Array.of(3, 4)];
    const half = [a, b].map((column) => column.map((value) => value / 2));
    expect([...symmetricMeat([a, b], half)]).toEqual([5, 11, 11, 25]);
  });
});
