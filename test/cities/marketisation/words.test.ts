import { expect, test } from 'vitest';
import { baseOf, readIndexHeader } from '../../../src/cities/marketisation/words.ts';
import { INDEX_WORDS } from '../reference.ts';

test.each([
  ['市场化指数', 'total', null],
  ['市场化总指数评分', 'total', null],
  ['樊纲市场化指数', 'total', null],
  ['mkt', 'total', null],
  ['marketization index', 'total', null],
  ['市场化指数排名', 'rank', null],
  ['_id', 'rank', null],
  ['2015年评分', 'weak', 2015],
  ['index', 'weak', null],
  ['2016', 'plain', 2016],
  ['市场化指数2016', 'total', 2016],
  ['政府与市场的关系', 'part', null],
  ['市场化指数增长率', 'other', null],
  ['省份', 'province', null],
  ['北方', 'unknown', null],
])('%s is %s', (header, kind, year) => {
  expect(readIndexHeader(INDEX_WORDS, [header])).toMatchObject({ kind, year });
});

test.each([
  ['市场化指数（基期2008）', '2008'],
  ['市场化指数(以1997年为基期)', '1997'],
  ['2016年基期', '2016'],
  ['市场化指数_旧', 'old'],
  ['市场化指数(新)', 'new'],
  ['mkt_new', 'new'],
  ['市场化指数2016', ''],
  ['创新指数', ''],
  ['新疆', ''],
])('the base of %s', (text, base) => {
  expect(baseOf(text)).toBe(base);
});
