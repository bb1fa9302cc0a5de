import { expect, test } from 'vitest';
import { refuseTwoSeries } from '../../../src/cities/marketisation/series.ts';
import { codeOf } from '../../support/workbook.ts';

const at = (file: string, year: number, value: number, priority = 0) => ({
  place: 33,
  year,
  value,
  variable: 'marketisation',
  unit: 'index',
  priority,
  origin: { file, sheet: '', row: 2, column: 'total' },
});

test('two files that differ wherever they meet are two series', () => {
  const two = [at('a', 2008, 10.1), at('a', 2009, 11.2), at('b', 2008, 7.8), at('b', 2009, 7.9)];
  expect(codeOf(() => refuseTwoSeries([...two, at('b', 2010, 8.1)], 0.005))).toBe(
    'E_SEVERAL_BASES',
  );
});

test('one misprint, years of their own or a priority make no two series', () => {
  const one = [at('a', 2008, 7.8), at('a', 2009, 7.9), at('b', 2008, 7.8), at('b', 2009, 9.9)];
  const apart = [at('a', 2008, 7.8), at('b', 2009, 9.9)];
  const chosen = [
    at('a', 2008, 10.1),
    at('a', 2009, 11.2),
    at('b', 2008, 7.8, 1),
    at('b', 2009, 7.9, 1),
  ];
  for (const all of [one, apart, chosen]) expect(() => refuseTwoSeries(all, 0.005)).not.toThrow();
});
