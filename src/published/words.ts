import { pEquation, proseText } from '../text/numbers.ts';
import type { Bilingual, Language } from '../text/language.ts';
import type { Interval } from './printed/interval.ts';
import type { Reading } from './printed/readings.ts';

/** An interval; one number where both ends print alike. */
export function interval({ low, high }: Interval): string {
  const [a, b] = [proseText(low), proseText(high)];
  return a === b ? a : `${a}…${b}`;
}

/** `p = 0.011…0.012`. */
export function pText({ low, high }: Interval): string {
  if (high < 0.001) return pEquation(high);
  return low < 0.001 ? `p ≤ ${proseText(high)}` : `p = ${interval({ low, high })}`;
}

/** Stars, or a word where there are none. */
export function orNone(stars: string, language: Language): string {
  return stars === '' ? { en: 'no star', zh: '无星号' }[language] : stars;
}

export const READING_NAMES: Readonly<Record<Reading, Bilingual>> = {
  std_error: { en: 'a standard error', zh: '标准误' },
  t_value: { en: 'a t value', zh: ' t 值' },
  p_value: { en: 'a p value', zh: ' p 值' },
};
