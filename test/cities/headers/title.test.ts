import { expect, test } from 'vitest';
import { readTitle } from '../../../src/cities/headers/title.ts';
import { REFERENCE } from '../reference.ts';

test.each([
  ['地区生产总值(万元)', 'gdp'],
  ['2005-2015年各市地区生产总值（亿元）', 'gdp'],
  ['2-3 年末总人口（2014年）', 'population'],
  ['浙江省各市GDP统计', 'gdp'],
  ['各地级市人均GDP情况', 'gdp_per_capita'],
  ['表1 全国地级市全社会用电量（万千瓦时）', 'electricity'],
  ['GDP2000-2020', 'gdp'],
])('%s names %s', (text, variable) => {
  expect(readTitle(REFERENCE, text)).toMatchObject({
    kind: 'variable',
    reading: { known: { meaning: { name: variable } } },
  });
});

test.each([
  '各市GDP增长率',
  '各市规模以上工业用电量',
  '地区生产总值及年末总人口',
  '各市地区生产总值(亿元，2010年价)',
  '各市单位GDP能耗',
  '财政收入',
])('%s is not understood', (text) => {
  expect(readTitle(REFERENCE, text).kind).toBe('unknown');
});

test.each(['城市数据汇总（2018年整理）', 'Sheet1', '', 'S', '2014年各市统计', '工作表2', '全市'])(
  '%s says nothing of the variable',
  (text) => {
    expect(readTitle(REFERENCE, text).kind).toBe('silent');
  },
);
