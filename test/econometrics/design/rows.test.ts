import { describe, expect, it } from 'vitest';
import { completeRows, placesOf } from '../../../src/econometrics/design/rows.ts';
import { readSources } from '../../../src/econometrics/design/sources.ts';
import { parseFormula } from '../../../src/econometrics/formula/formula.ts';
import { frameOf } from '../frame/read-frame.ts';

const frame = frameOf({
  y: [1, NaN, 3, 4, 5, 6, 7],
  x: [1, NaN, Infinity, 0, 5, 6, 7],
  city: ['a', 'a', 'a', 'a', null, 'b', 'b'],
  w: [1, 1, 1, 1, 1, 0, 2],
});
const complete = (formula: string, weights?: string, within: Uint8Array | null = null) => {
  const sources = readSources(frame, parseFormula(formula), { weights, clusters: [] });
  return completeRows(frame.rows, sources, weights, within);
};

describe('rows that a model can use', () => {
  it('each that it cannot is counted once, under the first reason', () => {
    const { rows, dropped } = complete('y ~ log(x) | city', 'w');
    expect([...rows]).toEqual([0, 6]);
    expect(dropped).toEqual([
      { reason: 'missing y', rows: 1 },
      { reason: 'infinite x', rows: 1 },
      { reason: 'missing city', rows: 1 },
      { reason: 'undefined log(x)', rows: 1 },
      { reason: 'zero weight w', rows: 1 },
    ]);
  });

  it('rows outside the sample are not counted', () => {
    const within = Uint8Array.of(1, 0, 0, 1, 1, 1, 1);
    const { rows, dropped } = complete('y ~ x', undefined, within);
    expect([...rows]).toEqual([0, 3, 4, 5, 6]);
    expect(dropped).toEqual([]);
  });

  it('a weight below zero is an error, unless its row is not used', () => {
    const weighted = frameOf({ y: [1, 2, NaN], w: [1, -2, -1] });
    const sources = readSources(weighted, parseFormula('y ~ 1'), { weights: 'w', clusters: [] });
    const run = (within: Uint8Array): unknown => completeRows(3, sources, 'w', within);
    expect(() => run(Uint8Array.of(1, 1, 1))).toThrow(/weight "w" is -2 in row 2/u);
    expect(() => run(Uint8Array.of(1, 0, 1))).not.toThrow();
  });

  it('places are where the marks are', () => {
    expect([...placesOf(Uint8Array.of(1, 0, 0, 1), 0)]).toEqual([1, 2]);
    expect([...placesOf(Uint8Array.of(0, 0), 0)]).toEqual([0, 1]);
  });
});
