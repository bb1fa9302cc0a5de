import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMeasured, parseNumber, parseYear } from '../../src/cities/number.ts';

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
  ['92061600①', 92_061_600],
  ['45.3²', 45.3],
  ['300 ②③', 300],
  ['①45.3', 45.3],
  ['45.3[1]', 45.3],
  ['45.3（1）', 45.3],
  ['45.3**', 45.3],
  ['†45', 45],
  ['300注1', 300],
  ['300（注）', 300],
  ['300⒈', 300],
  ['300ᵃ', 300],
  ['12 345.6', 12_345.6],
  ['12\u00A0345', 12_345],
])('%j is %d without its mark', (cell, value) => {
  expect(parseNumber(cell)).toBe(value);
});

test.each([
  '45.3a',
  '45.3 2',
  '12 34',
  '10²',
  '4.5×10⁴',
  '45½',
  '4²5',
  '①',
  '1.234,5',
  '45,2',
  '(1,234)',
  '٣',
  '45.3 (e)',
  '2014-03-01',
])('%j may be read in two ways, or in none', (cell) => {
  expect(parseNumber(cell)).toBe('not_a_number');
});

test('a unit in the cell is kept beside the number', () => {
  expect(parseMeasured('45.2亿元')).toEqual({ value: 45.2, unit: '亿元' });
  expect(parseMeasured('301.5 亿千瓦时①')).toEqual({ value: 301.5, unit: '亿千瓦时' });
  expect(parseNumber('45.2亿元')).toBe('not_a_number');
});

test('a mark behind any number never becomes a digit of it', () => {
  const marks = ['①', '⑳', '²', '¹⁰', '*', '***', '†', '[1]', '（2）', '注', '注3', '❶', '㈠', 'ᵃ'];
  const sources = fc.tuple(
    fc.double({ min: 0, max: 1e9, noNaN: true }),
    fc.integer({ min: 0, max: 4 }),
    fc.constantFrom(...marks),
    fc.constantFrom('', ' '),
  );
  fc.assert(
    fc.property(sources, ([number, digits, mark, blank]) => {
      const printed = number.toFixed(digits);
      const read = parseNumber(`${printed}${blank}${mark}`);
      // A ten with a raised figure may be a power.
      expect([Number(printed), 'not_a_number']).toContain(read);
      if (Number(printed) !== 10) expect(read).toBe(Number(printed));
    }),
  );
});

test('noise is never a number', () => {
  const noise = fc.string({
    unit: fc.constantFrom('约', '≈', '<', '~', 'a', 'x', '①', '²', '年', '(', ')', '/', '：', '；'),
    minLength: 1,
  });
  fc.assert(
    fc.property(noise, fc.integer({ min: 0, max: 9999 }), (text, number) => {
      fc.pre(/[约≈<~ax年：；]/.test(text));
      expect(typeof parseNumber(`${text}${number}`)).not.toBe('number');
    }),
  );
});

test.each([
  ['2014', 2014],
  [2014, 2014],
  ['2014年', 2014],
  ['２０１４年', 2014],
  ['2014.0', 2014],
  ['2014-12-31', 2014],
  ['2014/12/31', 2014],
  ['2014年末', 2014],
  ['2014年度', 2014],
  ['2014年1季度', null],
  ['2014-03', null],
  ['20141231', null],
  ['14', null],
  ['201', null],
  [null, null],
])('the year of %j is %s', (cell, year) => {
  expect(parseYear(cell)).toBe(year);
});
