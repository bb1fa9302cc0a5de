import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNumber, parseYear } from '../../src/cities/number.ts';

test.each([
  [12.5, 12.5],
  ['12.5', 12.5],
  ['1,234.5', 1234.5],
  ['1，234，567', 1_234_567],
  ['１２３．４', 123.4],
  ['４５６７', 4567],
  [' 7 ', 7],
  ['\u00A07', 7],
  ['45.2%', 45.2],
  ['-3', -3],
  ['−3', -3],
  ['4293.0000', 4293],
  ['1.2e3', 1200],
  ['.5', 0.5],
  ['0', 0],
])('%j is %d', (cell, value) => {
  expect(parseNumber(cell)).toBe(value);
});

test.each([
  null,
  undefined,
  '',
  ' ',
  '-',
  '--',
  '—',
  '……',
  '…',
  '...',
  'NA',
  'n/a',
  'NaN',
  '#N/A',
  'null',
  '无',
  '－',
])('%j is missing', (cell) => {
  expect(parseNumber(cell)).toBe('missing');
});

test.each(['12a', '1,23,4', '1.2.3', '约100', '12-13', '1,2345', '=A1', true])(
  '%j is no number',
  (cell) => {
    expect(parseNumber(cell)).toBe('not_a_number');
  },
);

test('a number reads the same with separators and in full width', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999_999 }),
      fc.integer({ min: 0, max: 99 }),
      (whole, cents) => {
        const plain = `${whole}.${String(cents).padStart(2, '0')}`;
        const grouped = plain.replaceAll(/(?<=\d)(?=(?:\d{3})+\.)/g, ',');
        const wide = Array.from(plain)
          .map((one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
          .join('');
        expect([grouped, wide].map((text) => parseNumber(text))).toEqual([
          Number(plain),
          Number(plain),
        ]);
      },
    ),
  );
});

test.each([
  ['2014', 2014],
  [2014, 2014],
  ['2014年', 2014],
  ['２０１４年', 2014],
  ['2014.0', 2014],
  ['2014-12-31', 2014],
  ['14', null],
  ['201', null],
  [null, null],
])('the year of %j is %s', (cell, year) => {
  expect(parseYear(cell)).toBe(year);
});
