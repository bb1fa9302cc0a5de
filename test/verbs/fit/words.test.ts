import { expect, it } from 'vitest';
import {
  distributionText,
  shortNumber,
  STARS_NOTE,
  starsOf,
} from '../../../src/verbs/fit/words.ts';
import { FITS } from '../../tables/published-fits.ts';

it('gives stars below each level, and none at it', () => {
  const stars = [0.0099, 0.01, 0.0499, 0.05, 0.1].map((p) => starsOf(p));
  expect(stars).toEqual(['***', '**', '**', '*', '']);
  expect(STARS_NOTE).toBe('*** p < 0.01, ** p < 0.05, * p < 0.1');
});

it('names the distribution that the tests follow', () => {
  const { fit } = FITS[0]!;
  expect(distributionText(fit)).toBe('t(255)');
  expect(distributionText({ ...fit, df_residual: 12.346 })).toContain('12.35 or more');
  expect(distributionText({ ...fit, distribution: 'normal' })).toBe('normal distribution');
});

it('shows four digits', () => {
  expect([shortNumber(0.123456), shortNumber(12345.6)]).toEqual(['0.1235', '12346']);
});
