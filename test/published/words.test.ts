import { expect, it } from 'vitest';
import { interval, orNone, pText, READING_NAMES } from '../../src/published/words.ts';

it('writes an interval once where both ends print alike', () => {
  expect(interval({ low: 1.2341, high: 1.2342 })).toBe('1.23');
  expect(interval({ low: -0.5, high: 0.5 })).toBe('−0.500…0.500');
});

it('writes p values from below and above a thousandth', () => {
  expect(pText({ low: 0, high: 0.0001 })).toBe('p < 0.001');
  expect(pText({ low: 0.0001, high: 0.04 })).toBe('p ≤ 0.0400');
  expect(pText({ low: 0.011, high: 0.012 })).toBe('p = 0.0110…0.0120');
});

it('has a word where there are no stars, and a name for every reading', () => {
  expect([orNone('', 'zh'), orNone('**', 'en')]).toEqual(['无星号', '**']);
  expect(READING_NAMES.t_value).toEqual({ en: 'a t value', zh: ' t 值' });
});
