import { expect, test } from 'vitest';
import { expand, wordsOf } from '../../../src/cities/headers/fold.ts';

test('braces hold alternatives, one in the other too', () => {
  expect(expand('总人口')).toEqual(['总人口']);
  expect(expand('{年末,}总人口')).toEqual(['年末总人口', '总人口']);
  expect(expand('{a,b{c,d}}e').toSorted()).toEqual(['ae', 'ae', 'bce', 'bde']);
});

test.each([
  ['地区生产总值_当年价格_万元', ['地区生产总值', '当年价格', '万元']],
  ['地区生产总值.万元.', ['地区生产总值', '万元']],
  ['GDP【亿元，当年价】', ['gdp', '亿元', '当年价']],
  ['Total Gas Supply (10,000 m3)', ['total', 'gas', 'supply', '10000m3']],
  ['人均GDP（元/人）', ['人均gdp', '元/人']],
  ['GDP (100 million yuan)', ['gdp', '100millionyuan']],
])('the words of %s', (header, words) => {
  expect(wordsOf(header)).toEqual(words);
});
