import { expect, it } from 'vitest';
import { WORDS } from '../../../src/figures/words/words.ts';

it('counts units and names the policy year in either language', () => {
  expect(WORDS.en.counted('Pilots', 3)).toBe('Pilots (3)');
  expect(WORDS.zh.counted('试点', 3)).toBe('试点（3 个）');
  expect([WORDS.en.policyYear(2017), WORDS.zh.policyYear(2017)]).toEqual([
    'Policy year 2017',
    '政策年份 2017',
  ]);
});

it('has every word in both languages, and none of the one in the other', () => {
  expect(Object.keys(WORDS.zh)).toEqual(Object.keys(WORDS.en));
  const texts = (words: object) => Object.values(words).filter((word) => typeof word === 'string');
  for (const word of texts(WORDS.en)) expect(word).not.toMatch(/\p{Script=Han}/u);
  for (const word of texts(WORDS.zh)) expect(word).toMatch(/\p{Script=Han}/u);
});
