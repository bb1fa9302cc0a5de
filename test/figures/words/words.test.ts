import { describe, expect, test } from 'vitest';
import { shown, shownCount, shownP } from '../../../src/figures/words/words.ts';
import { sentences } from '../../../src/text/language.ts';

describe('shown', () => {
  test.each([
    [0.0732, '0.0732'],
    [-0.073249, '−0.0732'],
    [9.996, '10.0'],
    [0.09996, '0.100'],
    [1234.5, '1235'],
    [0, '0'],
    [-1e-20, '0'],
    [Number.NaN, '–'],
    [Infinity, '–'],
  ])('%s as %s', (value, text) => {
    expect(shown(value)).toBe(text);
  });

  test('takes other digits', () => {
    expect(shown(0.0732, 2)).toBe('0.073');
  });
});

test('shownP never says that a p value is zero', () => {
  expect([0.0571, 0.001, 0.0009999, 0, Number.NaN].map(shownP)).toEqual([
    'p = 0.057',
    'p = 0.001',
    'p < 0.001',
    'p < 0.001',
    'p = –',
  ]);
});

test('shownCount parts thousands', () => {
  expect([7, 999, 1000, 23_751, 1_234_567].map(shownCount)).toEqual([
    '7',
    '999',
    '1,000',
    '23,751',
    '1,234,567',
  ]);
});

test('sentences end as their language does, and once', () => {
  expect(sentences('en', ['One', '', 'Two.', 'Three?'])).toBe('One. Two. Three?');
  expect(sentences('zh', ['一', '', '二。', '三'])).toBe('一。二。三。');
});
