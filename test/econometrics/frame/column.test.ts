import { describe, expect, it } from 'vitest';
import {
  frameColumn,
  isMissing,
  nearestNames,
  numberValues,
} from '../../../src/econometrics/frame/column.ts';
import { frameOf } from './read-frame.ts';

const frame = frameOf({ year: [2010, NaN, Infinity], city: ['Ulm', null, 'Bonn'] });

describe('columns of a frame', () => {
  it('are found by name', () => {
    expect(frameColumn(frame, 'city', 'cluster variable').kind).toBe('text');
    expect([...numberValues(frame, 'year', 'time')]).toEqual([2010, NaN, Infinity]);
  });

  it.each([
    [
      'yaer',
      'E_UNKNOWN_COLUMN',
      /time "yaer" is no column of the data; it has city, year/u,
      /year/u,
    ],
    ['toString', 'E_UNKNOWN_COLUMN', /"toString" is no column/u, /^$/u],
    ['city', 'E_NOT_NUMERIC', /time "city" holds text/u, /first value is "Ulm"/u],
  ])('%s is refused', (name, code, message, hint) => {
    const run = (): unknown => numberValues(frame, name, 'time');
    expect(run).toThrow(message);
    expect(run).toThrow(
      expect.objectContaining({ code, hint: expect.stringMatching(hint) as string }),
    );
  });

  it('lack a value where it is missing or infinite', () => {
    const missing = (name: string): boolean[] =>
      [0, 1, 2].map((row) => isMissing(frameColumn(frame, name, 'column'), row));
    expect(missing('year')).toEqual([false, true, true]);
    expect(missing('city')).toEqual([false, true, false]);
  });

  it('the nearest names come first, of equals by the alphabet, at most three', () => {
    expect(nearestNames('lngpd', ['fdi', 'lngdp', 'LNGPD', 'lngpa'])).toEqual([
      'LNGPD',
      'lngdp',
      'lngpa',
    ]);
    expect(nearestNames('x', ['population'])).toEqual([]);
  });
});
