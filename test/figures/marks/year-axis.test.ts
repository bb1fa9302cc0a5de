import { expect, test } from 'vitest';
import { yearAxis } from '../../../src/figures/marks/year-axis.ts';

test('yearAxis names every year that there is, or every so many up to the last', () => {
  expect(yearAxis([2003, 2001, 2003], 400)).toEqual({
    first: 2001,
    last: 2003,
    named: [2001, 2003],
  });
  const years = Array.from({ length: 30 }, (_, i) => 1990 + i);
  expect(yearAxis(years, 400).named).toEqual([
    1992, 1995, 1998, 2001, 2004, 2007, 2010, 2013, 2016, 2019,
  ]);
  expect(yearAxis([], 400)).toEqual({ first: 0, last: 0, named: [] });
});
