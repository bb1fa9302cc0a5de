import { describe, expect, it } from 'vitest';
import { dayOf, formatDay, yearOf } from '../../../src/demo/world/day.ts';

describe('days', () => {
  it('are whole numbers that follow each other, leap days included', () => {
    expect(dayOf(1970, 1, 1)).toBe(0);
    expect(dayOf(2000, 3, 1) - dayOf(2000, 2, 28)).toBe(2);
    expect(dayOf(1900, 3, 1) - dayOf(1900, 2, 28)).toBe(1);
    expect(dayOf(1969, 12, 31)).toBe(-1);
  });

  it('know their year, on its first and last day', () => {
    expect([dayOf(2016, 1, 1), dayOf(2016, 12, 31), dayOf(2017, 1, 1)].map(yearOf)).toEqual([
      2016, 2016, 2017,
    ]);
  });

  it('are written in three forms', () => {
    const day = dayOf(2017, 2, 8);
    expect(formatDay(day, 'dashes')).toBe('2017-02-08');
    expect(formatDay(day, 'digits')).toBe('20170208');
    expect(formatDay(day, 'slashes')).toBe('2017/2/8');
    expect(formatDay(dayOf(2017, 10, 20), 'slashes')).toBe('2017/10/20');
  });
});
