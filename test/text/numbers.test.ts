import { describe, expect, test } from 'vitest';
import { numberFormat, numberText } from '../../src/text/numbers.ts';

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
