import { expect, test } from 'vitest';
import { textTable, valuesOf, type AboutTable } from '../text-table.ts';

/** What titles, sheets and files say of all values; where it is something else, nothing is read. */
const TABLES: readonly (readonly [string, AboutTable, string, readonly string[]])[] = [
  [
    'unit in a neighbouring cell',
    { file: '2014年.xlsx' },
    `
      地区生产总值|单位：|亿元
      城市|全市|市辖区
      绍兴市|4265.87|2265.87
    `,
    ['330600 2014 gdp 42658700'],
  ],
  [
    'unit at the right of title, cell beside 单位',
    { file: '2014年.xlsx' },
    `
      各市生产总值||单位|亿元
      城市|生产总值|第一产业|第三产业
      绍兴市|4265.87|200.1|1838.6
    `,
    ['330600 2014 gdp 42658700'],
  ],
  [
    'different units in a title: 单位：亿元、万人',
    { file: '2014年.csv' },
    `
      主要指标||单位：亿元、万人
      城市|地区生产总值|年末总人口
      绍兴市|4265.87|443.1
    `,
    ['330600 2014 gdp 42658700', '330600 2014 population 443.1'],
  ],
  [
    'one unit for all but not fitting another',
    { file: '2014年.csv' },
    `
      单位：万元|||
      城市|地区生产总值|年末总人口|地方一般公共预算支出
      绍兴市|42658700|443.1|3526000
    `,
    ['330600 2014 budget_expenditure 3526000', '330600 2014 gdp 42658700'],
  ],
  [
    'file named 插值后',
    { file: '城市数据（插值后）.csv' },
    `
      城市|年份|年末总人口（万人）
      绍兴市|2014|443.1
    `,
    [],
  ],
  [
    'title says 2010年不变价',
    { file: '2014.xlsx' },
    `
      各市地区生产总值（2010年不变价）|
      单位：亿元|
      城市|地区生产总值
      绍兴市|3900
    `,
    [],
  ],
  [
    'title says growth / index for year columns',
    {},
    `
      各市地区生产总值指数（上年=100）||
      城市|2014|2015
      绍兴市|107.5|107.1
    `,
    [],
  ],
  [
    'county statistical file: 县域',
    { file: '2014.csv' },
    `
      县市|GDP（亿元）
      诸暨市|950
      义乌市|968
    `,
    [],
  ],
  [
    'file named city_database',
    { file: 'city_database.csv' },
    `
      城市|年份|GDP(亿元)
      绍兴市|2014|4265.87
    `,
    ['330600 2014 gdp 42658700'],
  ],
  [
    'remark above header on current and constant prices',
    { file: '2014.xlsx' },
    `
      2014年各市主要经济指标|
      本表绝对数按当年价格计算，增长速度按可比价格计算|
      城市|GDP(亿元)
      绍兴市|4265.87
    `,
    ['330600 2014 gdp 42658700'],
  ],
  [
    'GDP:foreign currency in unit line',
    { file: '2014.xlsx' },
    `
      单位：百万美元|
      城市|GDP
      绍兴市|69000
    `,
    [],
  ],
  [
    'HK dollars in header with 亿',
    { file: '2014.xlsx' },
    `
      城市|GDP(亿港元)
      绍兴市|5300
    `,
    [],
  ],
  [
    'city Chinese with other Latin: districts',
    { file: '2014.csv' },
    `
      城市|GDP(亿元)
      绍兴市 districts|2265
      湖州市 Huzhou City|1956.03
      嘉兴 (Jiaxing)|3352.98
    `,
    ['330400 2014 gdp 33529800', '330500 2014 gdp 19560300'],
  ],
  [
    'districts in the file name of Chinese form 市区',
    { file: '2014年市区主要指标.csv' },
    `
      城市|GDP(亿元)
      绍兴市|2265
    `,
    [],
  ],
  [
    'count scope words 地级市(不含县)',
    { file: '2014.csv' },
    `
      城市|GDP（不含市辖县）（亿元）|年末总人口（不含市辖县）（万人）
      绍兴市|2265|216
    `,
    [],
  ],
  [
    'cumulative: 1-11月',
    { file: '2014.xlsx' },
    `
      2014年1-11月各市主要指标|
      城市|地区生产总值(亿元)
      绍兴市|3900
    `,
    [],
  ],
  [
    '一季度 title',
    {},
    `
      2014年一季度各市主要指标|
      城市|地区生产总值(亿元)
      绍兴市|900
    `,
    [],
  ],
  [
    'plan: 2014年计划',
    {},
    `
      2014年各市国民经济计划指标|
      城市|地区生产总值(亿元)
      绍兴市|4500
    `,
    [],
  ],
  [
    'growth title, variable columns: 2014年各市主要指标增长速度',
    {},
    `
      2014年各市主要指标增长速度（%）||
      城市|地区生产总值|年末总人口
      绍兴市|7.5|0.3
    `,
    [],
  ],
  [
    'per capita title: 人均指标 of GDP',
    {},
    `
      2014年各市人均主要指标（元）|
      城市|地区生产总值
      绍兴市|96204
    `,
    [],
  ],
  [
    '计划单列市',
    { file: '2014.xlsx' },
    `
      2014年计划单列市主要经济指标|
      城市|GDP(亿元)
      宁波市|7610.28
    `,
    ['330200 2014 gdp 76102800'],
  ],
  [
    'title 1-12月',
    {},
    `
      2014年1-12月各市主要经济指标|
      城市|GDP(亿元)
      宁波市|7610.28
    `,
    ['330200 2014 gdp 76102800'],
  ],
  [
    '各市区 title is not districts',
    { file: '2014.xlsx' },
    `
      2014年全省各市区主要经济指标|
      城市|GDP(亿元)
      宁波市|7610.28
    `,
    ['330200 2014 gdp 76102800'],
  ],
  [
    'year and unit glued: 2014年(亿元)',
    { file: '地区生产总值.xlsx' },
    `
      城市|2014年(亿元)|2015年(亿元)
      绍兴市|4265.87|4466.0
    `,
    ['330600 2014 gdp 42658700', '330600 2015 gdp 44660000'],
  ],
  [
    'missing header for value with file variable name',
    { file: '地区生产总值（亿元）.csv' },
    `
      城市|年份|数值
      绍兴市|2014|4265.87
    `,
    ['330600 2014 gdp 42658700'],
  ],
  [
    'population in 人 title, gdp own unit',
    { file: '2014.xlsx' },
    `
      人口与生产总值|单位：人
      城市|年末总人口|地区生产总值（亿元）
      绍兴市|4431000|4265.87
    `,
    ['330600 2014 gdp 42658700', '330600 2014 population 443.1'],
  ],
];

test.each(TABLES)('%s', (_, about, text, expected) => {
  expect(valuesOf(textTable(text, about))).toEqual(expected);
});
