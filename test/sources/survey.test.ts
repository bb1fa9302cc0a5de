import { expect, it } from 'vitest';
import { givesSomething, reasonsOf, shortPath, yearsOf } from '../../src/sources/survey.ts';

it('a file is named from the folder of its source on, or by its own name', () => {
  expect(shortPath('rain', 'data/raw/rain/a.csv')).toBe('rain/a.csv');
  expect(shortPath('rain', 'data/raw/rain/2014/a.zip/b.csv')).toBe('rain/2014/a.zip/b.csv');
  expect(shortPath('rain', 'rain/a.csv')).toBe('rain/a.csv');
  expect(shortPath('rain', 'data/raw/snow/a.csv')).toBe('a.csv');
});

it('reasons are summed over columns, the most frequent first', () => {
  const rejects = [
    { column: 'a', reason: 'late', count: 2 },
    { column: 'b', reason: 'early', count: 3 },
    { column: 'c', reason: 'late', count: 2 },
    { column: 'd', reason: 'bad', count: 3 },
  ];
  expect(reasonsOf({ rejects })).toEqual([
    ['late', 4],
    ['bad', 3],
    ['early', 3],
  ]);
});

it('a table gives something if a value of it is kept or agrees with one that is', () => {
  expect(givesSomething({ counts: { read: 3, kept: 1 } })).toBe(true);
  expect(givesSomething({ counts: { read: 3, merged: 3 } })).toBe(true);
  expect(givesSomething({ counts: { read: 3, rejected: 3 } })).toBe(false);
});

it('a coverage has all years between its first and its last, and those of the study', () => {
  const line = {
    variable: '',
    years: new Map([
      [2003, 1],
      [2001, 1],
    ]),
    missing: [],
  };
  const of = (span: readonly [number, number] | null) => ({
    unit: null,
    expected: null,
    span,
    lines: [line],
  });
  expect(yearsOf(of(null))).toEqual([2001, 2002, 2003]);
  expect(yearsOf(of([2000, 2002]))).toEqual([2000, 2001, 2002, 2003]);
  expect(yearsOf({ ...of([2000, 2002]), lines: [] })).toEqual([]);
});
