import { describe, expect, test } from 'vitest';
import { conversion, readVariableHeader } from '../../src/cities/variable.ts';

/** Variable and factor to its canonical unit; the text of an unknown unit. */
function read(header: string): readonly [string, number | string | null] | null {
  const found = readVariableHeader(header);
  if (found === null) return null;
  const { variable, unit } = found;
  if (unit.kind !== 'unit') return [variable.name, unit.kind === 'unknown' ? unit.text : null];
  return [variable.name, conversion(variable, unit.unit)];
}

describe('headers of each source', () => {
  test.each([
    ['地区生产总值_当年价格_全市_万元', 'gdp', 1],
    ['地区生产总值(当年价格)(亿元)_全市', 'gdp', 1e4],
    ['地区生产总值万元', 'gdp', 1],
    ['GDP (100 million yuan)', 'gdp', 1e4],
    ['Gdpct01', 'gdp', 1e4],
    ['地区生产总值（百万元）', 'gdp', 100],
    ['人均地区生产总值(元)', 'gdp_per_capita', 1],
    ['人均地区生产总值_全市_元/人', 'gdp_per_capita', 1],
    ['人均地区生产总值_万元', 'gdp_per_capita', 1e4],
    ['GDP_PerCapita', 'gdp_per_capita', 1],
    ['年末总人口_全市_万人', 'population', 1],
    ['年末户籍人口（人）', 'population', 1e-4],
    ['population_10k_persons', 'population', 1],
    ['第三产业占GDP的比重_全市_百分比', 'tertiary_share', 1],
    ['第三产业占地区生产总值的比重', 'tertiary_share', 1],
    ['常住人口城镇化率(%)', 'urban_share', 1],
    ['地方财政一般预算内支出万元', 'budget_expenditure', 1],
    ['地方一般公共预算支出_全市_亿元', 'budget_expenditure', 1e4],
    ['全社会用电量_亿千瓦小时', 'electricity', 1e4],
    ['全年用电量万千瓦时', 'electricity', 1],
    ['Electricity consumption (GWh)', 'electricity', 100],
    ['供气总量(人工、天然气)(万立方米)_市辖区', 'gas', 1],
    ['Total Gas Supply (10000 m3)', 'gas', 1],
    ['液化石油气供气总量(吨)', 'lpg', 1],
    ['LPG supply (10,000 tons)', 'lpg', 1e4],
  ])('%s', (header, variable, factor) => {
    expect(read(header)).toEqual([variable, expect.closeTo(factor, 12)]);
  });
});

describe('a unit that is not known is never taken for its ending', () => {
  test.each([
    ['地区生产总值(万美元)', '万美元'],
    ['地区生产总值万美元', '地区生产总值万美元'],
    ['地区生产总值_全市_万港元', '万港元'],
    ['年末总人口_全市_万户', '万户'],
    ['供气总量(人工、天然气)(万方)', '万方'],
  ])('%s', (header, text) => {
    expect(read(header)?.[1]).toBe(text);
  });

  test('one that measures something else has no factor', () => {
    expect(read('年末总人口(万元)')).toEqual(['population', null]);
    expect(read('第三产业占GDP的比重(亿元)')).toEqual(['tertiary_share', null]);
  });

  test('none at all stays none', () => {
    expect(read('petro_gas_supply')).toEqual(['lpg', null]);
    expect(readVariableHeader('地区生产总值(当年价格)_全市')?.unit).toEqual({ kind: 'none' });
  });
});

test.each([
  '地区生产总值增长率(%)',
  '第二产业占GDP比重',
  '常住人口(万人)',
  '人口自然增长率',
  '城乡居民生活用电量(万千瓦时)',
  '工业用电量(万千瓦时)',
  '人口密度(人/平方公里)',
  '液化石油气家庭用量(吨)',
  '城市',
  '年份',
])('%s is no variable of the study', (header) => {
  expect(read(header)).toBeNull();
});

test('scope and year of a column', () => {
  expect(readVariableHeader('年末总人口(万人)_市辖区')?.scope).toBe('districts');
  expect(readVariableHeader('pop2005')?.year).toBe(2005);
  expect(readVariableHeader('2014年地区生产总值(亿元)')?.year).toBe(2014);
});
