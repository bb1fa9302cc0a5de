import { describe, expect, test } from 'vitest';
import { latexText, needsUnicode } from '../../../../src/tables/formats/latex/text.ts';

describe('latexText', () => {
  test.each([
    ['a_b & 5%', 'a\\_b \\& 5\\%'],
    ['β ≤ 2 × σ²', '$\\beta$ $\\leq$ 2 $\\times$ $\\sigma$$^{2}$'],
    ['p < 0.1 “q”', "p \\textless{} 0.1 ``q''"],
    ['†', '$\\dagger$'],
    ['a\tb\u0000\nc', 'a b c'],
  ])('writes %j', (text, latex) => {
    expect(latexText(text)).toBe(latex);
  });
});

describe('needsUnicode', () => {
  test.each([
    ['R² of β × 3 – “é”', false],
    ['能源', true],
    ['Ł', true],
  ])('of %s', (text, needs) => {
    expect(needsUnicode(text)).toBe(needs);
  });
});
