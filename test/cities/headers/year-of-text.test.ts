import { expect, test } from 'vitest';
import { yearOfText } from '../../../src/cities/headers/year-of-text.ts';

test.each([
  ['2014年', 2014],
  ['中国2014年地级以上城市统计', 2014],
  ['中国城市统计年鉴2015', 2014],
  ['2015年鉴', 2014],
  ['yearbook_2015', 2014],
  ['2014年数据_2016年更新', 2014],
  ['2014年，2010年价格', 2014],
])('%s is of %d', (text, year) => {
  expect(yearOfText(text)).toBe(year);
});

test.each([
  '面板2000-2023',
  '2000—2023年',
  '2000至2023年',
  '2005-15年',
  '2014和2015年',
  'gdp导出2022',
  '城市数据汇总（2018年整理）',
  '城市20220315',
  '更新于2023年5月',
  '统计',
  '1234',
])('%s names no single year', (text) => {
  expect(yearOfText(text)).toBeNull();
});
