import { describe, expect, it } from 'vitest';
import { feols } from '../../../src/econometrics/feols.ts';
import { fepois } from '../../../src/econometrics/fepois.ts';
import { countTreated } from '../../../src/econometrics/frame/treated.ts';
import { frameOf } from './read-frame.ts';

const FRAME = frameOf({
  unit: ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd'],
  year: [1, 2, 1, 2, 1, 2, 1, 2],
  did: [0, 1, 0, 1, 0, 0, 0, 0],
  y: [1, 5, 2, 4, 3, 3, 1, 2],
  x: [1, 2, 3, 4, 5, 6, 7, Number.NaN],
});
const BY = { column: 'did', unit: 'unit' };

describe('countTreated', () => {
  it('counts the rows with 1, and the units that have any', () => {
    expect(
      countTreated(
        FRAME,
        Int32Array.from({ length: 8 }, (_, i) => i),
        BY,
      ),
    ).toEqual({
      units: 2,
      rows: 2,
    });
    expect(countTreated(FRAME, Int32Array.of(0, 1, 2), BY)).toEqual({ units: 1, rows: 1 });
    expect(countTreated(FRAME, Int32Array.of(0, 4), BY)).toEqual({ units: 0, rows: 0 });
  });

  it('knows units by number, too', () => {
    const year = { column: 'did', unit: 'year' };
    expect(countTreated(FRAME, Int32Array.of(1, 3), year)).toEqual({ units: 1, rows: 2 });
  });

  it('refuses a column that is not there', () => {
    expect(() => countTreated(FRAME, new Int32Array(), { ...BY, unit: 'untit' })).toThrow(
      expect.objectContaining({ code: 'E_UNKNOWN_COLUMN' }),
    );
  });
});

describe('a fit', () => {
  it('counts the treated among the rows that it used, where it is told by what', () => {
    const rows = Uint8Array.from([1, 1, 0, 0, 1, 1, 1, 1]);
    expect(feols(FRAME, 'y ~ did | unit + year', { rows, treatedBy: BY }).treated).toEqual({
      units: 1,
      rows: 1,
    });
    expect(fepois(FRAME, 'y ~ did | unit', { treatedBy: BY }).treated).toEqual({
      units: 2,
      rows: 2,
    });
    expect(feols(FRAME, 'y ~ did | unit + year')).not.toHaveProperty('treated');
  });

  it('keeps the name of its weights', () => {
    expect(feols(FRAME, 'y ~ did | unit', { weights: 'x' }).weights).toBe('x');
    expect(feols(FRAME, 'y ~ did | unit')).not.toHaveProperty('weights');
  });
});
