import { expect, test } from 'vitest';
import { textTable, valuesOf, type AboutTable } from '../text-table.ts';

/** Headers of several levels; nothing else may be read of them. */
const TABLES: readonly (readonly [string, AboutTable, string, readonly string[]])[] = [
  [
    'gas families: 家庭用量 as second level',
    { file: '2014.xlsx' },
    `
      城市|供气总量（万立方米）|<
      ^|合计|家庭用量
      绍兴市|39610|9000
    `,
    ['330600 2014 gas 39610'],
  ],
  [
    'population by sex levels',
    { file: '2014.xlsx' },
    `
      城市|年末总人口（万人）|<|<
      ^|合计|男|女
      绍兴市|443.1|221|222.1
    `,
    ['330600 2014 population 443.1'],
  ],
  [
    'GDP by industry levels: 第一产业 etc below 地区生产总值',
    { file: '2014.xlsx' },
    `
      城市|地区生产总值（亿元）|<|<|<
      ^||第一产业|第二产业|第三产业
      绍兴市|4265.87|200|2200|1865.87
    `,
    ['330600 2014 gdp 42658700'],
  ],
  [
    'GDP by industry csv: blank header spans',
    { file: '2014.csv' },
    `
      城市|地区生产总值（亿元）|||
      |总量|一产|二产|三产
      绍兴市|4265.87|200|2200|1865.87
    `,
    ['330600 2014 gdp 42658700'],
  ],
  [
    'electricity levels: 全社会用电量 / 工业用电 / 居民',
    { file: '2014.xlsx' },
    `
      城市|全社会用电量（万千瓦时）|其中|<
      ^|^|工业用电|居民生活用电
      绍兴市|3015000|2200000|300000
    `,
    ['330600 2014 electricity 3015000'],
  ],
  [
    'electricity 市辖区 only',
    { file: '2014.xlsx' },
    `
      城市|全社会用电量（市辖区）（万千瓦时）
      绍兴市|1215000
    `,
    [],
  ],
  [
    'budget: 收入 and 支出 levels',
    { file: '2014.xlsx' },
    `
      城市|地方一般公共预算（万元）|<
      ^|收入|支出
      绍兴市|3100000|3526000
    `,
    ['330600 2014 budget_expenditure 3526000'],
  ],
  [
    'budget with sub items: 教育支出 below 一般公共预算支出',
    { file: '2014.xlsx' },
    `
      城市|一般公共预算支出（万元）|<|<
      ^||教育|科学技术
      绍兴市|3526000|800000|200000
    `,
    ['330600 2014 budget_expenditure 3526000'],
  ],
  [
    'budget 支出 with 人均',
    { file: '2014.csv' },
    `
      城市|人均一般公共预算支出（元）|一般公共预算支出增长（%）
      绍兴市|7957|9.1
    `,
    [],
  ],
  [
    'lpg units and levels',
    { file: '2014.xlsx' },
    `
      城市|液化石油气|<
      ^|供气总量（吨）|家庭用量（吨）
      绍兴市|65000|30000
    `,
    ['330600 2014 lpg 65000'],
  ],
  [
    'rank column within levels',
    { file: '2014.xlsx' },
    `
      城市|地区生产总值（亿元）|<|年末总人口（万人）|<
      ^|数值|排位|数值|排位
      绍兴市|4265.87|4|443.1|5
      湖州市|1956.03|8|263.8|9
    `,
    [
      '330500 2014 gdp 19560300',
      '330500 2014 population 263.8',
      '330600 2014 gdp 42658700',
      '330600 2014 population 443.1',
    ],
  ],
  [
    'average / mean population level',
    { file: '2014.xlsx' },
    `
      城市|总人口（万人）|<
      ^|年末|年平均
      绍兴市|443.1|442.6
    `,
    ['330600 2014 population 443.1'],
  ],
  [
    'county rows with city names equal county-level: 义乌市, 县级市 of same name as prefecture 朝阳',
    { file: '2014.csv' },
    `
      地区|GDP（亿元）
      金华市|3208
      义乌市|968
      东阳市|450
      朝阳市|993
    `,
    ['211300 2014 gdp 9930000', '330700 2014 gdp 32080000'],
  ],
];

test.each(TABLES)('%s', (_, about, text, expected) => {
  expect(valuesOf(textTable(text, about))).toEqual(expected);
});
