import { describe, expect, it } from 'vitest';
import { civilOf, dayOf, formatDay } from '../../../src/demo/world/day.ts';

describe('days', () => {
  it('agree with the calendar of the platform, day by day over two centuries', () => {
    for (let day = -40_000; day < 40_000; day += 7) {
      const date = new Date(day * 86_400_000);
      const civil = {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
      };
      expect(civilOf(day)).toEqual(civil);
      expect(dayOf(civil.year, civil.month, civil.day)).toBe(day);
    }
  });

  it('are written in three forms', () => {
    const day = dayOf(2017, 2, 8);
    expect(formatDay(day, 'dashes')).toBe('2017-02-08');
    expect(formatDay(day, 'digits')).toBe('20170208');
    expect(formatDay(day, 'slashes')).toBe('2017/2/8');
  });
});
