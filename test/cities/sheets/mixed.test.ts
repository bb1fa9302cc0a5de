import { expect, test } from 'vitest';
import { textTable, valuesOf, type AboutTable } from '../text-table.ts';

/** Tables in which several things come together; nothing else may be read of them. */
const TABLES: readonly (readonly [string, AboutTable, string, readonly string[]])[] = [
  [
    'two GDP columns: 地区生产总值 and 全市生产总值（初步）',
    { file: '2014.csv' },
    `
      城市|地区生产总值（亿元）|地区生产总值（初步核算）（亿元）
      绍兴市|4265.87|4200
    `,
    ['330600 2014 gdp 42658700'],
  ],
  [
    'merged unit header above groups',
    { file: '2014.xlsx' },
    `
      城市|亿元|<|万人
      ^|地区生产总值|一般公共预算支出|年末总人口
      绍兴市|4265.87|352.6|443.1
    `,
    [
      '330600 2014 budget_expenditure 3526000',
      '330600 2014 gdp 42658700',
      '330600 2014 population 443.1',
    ],
  ],
  [
    'col with unit 万 only for gdp',
    { file: '2014.csv' },
    `
      城市|GDP(万)|人口(万)
      绍兴市|42658700|443.1
    `,
    ['330600 2014 gdp 42658700', '330600 2014 population 443.1'],
  ],
  [
    'city names with 地级市 suffix & (地级)',
    { file: '2014.csv' },
    `
      城市|GDP（亿元）
      绍兴市（地级市）|4265.87
      湖州市辖区|956.03
      嘉兴市本级|1352.98
    `,
    ['330600 2014 gdp 42658700'],
  ],
  [
    'city rows preceded by 其中:',
    { file: '2014.csv' },
    `
      地区|GDP（亿元）
      浙江省|40173
      其中：杭州市|9206.16
      　　　绍兴市|4265.87
    `,
    ['330100 2014 gdp 92061600', '330600 2014 gdp 42658700'],
  ],
  [
    'Jilin city within a table of provinces and cities unlabelled',
    { file: '2014.csv' },
    `
      城市|GDP（亿元）
      长春|5342.43
      吉林|2730.4
      四平|1289
    `,
    ['220100 2014 gdp 53424300', '220200 2014 gdp 27304000', '220300 2014 gdp 12890000'],
  ],
  [
    '吉林 among provinces',
    { file: '2014.csv' },
    `
      地区|GDP（亿元）
      辽宁|28626
      吉林|13803
      黑龙江|15039
      绍兴|4265.87
    `,
    ['330600 2014 gdp 42658700'],
  ],
  [
    '北京 天津 as city rows and province column',
    { file: '2014.csv' },
    `
      省份|城市|GDP（亿元）
      北京|北京|21330.8
      天津|天津|15726.9
      重庆市|重庆市|14265.4
    `,
    ['110000 2014 gdp 213308000', '120000 2014 gdp 157269000', '500000 2014 gdp 142654000'],
  ],
  [
    'EPS export: header of dims 行政区划 × 时间 × 指标 flattened',
    {},
    `
      指标|地区|时间|数值|单位
      地区生产总值|绍兴市|2014年|4265.87|亿元
      年末总人口|绍兴市|2014年|443.1|万人
      地区生产总值_增长率|绍兴市|2014年|7.5|%
    `,
    ['330600 2014 gdp 42658700', '330600 2014 population 443.1'],
  ],
  [
    'EPS wide multi-header: first row indicator, second unit, third frequency',
    {},
    `
      时间|地区|地区生产总值(当年价格)(万元)|年末总人口(万人)
      2014年|绍兴市|42658700|443.1
      2014年|湖州市|19560300|263.8
      数据来源：EPS DATA|||
    `,
    [
      '330500 2014 gdp 19560300',
      '330500 2014 population 263.8',
      '330600 2014 gdp 42658700',
      '330600 2014 population 443.1',
    ],
  ],
  [
    'CSMAR three rows, Gdpct04 in other years, unit row 亿元/百分比',
    { file: 'CRE_Gdpct.xlsx' },
    `
      Sgnyea|Ctnm|Ctnm_id|Gdpct01|Gdpct04|Eect01
      统计年度|城市名称|城市代码|地区生产总值|第三产业占GDP比重|年末总人口
      No Unit|No Unit|No Unit|亿元|%|万人
      2014|绍兴市|330600|4265.87|43.1|443.1
    `,
    ['330600 2014 gdp 42658700', '330600 2014 population 443.1', '330600 2014 tertiary_share 43.1'],
  ],
  [
    'CSMAR: Chinese label contradicts the code',
    { file: 'x.xlsx' },
    `
      Sgnyea|Ctnm|Ctnm_id|Gdpct01
      统计年度|城市名称|城市代码|第一产业增加值
      没有单位|没有单位|没有单位|亿元
      2014|绍兴市|330600|200.1
    `,
    [],
  ],
  [
    'CSMAR: unit row contradicts the code',
    { file: 'x.xlsx' },
    `
      Sgnyea|Ctnm|Ctnm_id|Gdpct01
      统计年度|城市名称|城市代码|地区生产总值
      没有单位|没有单位|没有单位|万元
      2014|绍兴市|330600|42658700
    `,
    ['330600 2014 gdp 42658700'],
  ],
  [
    'value with note in next column 注: 估计值',
    {},
    `
      城市|年份|GDP（亿元）|备注
      绍兴市|2014|4265.87|
      湖州市|2014|1956.03|估计值
    `,
    ['330600 2014 gdp 42658700'],
  ],
  [
    'numbers shown with colour words: 4265.87(r), 443.1P',
    { file: '2014.csv' },
    `
      城市|GDP（亿元）|年末总人口（万人）
      绍兴市|4265.87(r)|443.1P
    `,
    [],
  ],
  [
    'xlsx rich: mark inside a number "3 (1)", "443.1【1】", "263.8#"',
    { file: '2014.xlsx' },
    `
      城市|年末总人口（万人）
      绍兴市|443.1【1】
      湖州市|263.8#
      嘉兴市|348.1 a
    `,
    ['330600 2014 population 443.1'],
  ],
  [
    'two tables side by side with one year row above (wide)',
    {},
    `
      地区生产总值（亿元）|<|<||年末总人口（万人）|<|<
      城市|2014|2015||城市|2014|2015
      绍兴市|4265.87|4466.0||湖州市|263.8|263.9
      湖州市|1956.03|2084.3||绍兴市|443.1|443.5
    `,
    [
      '330500 2014 gdp 19560300',
      '330500 2014 population 263.8',
      '330500 2015 gdp 20843000',
      '330500 2015 population 263.9',
      '330600 2014 gdp 42658700',
      '330600 2014 population 443.1',
      '330600 2015 gdp 44660000',
      '330600 2015 population 443.5',
    ],
  ],
  [
    'wide: several variables each with repeated year header in row 2, csv (blank merges)',
    {},
    `
      城市|地区生产总值（亿元）||年末总人口（万人）|
      |2014|2015|2014|2015
      绍兴市|4265.87|4466.0|443.1|443.5
    `,
    [
      '330600 2014 gdp 42658700',
      '330600 2014 population 443.1',
      '330600 2015 gdp 44660000',
      '330600 2015 population 443.5',
    ],
  ],
  [
    'English scopes and total header levels',
    {},
    `
      City|Year|Total Population (10 000 persons)|<|GRP (10 000 yuan)|<
      ^|^|Total City|Districts under City|Total City|Districts under City
      Shaoxing|2014|443.1|216.2|42658700|22658700
    `,
    ['330600 2014 gdp 42658700', '330600 2014 population 443.1'],
  ],
  [
    'year header in Chinese brackets, thousands: (2014) 人口(千人)',
    {},
    `
      城市|年末总人口（千人）（2014）|年末总人口（千人）（2015）
      绍兴市|4431|4435
    `,
    ['330600 2014 population 443.1', '330600 2015 population 443.5'],
  ],
  [
    'header 2014 and 2014年 twice: value and 增速',
    { file: 'GDP亿元.xlsx' },
    `
      城市|2014年|增长%|2015年|增长%
      绍兴市|4265.87|7.5|4466.0|7.1
    `,
    ['330600 2014 gdp 42658700', '330600 2015 gdp 44660000'],
  ],
  [
    'header plain 2014 and 2014(增速)',
    { file: 'GDP（亿元）.xlsx' },
    `
      城市|2014|2014增速|2015|2015增速
      绍兴市|4265.87|7.5|4466.0|7.1
    `,
    ['330600 2014 gdp 42658700', '330600 2015 gdp 44660000'],
  ],
  [
    '常住人口 in title, columns are years',
    { file: '各市常住人口（万人）.xlsx' },
    `
      城市|2014|2015
      绍兴市|495.6|496.8
    `,
    [],
  ],
  [
    'title 年末总人口 and sub-title 其中：常住人口',
    {},
    `
      年末总人口（万人）||
      其中：常住人口||
      城市|2014|2015
      绍兴市|495.6|496.8
    `,
    [],
  ],
  [
    'ods with hidden? percent typed shares csv with text 万',
    { file: '2014.csv' },
    `
      城市|地区生产总值|年末总人口
      绍兴市|4265.87亿|443.1万
    `,
    ['330600 2014 gdp 42658700', '330600 2014 population 443.1'],
  ],
];

test.each(TABLES)('%s', (_, about, text, expected) => {
  expect(valuesOf(textTable(text, about))).toEqual(expected);
});
