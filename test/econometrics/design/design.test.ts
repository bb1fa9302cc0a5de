import { describe, expect, it } from 'vitest';
import { buildDesign, type DesignOptions } from '../../../src/econometrics/design/design.ts';
import { parseFormula } from '../../../src/econometrics/formula/formula.ts';
import { frameOf } from '../frame/read-frame.ts';

const frame = frameOf({
  y: [1, 2, 3, 4, 5, NaN],
  x: [2, 0, 1, 5, 3, 1],
  city: ['a', 'a', 'b', 'b', 'c', 'c'],
  year: [1, 2, 1, 2, 1, 2],
});
const OPTIONS: DesignOptions = { clusters: ['city'], weights: undefined, dropSingletons: true };
const design = (formula: string, options: Partial<DesignOptions> = {}) =>
  buildDesign(frame, parseFormula(formula), { ...OPTIONS, ...options });

describe('a design', () => {
  it('is the rows that can be used: complete, and not alone in a fixed effect', () => {
    const found = design('y ~ x | city');
    expect([...found.places]).toEqual([0, 1, 2, 3]);
    expect(found.droppedRows).toEqual([
      { reason: 'missing y', rows: 1 },
      { reason: 'singleton', rows: 1 },
    ]);
    expect(found.singletons).toBe(1);
    expect([...found.outcome]).toEqual([1, 2, 3, 4]);
    expect([...found.effects[0]!.codes]).toEqual([0, 0, 1, 1]);
    expect(found.clusters[0]!.levels).toBe(2);
  });

  it('keeps those that are alone where it is told to', () => {
    const found = design('y ~ x | city', { dropSingletons: false });
    expect([found.rows, found.singletons, found.effects[0]!.levels]).toEqual([5, 1, 3]);
  });

  it('holds copies: what is written to it stays out of the frame', () => {
    const before = design('y ~ x');
    before.outcome.fill(0);
    before.regressors[0]!.values.fill(0);
    expect([...design('y ~ x').outcome]).toEqual([1, 2, 3, 4, 5]);
  });

  it('gives a slope for each level, and says by what they vary', () => {
    const found = design('y ~ 1 | city[[x]]', { slopes: true, dropSingletons: false });
    expect(found.slopes.map(({ name, values }) => [name, [...values]])).toEqual([
      ['city[[x]]::0', [2, 0, 0, 0, 0]],
      ['city[[x]]::1', [0, 0, 1, 5, 0]],
      ['city[[x]]::2', [0, 0, 0, 0, 3]],
    ]);
    expect([found.slopeGroups, found.slopeLevels]).toEqual([['city'], { 'city[[x]]': 3 }]);
  });

  it.each([
    ['E_UNSUPPORTED_SLOPES', 'y ~ x | city[[year]]', {}],
    ['E_NO_ROWS', 'y ~ x', { within: new Uint8Array(6) }],
    ['E_NO_ROWS', 'y ~ x | y', {}],
    ['E_UNKNOWN_COLUMN', 'y ~ x', { clusters: ['town'] }],
  ])('%s: %s', (code, formula, options) => {
    expect(() => design(formula, options)).toThrow(expect.objectContaining({ code }));
  });
});
