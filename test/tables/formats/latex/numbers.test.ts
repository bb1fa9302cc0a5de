import { describe, expect, test } from 'vitest';
import { decimalColumn, decimalText } from '../../../../src/tables/formats/latex/numbers.ts';

describe('decimalText', () => {
  test.each([
    ['0.0721', '***', '0.0721^{***}'],
    ['-0.136', '', '-0.136'],
    ['(0.0285)', '', '(0.0285)'],
    ['[<0.001]', '', '[{<}0.001]'],
    ['{0.040}', '', '\\{0.040\\}'],
    ['3.40e-7', '', '3.40\\mathrm{e}{-7}'],
    ['1,234.5', '', '1{,}234.5'],
    ['0.62', '†', '0.62\\textsuperscript{$\\dagger$}'],
  ])('of %s%s is mathematics', (text, stars, tex) => {
    expect(decimalText({ text, stars })).toBe(tex);
  });

  test.each(['3584', 'Yes', '', '[0.1, 0.2]', '256 × 14', '–'])('of %s is none', (text) => {
    expect(decimalText({ text })).toBeUndefined();
  });
});

describe('decimalColumn', () => {
  test('has room for the widest sides', () => {
    const cells = ['0.07', '(12.5)', 'Yes', '3584'].map((text) => ({ text }));
    expect(decimalColumn(cells)).toBe('D{.}{.}{3.2}');
    expect(decimalColumn([{ text: '-0.136', stars: '***' }])).toBe('D{.}{.}{3.6}');
  });

  test('is none where nothing has a point', () => {
    expect(decimalColumn([{ text: '3584' }, { text: 'Yes' }])).toBeUndefined();
  });
});
