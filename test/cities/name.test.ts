import { expect, it } from 'vitest';
import { foldName, withoutEnding } from '../../src/cities/name.ts';

it('folds what is written for one place in many ways', () => {
  for (const name of ['Xi’an', "xi'an", ' Xi-an ', 'XIAN', 'Ｘｉａｎ', 'Xian(city)'])
    expect(foldName(name), name).toBe('xian');
  expect(foldName('[杭州市]\u00A0')).toBe('杭州市');
});

it('takes the ending off unless too little stays', () => {
  expect(withoutEnding('杭州市')).toBe('杭州');
  expect(withoutEnding('延边朝鲜族自治州')).toBe('延边朝鲜族');
  expect(withoutEnding('沙市')).toBe('沙市');
  expect(withoutEnding('karamaycity')).toBe('karamay');
});
