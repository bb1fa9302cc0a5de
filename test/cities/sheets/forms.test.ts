import { expect, test } from 'vitest';
import { readStatistics } from '../../../src/cities/sheets/statistics.ts';
import type { RuleOfTable } from '../../../src/sources/rule.ts';
import type { Cell } from '../../../src/sources/table.ts';
import { REFERENCE } from '../reference.ts';

type Rows = readonly (readonly Cell[])[];

interface Given {
  readonly sheet?: string;
  readonly file?: string;
  readonly labels?: readonly string[];
  readonly rule?: RuleOfTable;
}

function reading(rows: Rows, { sheet = 'Sheet1', file = 'a.xlsx', labels, rule = {} }: Given) {
  const about = { file, sheet, rows, format: 'xlsx', hidden: false } as const;
  const table = labels === undefined ? about : { ...about, labels };
  return readStatistics(table, REFERENCE, rule, ['gas', 'lpg']);
}

/** Values as `place year variable value`, in order. */
function values(rows: Rows, given: Given = {}): string[] | string {
  const found = reading(rows, given);
  if ('ignored' in found) return found.ignored;
  const { observations, counts } = found;
  const { read, missing, skipped, rejected } = counts;
  expect(read - missing - skipped - rejected, 'cells accounted for').toBe(observations.length);
  return observations
    .map(({ place, year, variable, value }) => `${place} ${year} ${variable} ${value}`)
    .toSorted();
}

const GDP = [
  '330500 2014 gdp 19561000',
  '330500 2015 gdp 20843000',
  '330600 2014 gdp 42659000',
  '330600 2015 gdp 44660000',
];

/** The same four values in every layout. */
const LAYOUTS: Readonly<Record<string, readonly [Rows, Given?]>> = {
  'a long panel, years first': [
    [
      ['年份', '省份', '城市', '地区生产总值(亿元)'],
      [2014, '浙江省', '绍兴市', 4265.9],
      [2014, '浙江省', '湖州市', 1956.1],
      [2015, '浙江省', '绍兴市', 4466],
      [2015, '浙江省', '湖州市', 2084.3],
    ],
  ],
  'a long panel of merged cells in a text file': [
    [
      ['城市', '年份', 'GDP（亿元）'],
      ['绍兴市', '2014', '4265.9'],
      [null, '2015', '4466'],
      ['湖州市', '2014', '1956.1'],
      ['', '2015', '2084.3'],
    ],
  ],
  'a year column of an unknown name': [
    [
      ['cityname', 't', 'gdp_亿元'],
      ['绍兴', 2014, 4265.9],
      ['绍兴', 2015, 4466],
      ['湖州', 2014, 1956.1],
      ['湖州', 2015, 2084.3],
    ],
    { file: '面板2000-2023.xlsx', sheet: '2018' },
  ],
  'wide by year, variable in the header': [
    [
      ['城市', 'gdp2014(亿元)', 'gdp2015(亿元)'],
      ['绍兴市', 4265.9, 4466],
      ['湖州市', 1956.1, 2084.3],
    ],
  ],
  'wide by year, variable and unit in the title': [
    [
      ['2014-2015年各市地区生产总值（亿元）', null, null],
      ['地区', 2014, 2015],
      ['绍兴市', 4265.9, 4466],
      ['湖州市', 1956.1, 2084.3],
    ],
  ],
  'wide by year, variable in the sheet name, unit in a line': [
    [
      ['', '', '单位：亿元'],
      ['城市', '2014年', '2015年'],
      ['绍兴市', 4265.9, 4466],
      ['湖州市', 1956.1, 2084.3],
    ],
    { sheet: '地区生产总值' },
  ],
  'wide by year, variable in the file name': [
    [
      ['城市', 'X2014', 'X2015'],
      ['绍兴市', 4265.9, 4466],
      ['湖州市', 1956.1, 2084.3],
    ],
    { file: '地级市GDP（亿元）2014-2015.csv', sheet: '' },
  ],
  'years below the variable': [
    [
      ['城市', '地区生产总值(亿元)', null],
      [null, '2014年', '2015年'],
      ['绍兴市', 4265.9, 4466],
      ['湖州市', 1956.1, 2084.3],
    ],
  ],
  'variable below the years, units below that': [
    [
      ['城市', 2014, 2015],
      [null, '地区生产总值', '地区生产总值'],
      [null, '亿元', '亿元'],
      ['绍兴市', 4265.9, 4466],
      ['湖州市', 1956.1, 2084.3],
    ],
  ],
  'cities in columns': [
    [
      ['地区生产总值', null, null],
      ['单位:亿元', null, null],
      ['年份', '绍兴市', '湖州市'],
      [2014, 4265.9, 1956.1],
      [2015, 4466, 2084.3],
    ],
  ],
  'cities in columns below their province, without a name of the years': [
    [
      ['浙江省各市GDP（亿元）', null, null],
      [null, '浙江省', '浙江省'],
      [null, '绍兴', '湖州'],
      ['2014年', 4265.9, 1956.1],
      ['2015年', 4466, 2084.3],
    ],
  ],
  'indicators in rows, cities in columns, merged years': [
    [
      ['年份', '指标', '单位', '绍兴市', '湖州市'],
      [2014, '地区生产总值', '亿元', 4265.9, 1956.1],
      [null, '粮食产量', '万吨', 12, 13],
      [2015, '地区生产总值', '亿元', 4466, 2084.3],
      [null, '粮食产量', '万吨', 12, 13],
    ],
  ],
  'a row for each indicator': [
    [
      ['城市', '年份', '指标名称', '指标值', '单位'],
      ['绍兴市', 2014, '地区生产总值', 4265.9, '亿元'],
      ['绍兴市', 2015, '地区生产总值', 4466, '亿元'],
      ['绍兴市', 2015, '地区生产总值增长率', 7.1, '%'],
      ['湖州市', 2014, '地区生产总值', 1956.1, '亿元'],
      ['湖州市', 2015, '地区生产总值', 2084.3, '亿元'],
    ],
  ],
  'indicators above their cities, once each': [
    [
      ['指标', '地区', '2014', '2015'],
      ['地区生产总值(亿元)', '绍兴市', 4265.9, 4466],
      ['', '湖州市', 1956.1, 2084.3],
      ['第二产业增加值(亿元)', '绍兴市', 2200, 2300],
      ['', '湖州市', 980, 1000],
    ],
  ],
  'indicators beside cities without names of columns': [
    [
      ['', '', '2014年', '2015年'],
      ['绍兴市', '地区生产总值(亿元)', 4265.9, 4466],
      ['湖州市', '地区生产总值(亿元)', 1956.1, 2084.3],
    ],
  ],
  'cities above their indicators in one column': [
    [
      ['指标', '2014年', '2015年'],
      ['绍兴市', null, null],
      ['地区生产总值(亿元)', 4265.9, 4466],
      ['粮食产量(万吨)', 1, 2],
      ['湖州市', null, null],
      ['地区生产总值(亿元)', 1956.1, 2084.3],
    ],
  ],
  'an indicator above its cities in one column': [
    [
      ['地区', '2014年', '2015年'],
      ['地区生产总值(亿元)', null, null],
      ['绍兴市', 4265.9, 4466],
      ['湖州市', 1956.1, 2084.3],
    ],
  ],
  'blocks side by side': [
    [
      ['城市', '年份', 'GDP(亿元)', null, '城市', '年份', 'GDP(亿元)'],
      ['绍兴市', 2014, 4265.9, null, '湖州市', 2014, 1956.1],
      ['绍兴市', 2015, 4466, null, '湖州市', 2015, 2084.3],
    ],
  ],
  'blocks without a gap, the year before the city': [
    [
      ['年份', '城市', 'GDP(亿元)', '年份', '城市', 'GDP(亿元)'],
      [2014, '绍兴市', 4265.9, 2015, '绍兴市', 4466],
      [2014, '湖州市', 1956.1, 2015, '湖州市', 2084.3],
    ],
  ],
  'tables one below the other': [
    [
      ['2014年各市生产总值', null],
      ['城市', 'GDP(亿元)'],
      ['绍兴市', 4265.9],
      ['湖州市', 1956.1],
      [null, null],
      ['2015年各市生产总值', null],
      ['城市', 'GDP(万元)'],
      ['绍兴市', 44_660_000],
      ['湖州市', 20_843_000],
    ],
  ],
  'whole city and districts as rows': [
    [
      ['城市', '口径', '2014', '2015'],
      ['绍兴市', '全市', 4265.9, 4466],
      ['绍兴市', '市辖区', 2630, 2700],
      ['湖州市', '全市', 1956.1, 2084.3],
      ['湖州市', '市辖区', 900, 950],
    ],
    { sheet: 'GDP(亿元)' },
  ],
  'districts named with the city': [
    [
      ['城市', '2014年GDP(亿元)', '2015年GDP(亿元)'],
      ['绍兴市（全市）', 4265.9, 4466],
      ['绍兴市（市辖区）', 2630, 2700],
      ['湖州市', 1956.1, 2084.3],
      ['湖州市市辖区', 900, 950],
    ],
  ],
  'districts in a row below the city': [
    [
      ['城市', '2014年GDP(亿元)', '2015年GDP(亿元)'],
      ['绍兴市', 4265.9, 4466],
      ['市辖区', 2630, 2700],
      ['湖州市', 1956.1, 2084.3],
      ['市辖区', 900, 950],
    ],
  ],
  'codes alone': [
    [
      ['行政区划代码', 'year', 'grp(100 million yuan)'],
      [330600, 2014, 4265.9],
      ['330600', 2015, 4466],
      [330500, 2014, 1956.1],
      ['330500000000', 2015, 2084.3],
    ],
  ],
  'codes under another name': [
    [
      ['城市', 'id', 'year', 'gdp_亿元'],
      [null, 330600, 2014, 4265.9],
      [null, 330600, 2015, 4466],
      [null, 330500, 2014, 1956.1],
      [null, 330500, 2015, 2084.3],
    ],
  ],
  'indicators in rows below a name of places, cities in columns': [
    [
      ['地区', '绍兴市', '湖州市'],
      ['2014年GDP(亿元)', 4265.9, 1956.1],
      ['2015年GDP(亿元)', 4466, 2084.3],
    ],
  ],
  'cities below their variable in the header': [
    [
      ['年份', '地区生产总值(亿元)', null],
      [null, '绍兴市', '湖州市'],
      [2014, 4265.9, 1956.1],
      [2015, 4466, 2084.3],
    ],
  ],
  'codes of CSMAR with their meaning': [
    [
      ['Sgnyea [统计年度]', 'Ctnm_id [城市代码]', 'Gdpct01 [地区生产总值]'],
      ['2014', '330600', '4265.9'],
      ['2015', '330600', '4466'],
      ['2014', '330500', '1956.1'],
      ['2015', '330500', '2084.3'],
    ],
  ],
  'the three header rows of CSMAR': [
    [
      ['Sgnyea', 'Ctnm', 'Ctnm_id', 'Gdpct01', 'Gdpct02'],
      ['统计年度', '城市名称', '城市代码', '地区生产总值', '第一产业占比'],
      ['没有单位', '没有单位', '没有单位', '亿元', '%'],
      ['2014', '绍兴市', '330600', '4265.9', '4'],
      ['2015', '绍兴市', '330600', '4466', '4'],
      ['2014', '湖州市', '330500', '1956.1', '5'],
      ['2015', '湖州市', '330500', '2084.3', '5'],
    ],
  ],
  'a header in two languages': [
    [
      ['城市', '年份', '地区生产总值(亿元)'],
      ['City', 'Year', 'Gross Regional Product (100 million yuan)'],
      ['绍兴市', 2014, 4265.9],
      ['绍兴市', 2015, 4466],
      ['湖州市', 2014, 1956.1],
      ['湖州市', 2015, 2084.3],
    ],
  ],
  'names with labels': [
    [
      ['city', 'year', 'v12'],
      ['绍兴市', 2014, 4265.9],
      ['绍兴市', 2015, 4466],
      ['湖州市', 2014, 1956.1],
      ['湖州市', 2015, 2084.3],
    ],
    { labels: ['', '', '地区生产总值（亿元）'] },
  ],
  'units in the cells': [
    [
      ['城市', '2014年地区生产总值', '2015年地区生产总值'],
      ['绍兴市', '4265.9亿元', '4466 亿元①'],
      ['湖州市', '19561000万元', '2084.3亿元'],
    ],
  ],
  'what the study says of a header': [
    [
      ['城市', '期', '总产出'],
      ['绍兴市', 2014, 4265.9],
      ['绍兴市', 2015, 4466],
      ['湖州市', 2014, 1956.1],
      ['湖州市', 2015, 2084.3],
    ],
    { rule: { columns: { 总产出: { variable: 'gdp', unit: '亿元' }, 期: 'year' } } },
  ],
};

test.each(Object.entries(LAYOUTS))('%s', (_name, [rows, given]) => {
  expect(values(rows, given)).toEqual(GDP);
});
