import { expect, test } from 'vitest';
import { textTable, valuesOf, type AboutTable } from '../text-table.ts';

/** Tables as databases, yearbooks and researchers write them; nothing else may be read of them. */
const TABLES: readonly (readonly [string, AboutTable, string, readonly string[]])[] = [
  [
    'CSMAR full with code, Chinese, unit rows',
    { file: 'CRE_Gdpct01.xlsx' },
    `
      Sgnyea|Prvcnm|Prvcnm_id|Ctnm|Ctnm_id|Gdpct01|Gdpct02|Gdpct03|Gdpct04|Gdpct05
      统计年度|所属省份|所属省份代码|城市名称|城市代码|地区生产总值|第一产业|第二产业|第三产业占GDP比重|人均地区生产总值
      没有单位|没有单位|没有单位|没有单位|没有单位|亿元|亿元|亿元|%|元
      2014|浙江省|330000|绍兴市|330600|4265.87|200.1|2200.2|43.1|96204
      2014|浙江省|330000|湖州市|330500|1956.03|120.1|1000.2|41.8|66800
    `,
    [
      '330500 2014 gdp 19560300',
      '330500 2014 gdp_per_capita 66800',
      '330500 2014 tertiary_share 41.8',
      '330600 2014 gdp 42658700',
      '330600 2014 gdp_per_capita 96204',
      '330600 2014 tertiary_share 43.1',
    ],
  ],
  [
    'CNRDS 指标名称 指标值 单位',
    {},
    `
      年份|省份|城市|指标名称|指标值|单位
      2014|浙江省|绍兴市|地区生产总值|4265.87|亿元
      2014|浙江省|绍兴市|年末户籍人口|4431|千人
      2014|浙江省|绍兴市|第三产业占GDP的比重|43.1|%
      2014|浙江省|绍兴市|地区生产总值增长率|7.5|%
      2014|浙江省|湖州市|地区生产总值|195603|百万元
      2014|浙江省|湖州市|年末户籍人口|263.8|万人
    `,
    [
      '330500 2014 gdp 19560300',
      '330500 2014 population 263.8',
      '330600 2014 gdp 42658700',
      '330600 2014 population 443.1',
      '330600 2014 tertiary_share 43.1',
    ],
  ],
  [
    'EPS 地区×指标 rows',
    {},
    `
      地区|指标|单位|2014年|2015年
      绍兴市|地区生产总值(当年价格)_全市|万元|42658700|44660000
      绍兴市|地区生产总值(当年价格)_市辖区|万元|22658700|24660000
      绍兴市|年末总人口_全市|万人|443.1|443.5
      绍兴市|年末总人口_市辖区|万人|216.2|217
      湖州市|地区生产总值(当年价格)_全市|万元|19560300|20843000
    `,
    [
      '330500 2014 gdp 19560300',
      '330500 2015 gdp 20843000',
      '330600 2014 gdp 42658700',
      '330600 2014 population 443.1',
      '330600 2015 gdp 44660000',
      '330600 2015 population 443.5',
    ],
  ],
  [
    'EPS: single indicator, title row 指标：, 单位：',
    {},
    `
      指标：年末总人口_全市|单位：万人|
      地区|2014年|2015年
      绍兴市|443.1|443.5
      湖州市|263.8|263.9
      数据来源：EPS数据平台||
    `,
    [
      '330500 2014 population 263.8',
      '330500 2015 population 263.9',
      '330600 2014 population 443.1',
      '330600 2015 population 443.5',
    ],
  ],
  [
    'EPS: 地区\\\\指标 corner, years as blocks',
    {},
    `
      时间：2014年||
      地区\\指标|地区生产总值（亿元）|年末总人口（万人）
      绍兴市|4265.87|443.1
      湖州市|1956.03|263.8
      时间：2015年||
      地区\\指标|地区生产总值（亿元）|年末总人口（万人）
      绍兴市|4466.0|443.5
      湖州市|2084.3|263.9
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
    'year in columns descending, 指标 with unit behind a comma',
    {},
    `
      城市|指标|2015年|2014年
      绍兴市|年末总人口,万人|443.5|443.1
      绍兴市|地区生产总值，亿元|4466.0|4265.87
    `,
    [
      '330600 2014 gdp 42658700',
      '330600 2014 population 443.1',
      '330600 2015 gdp 44660000',
      '330600 2015 population 443.5',
    ],
  ],
  [
    'CNRDS in wide: indicator code and 变量名',
    {},
    `
      城市代码|城市|年度|变量|变量值|计量单位
      330600|绍兴市|2014|地区生产总值|4265.87|亿元
      330600|绍兴市|2014|全社会用电量|301.5|亿千瓦时
      330600|绍兴市|2014|供气总量(人工、天然气)|39610|万立方米
      330600|绍兴市|2014|液化石油气供气总量|65000|吨
    `,
    [
      '330600 2014 electricity 3015000',
      '330600 2014 gas 39610',
      '330600 2014 gdp 42658700',
      '330600 2014 lpg 65000',
    ],
  ],
  [
    'shares as fractions and urban share in percent',
    {},
    `
      城市|年份|三产占比|常住人口城镇化率
      绍兴市|2014|0.431|62.1
      湖州市|2014|0.418|57.4
      嘉兴市|2014|0.426|59.2
    `,
    [
      '330400 2014 tertiary_share 42.6',
      '330400 2014 urban_share 59.2',
      '330500 2014 tertiary_share 41.8',
      '330500 2014 urban_share 57.4',
      '330600 2014 tertiary_share 43.1',
      '330600 2014 urban_share 62.1',
    ],
  ],
  [
    'gas total and its parts',
    {},
    `
      城市|年份|供气总量（万立方米）|其中：人工煤气（万立方米）|天然气（万立方米）
      绍兴市|2014|39610|1210|38400
    `,
    ['330600 2014 gas 39610'],
  ],
  [
    'two-line bilingual headers in one cell',
    {},
    `
      城市\\nCity|年份\\nYear|地区生产总值\\nGross Regional Product\\n（亿元）\\n(100 million yuan)|年末总人口\\nTotal Population (year-end)\\n（万人）\\n(10 000 persons)
      绍兴市 Shaoxing|2014|4265.87|443.1
      湖州市 Huzhou|2014|1956.03|263.8
    `,
    [
      '330500 2014 gdp 19560300',
      '330500 2014 population 263.8',
      '330600 2014 gdp 42658700',
      '330600 2014 population 443.1',
    ],
  ],
  [
    'two header rows: Chinese then English',
    {},
    `
      城市|年份|地区生产总值|年末总人口
      City|Year|Gross Regional Product|Population at year-end
      ||(亿元)|(万人)
      绍兴市|2014|4265.87|443.1
    `,
    ['330600 2014 gdp 42658700', '330600 2014 population 443.1'],
  ],
  [
    'order: year, province, variables, city last',
    {},
    `
      序号|年份|年末总人口（万人）|地区生产总值（万元）|省份|城市
      1|2014|443.1|42658700|浙江省|绍兴市
      2|2014|263.8|19560300|浙江省|湖州市
    `,
    [
      '330500 2014 gdp 19560300',
      '330500 2014 population 263.8',
      '330600 2014 gdp 42658700',
      '330600 2014 population 443.1',
    ],
  ],
  [
    'English panel',
    { file: 'panel.csv' },
    `
      prefecture_city|province|year|GRP (100 million RMB)|Total population (10,000 persons)|Tertiary industry share of GDP (%)
      Shaoxing City|Zhejiang|2014|4265.87|443.1|43.1
      Suzhou|Jiangsu|2014|13760.89|661.1|48.4
      Suzhou|Anhui|2014|1126.07|650.1|38.3
    `,
    [
      '320500 2014 gdp 137608900',
      '320500 2014 population 661.1',
      '320500 2014 tertiary_share 48.4',
      '330600 2014 gdp 42658700',
      '330600 2014 population 443.1',
      '330600 2014 tertiary_share 43.1',
      '341300 2014 gdp 11260700',
      '341300 2014 population 650.1',
      '341300 2014 tertiary_share 38.3',
    ],
  ],
  [
    'header after many note rows, header with blanks within',
    {},
    `
      附表3|||
      本表数据由课题组整理|||
      更新日期：2021年3月|||
      |||
      城 市|年 份|地 区 生 产 总 值 （亿 元）|年 末 总 人 口 （万 人）
      绍 兴|2014|4265.87|443.1
    `,
    ['330600 2014 gdp 42658700', '330600 2014 population 443.1'],
  ],
  [
    'no header for city column',
    {},
    `
      |年份|GDP（亿元）
      绍兴市|2014|4265.87
    `,
    ['330600 2014 gdp 42658700'],
  ],
  [
    'six-digit, four-digit and 12-digit codes, no names',
    {},
    `
      行政区划代码|年份|GDP（亿元）
      330600|2014|4265.87
      3305|2014|1956.03
      330400000000|2014|3352.98
    `,
    ['330400 2014 gdp 33529800', '330500 2014 gdp 19560300', '330600 2014 gdp 42658700'],
  ],
  [
    'province column tells equal pinyin; ambiguous without it',
    {},
    `
      city|year|GDP (100 million yuan)
      Suzhou|2014|13760.89
      Shaoxing|2014|4265.87
      Taizhou|2014|3370.9
    `,
    ['330600 2014 gdp 42658700'],
  ],
  [
    'a row of total, province and region rows',
    { file: '2014.xlsx' },
    `
      地区|GDP（亿元）
      全国|636139
      浙江省|40173
      绍兴市|4265.87
      湖州市|1956.03
      合计|46000
      平均|2000
      吉林|13803
      吉林市|2730.4
      海南|3500
    `,
    ['220200 2014 gdp 27304000', '330500 2014 gdp 19560300', '330600 2014 gdp 42658700'],
  ],
  [
    'two columns of GDP that disagree: 初步核算 and 最终核实',
    { file: '2014.csv' },
    `
      城市|地区生产总值（亿元）|地区生产总值（亿元）
      绍兴市|4265.87|4300.1
    `,
    [],
  ],
  [
    'single city per file',
    { file: '绍兴市.csv' },
    `
      年份|地区生产总值（亿元）
      2014|4265.87
      2015|4466.0
    `,
    ['330600 2014 gdp 42658700', '330600 2015 gdp 44660000'],
  ],
  [
    'county rows below cities, districts',
    { file: '2014.xlsx' },
    `
      地区|GDP（亿元）
      绍兴市|4265.87
        越城区|600
        诸暨市|950
        新昌县|330
      湖州市|1956.03
    `,
    ['330500 2014 gdp 19560300', '330600 2014 gdp 42658700'],
  ],
  [
    'monthly or quarterly columns',
    {},
    `
      城市|年份|一季度GDP（亿元）|GDP（亿元）|1-6月GDP（亿元）
      绍兴市|2014|900|4265.87|2000
    `,
    ['330600 2014 gdp 42658700'],
  ],
  [
    'missing marks of all kinds',
    {},
    `
      城市|年份|GDP（亿元）|年末总人口（万人）
      绍兴市|2014|…|443.1
      湖州市|2014|--|NA
      嘉兴市|2014|#N/A|n.a.
      宁波市|2014|缺失|无
      杭州市|2014|.|#DIV/0!
      合肥市|2014|—|/
      南京市|2014|NULL|nan
    `,
    ['330600 2014 population 443.1'],
  ],
  [
    'city named by province-qualified name',
    { file: '2014.csv' },
    `
      地区|GDP（亿元）
      浙江省绍兴市|4265.87
      浙江-湖州|1956.03
      浙江/嘉兴市|3352.98
    `,
    ['330400 2014 gdp 33529800', '330500 2014 gdp 19560300', '330600 2014 gdp 42658700'],
  ],
  [
    'unit line names some only',
    { file: '2014.xlsx' },
    `
      城市|地区生产总值|人均地区生产总值|第三产业占比
      |万元|元|%
      绍兴市|42658700|96204|43.1
    `,
    [
      '330600 2014 gdp 42658700',
      '330600 2014 gdp_per_capita 96204',
      '330600 2014 tertiary_share 43.1',
    ],
  ],
  [
    'unit column per row in a long panel',
    {},
    `
      城市|年份|GDP|单位
      绍兴市|2014|4265.87|亿元
      湖州市|2014|19560300|万元
    `,
    ['330500 2014 gdp 19560300', '330600 2014 gdp 42658700'],
  ],
  [
    'wide by year per city with blocks of variable below each other in first column',
    {},
    `
      地区生产总值（亿元）||
      |2014|2015
      绍兴市|4265.87|4466.0
      湖州市|1956.03|2084.3
      年末总人口（万人）||
      |2014|2015
      绍兴市|443.1|443.5
      湖州市|263.8|263.9
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
    'hukou vs 常住 in header order; English resident population',
    {},
    `
      city|year|resident population (10,000 persons)|registered population (10,000 persons)
      绍兴市|2014|495.6|443.1
    `,
    ['330600 2014 population 443.1'],
  ],
  [
    'interpolation column flags: 是否插值',
    {},
    `
      城市|年份|年末总人口（万人）|是否插值
      绍兴市|2014|443.1|否
      湖州市|2014|263.8|是
    `,
    ['330600 2014 population 443.1'],
  ],
  [
    'merged city column with gaps by year',
    {},
    `
      城市|年份|GDP（亿元）
      绍兴市|2014|4265.87
      ^|2015|4466.0
      湖州市|2014|1956.03
      ^|2015|2084.3
    `,
    [
      '330500 2014 gdp 19560300',
      '330500 2015 gdp 20843000',
      '330600 2014 gdp 42658700',
      '330600 2015 gdp 44660000',
    ],
  ],
  [
    'year merged over cities',
    {},
    `
      年份|城市|GDP（亿元）
      2014|绍兴市|4265.87
      ^|湖州市|1956.03
      2015|绍兴市|4466.0
      ^|湖州市|2084.3
    `,
    [
      '330500 2014 gdp 19560300',
      '330500 2015 gdp 20843000',
      '330600 2014 gdp 42658700',
      '330600 2015 gdp 44660000',
    ],
  ],
];

test.each(TABLES)('%s', (_, about, text, expected) => {
  expect(valuesOf(textTable(text, about))).toEqual(expected);
});
