import { describe, expect, test } from 'vitest';
import { groupBoxes, groupMeans } from '../../../src/econometrics/numeric/group-years.ts';

describe('groupMeans', () => {
  test('averages what is known, by group and year', () => {
    const rows = {
      year: [2001, 2000, 2000, 2000],
      treated: [0, 1, 0, 0],
      outcome: [5, 1, 2, Number.NaN],
    };
    expect(groupMeans(rows)).toEqual([
      { group: 'treated', year: 2000, mean: 1, units: 1 },
      { group: 'other', year: 2000, mean: 2, units: 1 },
      { group: 'other', year: 2001, mean: 5, units: 1 },
    ]);
  });
});

describe('groupBoxes', () => {
  test('takes quantiles of what is known, by group and year', () => {
    // 0 to 10 in any order: the quantiles are the numbers themselves.
    const outcome = [7, 3, 10, 0, 5, 1, 9, 2, 8, 4, 6, Number.NaN];
    const rows = { year: outcome.map(() => 2001), treated: outcome.map(() => 1), outcome };
    expect(groupBoxes(rows)).toEqual([
      { group: 'treated', year: 2001, units: 11, p10: 1, p25: 2.5, median: 5, p75: 7.5, p90: 9 },
    ]);
    expect(groupBoxes({ year: [1], treated: [0], outcome: [Number.NaN] })).toEqual([]);
  });
});
