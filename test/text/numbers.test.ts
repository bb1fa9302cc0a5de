import { describe, expect, test } from 'vitest';
import {
  bytesText,
  countText,
  intervalText,
  numberFormat,
  numberText,
  pairDigits,
  pEquation,
  percentText,
  proseText,
  pText,
  recordText,
  typesetSentence,
  ungroupedText,
} from '../../src/text/numbers.ts';

const THREE = { significant: 3 };

describe('numberText', () => {
  test.each([
    [0.073_249, '0.0732'],
    [-0.004_62, '-0.00462'],
    [0.000_034, '0.0000340'],
    [0.000_000_34, '3.40e-7'],
    [1.5, '1.50'],
    [12.345, '12.3'],
    [999.6, '1000'],
    [3584, '3584'],
    [-123_456.7, '-123457'],
    [0, '0.00'],
    [-0, '0.00'],
  ])('prints %d with three significant digits as %s', (value, text) => {
    expect(numberText(value, THREE)).toBe(text);
  });

  test('prints decimals, and no minus before a zero', () => {
    expect(numberText(0.3049, { decimals: 3 })).toBe('0.305');
    expect(numberText(3584, { decimals: 0 })).toBe('3584');
    expect(numberText(-0.0001, { decimals: 2 })).toBe('0.00');
  });

  test('prints a dash for what is no number', () => {
    expect(numberText(Number.NaN, THREE)).toBe('–');
    expect(numberText(Number.POSITIVE_INFINITY, { decimals: 1 })).toBe('–');
  });
});

describe('numberFormat', () => {
  test.each([
    ['0.0732', '**', '0.0000"**"'],
    ['(0.0288)', '', '"("0.0000")"'],
    ['-12', '', '0'],
    ['3.40e-7', '*', '0.00E+00"*"'],
  ])('makes a spreadsheet print %s%s', (text, stars, format) => {
    expect(numberFormat(text, stars)).toBe(format);
  });

  test('has none for words', () => {
    expect(numberFormat('Yes', '')).toBeUndefined();
    expect(numberFormat('–', '')).toBeUndefined();
  });
});

describe('numbers in prose and on pages', () => {
  test.each([
    [0.0732, '0.0732'],
    [-0.073249, '−0.0732'],
    [9.996, '10.0'],
    [0.09996, '0.100'],
    [1234.5, '1235'],
    [0, '0'],
    [-1e-20, '0'],
    [Number.NaN, '–'],
    [Infinity, '∞'],
  ])('%s is %s in a sentence', (value, text) => {
    expect(proseText(value)).toBe(text);
  });

  test('an interval has real minus signs', () => {
    expect(intervalText(-0.5, 1, { decimals: 2 })).toBe('[−0.50, 1.00]');
  });

  test('of a sentence only the numbers get a real minus', () => {
    expect(typesetSentence('0.5 × -0.2 = (-0.1), by t-1 of 2006-2019')).toBe(
      '0.5 × −0.2 = (−0.1), by t-1 of 2006-2019',
    );
  });

  test('counts have commas between thousands', () => {
    expect([0, 999, 1000, 23_751, -1_234_567, Number.NaN].map(countText)).toEqual([
      '0',
      '999',
      '1,000',
      '23,751',
      '−1,234,567',
      '–',
    ]);
  });

  test('a record keeps six significant digits, no zeros at the end, and all whole digits', () => {
    expect([0.07069494, -0.5, 100, 1234567.8, 3.2e-14, Number.NaN, null].map(recordText)).toEqual([
      '0.0706949',
      '−0.5',
      '100',
      '1,234,568',
      '3.2e−14',
      '–',
      '–',
    ]);
    expect(ungroupedText(2017)).toBe('2017');
  });

  test('a percentage has no blank before its sign', () => {
    expect([0.05, 0.07, 0.0125, 1, Number.NaN].map((share) => percentText(share))).toEqual([
      '5%',
      '7%',
      '1.25%',
      '100%',
      '–',
    ]);
    expect(percentText(1 / 3, 1)).toBe('33.3%');
  });

  test('no p value is zero', () => {
    expect([0.0571, 0.001, 0.0009999, 0, Number.NaN].map(pText)).toEqual([
      '0.057',
      '0.001',
      '<0.001',
      '<0.001',
      '–',
    ]);
    expect([0.0571, 0, Number.NaN].map(pEquation)).toEqual(['p = 0.057', 'p < 0.001', 'p = –']);
  });

  test('sizes are in bytes, kB and MB', () => {
    expect([12, 4519, 376_440, 10_722_713].map(bytesText)).toEqual([
      '12 B',
      '4.5 kB',
      '376 kB',
      '10.7 MB',
    ]);
  });
});

describe('pairDigits', () => {
  test.each([
    ['decimals that are enough stay', 0.072, 0.023, { decimals: 3 }],
    ['a small error asks for more', 0.1, 0.00052, { decimals: 5 }],
    ['an estimate far below its error is zero', 0.00002, 0.012, { decimals: 3 }],
    ['large numbers keep what was asked for', 1234.5, 99, { decimals: 3 }],
    ['without an error the estimate keeps two digits', 0.004, Number.NaN, { decimals: 4 }],
    ['0.0996 is 0.10, and 0.00996 is 0.010', 0.00996, Number.NaN, { decimals: 3 }],
    ['an error of zero says nothing', 0.0004, 0, { decimals: 5 }],
    ['zero itself has no digits', 0, Number.NaN, { decimals: 3 }],
    ['what needs too many gets an exponent', 3.4e-9, 1e-9, { significant: 2 }],
    ['a number that does not exist asks for none', Number.NaN, Number.NaN, { decimals: 3 }],
  ])('%s', (_, estimate, error, digits) => {
    expect(pairDigits({ decimals: 3 }, estimate, error)).toEqual(digits);
  });

  test('leaves significant digits alone', () => {
    expect(pairDigits({ significant: 3 }, 0.0000001, 1)).toEqual({ significant: 3 });
  });
});
