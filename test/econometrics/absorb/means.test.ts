import { describe, expect, it } from 'vitest';
import {
  addByLevel,
  levelMeans,
  removeMeans,
  totalMass,
} from '../../../src/econometrics/absorb/means.ts';

const codes = { codes: Int32Array.of(0, 1, 1, 0, 1), levels: 2 };
const x = Float64Array.of(2, 3, 5, 4, 10);
const w = Float64Array.of(1, 2, 1, 3, 1);

describe('means by level', () => {
  it('by hand', () => {
    const effect = { ...codes, mass: totalMass(codes, null) };
    expect([...effect.mass]).toEqual([2, 3]);
    expect([...levelMeans(effect, null, x)]).toEqual([3, 6]);
  });

  it('by hand, with weights', () => {
    const effect = { ...codes, mass: totalMass(codes, w) };
    expect([...effect.mass]).toEqual([4, 4]);
    expect([...levelMeans(effect, w, x)]).toEqual([14 / 4, 21 / 4]);
  });

  it('taken out, nothing is left of them', () => {
    const effect = { ...codes, mass: totalMass(codes, w) };
    const column = x.slice();
    removeMeans(effect, w, column);
    for (const mean of levelMeans(effect, w, column)) expect(Math.abs(mean)).toBeLessThan(1e-15);
  });

  it('sums of runs are those of rows in any order', () => {
    const sorted = Int32Array.of(0, 0, 1, 1, 1);
    const [runs, mixed] = [new Float64Array(2), new Float64Array(2)];
    addByLevel(runs, sorted, Float64Array.of(2, 4, 3, 5, 10), null);
    addByLevel(mixed, codes.codes, x, null);
    expect(runs).toEqual(mixed);
    addByLevel(runs, codes.codes, x, w);
    expect([...runs]).toEqual([6 + 14, 18 + 21]);
  });
});
