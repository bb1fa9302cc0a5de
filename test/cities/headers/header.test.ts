import { describe, expect, test } from 'vitest';
import { readHeader } from '../../../src/cities/headers/header.ts';
import { conversion } from '../../../src/cities/headers/unit.ts';
import { factsOf } from '../../../src/cities/sheets/columns.ts';
import { REFERENCE } from '../reference.ts';

/** Variable and factor to its canonical unit; the text of an unknown unit. */
function read(...levels: readonly string[]): readonly [string, number | string | null] | null {
  const { variable, unit } = factsOf(readHeader(REFERENCE, levels), true);
  if (variable === null) return null;
  if (unit.kind === 'unit') return [variable.name, conversion(variable, unit.unit)];
  return [
    variable.name,
    unit.kind === 'unknown' ? unit.text : variable.dimension === 'share' ? 1 : null,
  ];
}

describe('headers of each source', () => {
  test.each([
    ['地区生产总值_当年价格_全市_万元', 'gdp', 1],
    ['地区生产总值(当年价格)(亿元)_全市', 'gdp', 1e4],
    ['地区生产总值万元', 'gdp', 1],
    ['GDP (100 million yuan)', 'gdp', 1e4],
    ['Gdpct01', 'gdp', 1e4],
    ['Eegc01_全社会用电量_万千瓦时', 'electricity', 1],
    ['Xyz3 年末总人口（万人）', 'population', 1],
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
    ['地区生产总值【亿元】', 'gdp', 1e4],
    ['地区生产总值（亿元，当年价）', 'gdp', 1e4],
    ['地区生产总值[亿元人民币]', 'gdp', 1e4],
    ['地区生产总值.万元.', 'gdp', 1],
    ['地区生产总值（单位：亿元）', 'gdp', 1e4],
    ['地区生产总值 Gross Regional Product (万元)', 'gdp', 1],
    ['GDP(亿)', 'gdp', 1e4],
    ['名义GDP（亿元）', 'gdp', 1e4],
    ['全市生产总值(亿元)', 'gdp', 1e4],
    ['GRP，亿元', 'gdp', 1e4],
    ['Gross Regional Product (10 000 yuan)', 'gdp', 1],
    ['Eect01', 'population', 1],
    ['Gdpct04', 'tertiary_share', 1],
    ['财政一般预算支出(亿元)', 'budget_expenditure', 1e4],
    ['全年用电总量(亿千瓦时)', 'electricity', 1e4],
    ['电力消费量(10^4 kWh)', 'electricity', 1],
  ])('%s', (header, variable, factor) => {
    expect(read(header)).toEqual([variable, expect.closeTo(factor, 12)]);
  });
});

test('levels of a header are read together', () => {
  expect(read('地区生产总值', '市辖区', '亿元')).toEqual(['gdp', 1e4]);
  expect(read('Gdpct01', '地区生产总值', '亿元')).toEqual(['gdp', 1e4]);
  expect(read('一、综合', '地区生产总值(万元)')).toEqual(['gdp', 1]);
  expect(read('地区生产总值(万元)', '第一产业')).toBeNull();
  expect(read('工业', '用电量(万千瓦时)')).toBeNull();
});

describe('a unit that is not known is never taken for its ending', () => {
  test.each([
    ['地区生产总值(万美元)', 'gdp'],
    ['地区生产总值万美元', 'gdp'],
    ['地区生产总值_全市_万港元', 'gdp'],
    ['年末总人口_全市_万户', 'population'],
    ['年末总人口(万元)', 'population'],
    ['petro_gas_supply', 'lpg'],
  ])('%s', (header, variable) => {
    expect(read(header)).toEqual([variable, null]);
  });

  test('its text is kept', () => {
    expect(read('供气总量(人工、天然气)(万方)')).toEqual(['gas', '万方']);
  });
});

test.each([
  ['地区生产总值增长率(%)', 'a rate of growth'],
  ['地区生产总值(上年=100)', 'an index'],
  ['第二产业占GDP比重', 'of another sector'],
  ['第三产业增加值(万元)', 'of the tertiary sector and no share in the product'],
  ['第三产业从业人员比重(%)', 'of employment'],
  ['常住人口(万人)', 'another population'],
  ['人口自然增长率', 'a rate of growth'],
  ['城乡居民生活用电量(万千瓦时)', 'of a part of the users'],
  ['工业用电量(万千瓦时)', 'of a part of the users'],
  ['人口密度(人/平方公里)', 'a density'],
  ['液化石油气家庭用量(吨)', 'of a part of the users'],
  ['插值_年末总人口(万人)', 'interpolated'],
  ['年末总人口(万人)(预测)', 'forecast or estimated'],
  ['地区生产总值_可比价_亿元', 'at constant prices'],
  ['地区生产总值(亿元)(实际)', 'at constant prices'],
  ['地区生产总值(亿元，2010年价)', 'at constant prices'],
  ['户籍人口城镇化率(%)', 'of household registration'],
  ['GDP per capita growth', 'a rate of growth'],
  ['城市', null],
  ['年份', null],
  ['规模以上企业数(个)', null],
])('%s is no variable of the study', (header, other) => {
  const reading = readHeader(REFERENCE, [header]);
  expect(read(header)).toBeNull();
  expect(reading.other).toBe(other);
});

test('scope and year of a column', () => {
  const of = (header: string) => readHeader(REFERENCE, [header]);
  expect(of('年末总人口(万人)_市辖区').scope).toBe('districts');
  expect(of('市辖区人口').scope).toBe('districts');
  expect([of('pop2005').year, of('2014年地区生产总值(亿元)').year]).toEqual([2005, 2014]);
  expect([of('2014年').plain, of('全市').plain, of('亿元').plain]).toEqual([true, true, true]);
});
