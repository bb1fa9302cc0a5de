import { describe, expect, test } from 'vitest';
import { readStatistics } from '../../../src/cities/sheets/statistics.ts';
import type { RuleOfTable } from '../../../src/sources/rule.ts';
import type { Cell } from '../../../src/sources/table.ts';
import { codeOf } from '../../support/workbook.ts';
import { REFERENCE } from '../reference.ts';

type Rows = readonly (readonly Cell[])[];

interface Given {
  readonly sheet?: string;
  readonly file?: string;
  readonly hidden?: boolean;
  readonly rule?: RuleOfTable;
}

function read(rows: Rows, given: Given = {}) {
  const { sheet = 'Sheet1', file = 'a.xlsx', hidden = false, rule = {} } = given;
  return readStatistics({ file, sheet, rows, format: 'xlsx', hidden }, REFERENCE, rule, ['gas']);
}

/** Values, and why others are none: `place year value`, `row reason`. */
function outcome(rows: Rows, given: Given = {}) {
  const found = read(rows, given);
  if ('ignored' in found) return found.ignored;
  const { observations, rejected, counts } = found;
  expect(counts.read - counts.missing - counts.skipped - counts.rejected).toBe(observations.length);
  return {
    values: observations.map(({ place, year, value }) => `${place} ${year} ${value}`),
    reasons: rejected
      .filter(({ reason }) => reason !== 'column_not_used')
      .map(({ origin, reason }) => `${origin.row} ${reason}`),
  };
}

const IN_2015 = { file: '2015年.xlsx' };
const TWO = [
  ['绍兴市', 4466],
  ['湖州市', 2084.3],
];

describe('what is no observation of the variable', () => {
  test.each(['线性插值', '插值后', 'ARIMA填补', '可比价'])('a sheet named %s', (sheet) => {
    const rows = [['城市', 'GDP(亿元)'], ...TWO];
    expect(outcome(rows, { ...IN_2015, sheet })).toMatch(/^no observed values: /);
  });

  test.each(['插值前', '原始数据', '未插值'])('but a sheet named %s is', (sheet) => {
    const rows = [['城市', 'GDP(亿元)'], ...TWO];
    expect(outcome(rows, { ...IN_2015, sheet })).toMatchObject({ values: { length: 2 } });
  });

  test.each([
    ['各市财政收入', 'Sheet1', 'GDP.xlsx'],
    ['', '财政收入', 'GDP（亿元）.xlsx'],
    ['GDP增长率', 'Sheet1', 'a.xlsx'],
  ])('values of years below the title %s in sheet %s of %s', (title, sheet, file) => {
    const rows = [[title, null], ['城市', '2015年'], ...TWO];
    expect(outcome(rows, { sheet, file })).toBe('no known statistic');
  });

  test('a hidden sheet, unless the study names it', () => {
    const rows = [['城市', 'GDP(亿元)'], ...TWO];
    expect(outcome(rows, { ...IN_2015, hidden: true })).toBe('a hidden sheet');
    const named = { ...IN_2015, hidden: true, rule: { sheet: 'Sheet1' } };
    expect(outcome(rows, named)).toMatchObject({ values: { length: 2 } });
  });

  test('a table of the districts only', () => {
    const rows = [['城市', 'GDP(亿元)'], ...TWO];
    expect(outcome([['2015年市辖区统计', null], ...rows])).toBe('values of the districts only');
  });
});

describe('the year', () => {
  const rows = [['城市', 'GDP(亿元)'], ...TWO];

  test.each([
    ['2000-2023面板', 'Sheet1', 'a.xlsx'],
    ['', 'Sheet1', 'gdp导出2022.xlsx'],
    ['城市数据汇总（2018年整理）', 'Sheet1', 'a.xlsx'],
    ['', '2014和2015', 'a.xlsx'],
  ])('is not taken from title %s, sheet %s or file %s', (title, sheet, file) => {
    expect(codeOf(() => read([[title, null], ...rows], { sheet, file }))).toBe('E_YEAR_MISSING');
  });

  test('is that of a setting before that of a title', () => {
    const given = { rule: { year: 2015 } };
    expect(outcome([['2018年', null], ...rows], given)).toMatchObject({
      values: ['330600 2015 44660000', '330500 2015 20843000'],
    });
  });

  test('is not guessed where two columns may hold it', () => {
    const two = [
      ['城市', 'a期', 'b期', 'GDP(亿元)'],
      ['绍兴市', 2014, 2018, 4466],
      ['湖州市', 2015, 2018, 2084.3],
    ];
    expect(codeOf(() => read(two))).toBe('E_YEAR_AMBIGUOUS');
    expect(outcome(two, { rule: { columns: { b期: { ignore: true } } } })).toMatchObject({
      values: ['330600 2014 44660000', '330500 2015 20843000'],
    });
  });

  test('of a header and that of a row must not differ', () => {
    const both = [
      ['城市', '年份', '2015年GDP(亿元)'],
      ['绍兴市', 2015, 4466],
      ['湖州市', 2014, 1956.1],
    ];
    expect(outcome(both)).toEqual({ values: ['330600 2015 44660000'], reasons: ['3 bad_year'] });
  });

  test('of a column with totals among its years is that of the column', () => {
    const table = [
      ['城市', '期', 'GDP(亿元)'],
      ['绍兴市', 2014, 4265.9],
      ['湖州市', 2014, 1956.1],
      ['合计', 99, 6222],
    ];
    expect(outcome(table, { sheet: '2018' })).toMatchObject({
      values: ['330600 2014 42659000', '330500 2014 19561000'],
    });
  });

  test('of a header is not that of another column', () => {
    const table = [
      ['城市', '建市年份', '2014年GDP(亿元)'],
      ['绍兴市', 1983, 4265.9],
    ];
    expect(outcome(table)).toMatchObject({ values: ['330600 2014 42659000'] });
  });

  test('of a quarter is none', () => {
    const quarters = [
      ['城市', '时间', 'GDP(亿元)'],
      ['绍兴市', '2015年1季度', 900],
      ['绍兴市', '2015年', 4466],
    ];
    expect(outcome(quarters)).toEqual({
      values: ['330600 2015 44660000'],
      reasons: ['2 bad_year'],
    });
  });
});

describe('blocks side by side', () => {
  test('keep their values apart where one is blank', () => {
    const rows = [
      ['城市', 'GDP(亿元)', null, '城市', 'GDP(亿元)'],
      ['绍兴市', '-', null, '武汉市', 10_125],
      ['湖州市', null, null, '黄石市', 1228],
    ];
    expect(outcome(rows, IN_2015)).toEqual({
      values: ['420100 2015 101250000', '420200 2015 12280000'],
      reasons: [],
    });
  });

  test('may be of different variables, under names that are blank', () => {
    const rows = [
      ['城市', 'GDP(亿元)', '', '年末总人口(万人)'],
      ['绍兴市', 4466, '武汉市', 829],
      ['湖州市', 2084.3, '黄石市', 267],
    ];
    expect(outcome(rows, IN_2015)).toMatchObject({
      values: [
        '330600 2015 44660000',
        '330500 2015 20843000',
        '420100 2015 829',
        '420200 2015 267',
      ],
    });
  });

  test('may have a first column of cities without a name', () => {
    const rows = [
      ['年份', null, 'GDP(亿元)', '年份', '城市', 'GDP(亿元)'],
      [2015, '绍兴市', null, 2015, '武汉市', 10_125],
      [2015, '湖州市', 2084.3, 2015, '黄石市', 1228],
    ];
    expect(outcome(rows)).toMatchObject({
      values: ['330500 2015 20843000', '420100 2015 101250000', '420200 2015 12280000'],
    });
  });

  test('without a second column of cities are not told apart, so that neither is taken', () => {
    const rows = [
      ['年份', 'GDP(亿元)', null, '城市', '年份', 'GDP(亿元)'],
      [2015, 4466, null, '武汉市', 2015, null],
    ];
    expect(outcome(rows)).toBe('columns with the same header');
  });

  test('are no blocks where two columns name the same cities', () => {
    const rows = [
      ['城市', 'city', 'GDP(亿元)'],
      ['苏州市', 'Suzhou', 14_504],
      ['宿州市', 'Suzhou', 1236],
    ];
    expect(outcome(rows, IN_2015)).toMatchObject({
      values: ['320500 2015 145040000', '341300 2015 12360000'],
    });
  });
});

describe('a part of a sheet that is of something else', () => {
  test('a second table without a name of its cities', () => {
    const rows = [
      ['城市', 'GDP(亿元)'],
      ['绍兴市', 4466],
      [null, '年末总人口(万人)'],
      ['绍兴市', 443.5],
    ];
    expect(outcome(rows, IN_2015)).toMatchObject({
      values: ['330600 2015 44660000', '330600 2015 443.5'],
    });
  });

  test('rows below a line that names another variable', () => {
    const rows = [
      ['城市', 'GDP(亿元)'],
      ['绍兴市', 4466],
      ['二、年末总人口(万人)', null],
      ['绍兴市', 443.5],
    ];
    expect(outcome(rows, IN_2015)).toEqual({
      values: ['330600 2015 44660000'],
      reasons: ['3 part_of_another', '4 part_of_another'],
    });
  });

  test('cities below an indicator that nobody knows', () => {
    const rows = [
      ['地区', '2015年'],
      ['地区生产总值(亿元)', null],
      ['绍兴市', 4466],
      ['粮食产量(万吨)', 99],
      ['绍兴市', 66],
      ['年末总人口(万人)', null],
      ['火星市', 3],
      ['湖州市', 263.9],
    ];
    expect(outcome(rows)).toEqual({
      values: ['330600 2015 44660000', '330500 2015 263.9'],
      reasons: ['5 indicator_not_used', '7 unknown_city'],
    });
  });

  test('indicators below a province or an unknown city', () => {
    const rows = [
      ['指标', '2015年'],
      ['绍兴市', null],
      ['地区生产总值(亿元)', 4466],
      ['浙江省', null],
      ['地区生产总值(亿元)', 42_886],
      ['湖州市', null],
      ['地区生产总值(亿元)', 2084.3],
      ['火星市', null],
      ['地区生产总值(亿元)', 1],
    ];
    expect(outcome(rows)).toMatchObject({
      values: ['330600 2015 44660000', '330500 2015 20843000'],
    });
  });

  test('a total beside cities in columns', () => {
    const rows = [
      ['年末总人口(万人)', null, null, null],
      ['年份', '合计', '绍兴市', '湖州市'],
      [2015, 707.4, 443.5, 263.9],
    ];
    expect(outcome(rows)).toMatchObject({ values: ['330600 2015 443.5', '330500 2015 263.9'] });
  });

  test('an indicator of merged rows of which the first has no value', () => {
    const rows = [
      ['指标', '城市', '2015年'],
      ['地区生产总值(亿元)', '绍兴市', 4466],
      [null, '湖州市', 2084.3],
      ['年末总人口(万人)', '绍兴市', null],
      [null, '湖州市', 263.9],
      ['粮食产量(万吨)', '绍兴市', null],
      [null, '湖州市', 77],
    ];
    expect(outcome(rows)).toMatchObject({
      values: ['330600 2015 44660000', '330500 2015 20843000', '330500 2015 263.9'],
    });
  });
});

describe('rows that say of themselves that they were not observed', () => {
  test.each([
    ['是否插值', 1, 0],
    ['插值标记', '是', '否'],
    ['备注', '线性插值', null],
  ])('%s = %s', (header, yes, no) => {
    const rows = [
      ['城市', '年份', 'GDP(亿元)', header],
      ['绍兴市', 2014, 4265.9, yes],
      ['绍兴市', 2015, 4466, no],
    ];
    expect(outcome(rows)).toEqual({
      values: ['330600 2015 44660000'],
      reasons: ['2 not_observed'],
    });
  });
});

test('marks of notes in headers, names and years', () => {
  const rows = [
    ['城市', '年份', '地区生产总值①(亿元)', '年末总人口[2](万人)'],
    ['绍兴市*', '2015①', '4466③', '443.5'],
  ];
  expect(outcome(rows)).toMatchObject({ values: ['330600 2015 44660000', '330600 2015 443.5'] });
});

describe('units', () => {
  test('of a row and of its indicator must agree', () => {
    const rows = [
      ['城市', '年份', '指标', '单位', '数值'],
      ['绍兴市', 2015, 'GDP(亿元)', '万元', 4466],
      ['湖州市', 2015, 'GDP(亿元)', '亿元', 2084.3],
    ];
    expect(outcome(rows)).toEqual({
      values: ['330500 2015 20843000'],
      reasons: ['2 units_differ'],
    });
  });

  test('of a cell stand, but a multiple alone is not clear below a header with a unit', () => {
    const rows = [
      ['城市', 'GDP(万元)'],
      ['绍兴市', '4466亿元'],
      ['湖州市', '2084.3亿'],
      ['宁波市', '45%'],
    ];
    expect(outcome(rows, IN_2015)).toEqual({
      values: ['330600 2015 44660000'],
      reasons: ['3 units_differ', '4 unknown_unit'],
    });
  });

  test('of a line are told apart by what they measure', () => {
    const rows = [
      ['单位：亿元、万人、%', null, null, null],
      ['城市', 'GDP', '年末总人口', '城镇化率'],
      ['绍兴市', 4466, 443.5, 61.1],
    ];
    expect(outcome(rows, IN_2015)).toMatchObject({
      values: ['330600 2015 44660000', '330600 2015 443.5', '330600 2015 61.1'],
    });
  });

  test('with two in question, none is taken', () => {
    const rows = [
      ['单位：亿元、万元', null],
      ['城市', 'GDP'],
      ['绍兴市', 4466],
    ];
    expect(outcome(rows, IN_2015)).toEqual({ values: [], reasons: ['3 unknown_unit'] });
  });
});

describe('numbers of a column', () => {
  test('with a decimal comma somewhere have no comma between thousands', () => {
    const rows = [
      ['城市', 'GDP(亿元)'],
      ['绍兴市', '4466'],
      ['湖州市', '2,084'],
      ['宁波市', '801,3'],
    ];
    expect(outcome(rows, IN_2015)).toEqual({
      values: ['330600 2015 44660000'],
      reasons: ['3 decimal_comma', '4 not_a_number'],
    });
  });

  test.each(['第三产业占GDP比重', '城镇化率(%)', '常住人口城镇化率'])(
    '%s between 0 and 1 are shares of one',
    (header) => {
      const rows = [
        ['城市', header],
        ['绍兴市', 0.611],
        ['湖州市', '0.57'],
        ['深圳市', 1],
      ];
      expect(outcome(rows, IN_2015)).toMatchObject({
        values: ['330600 2015 61.1', '330500 2015 57', '440300 2015 100'],
      });
    },
  );

  test('are not where one of them is larger, or the cell says percent', () => {
    const mixed = [
      ['城市', '2014年城镇化率', '2015年城镇化率'],
      ['绍兴市', 0.6, 61.1],
    ];
    expect(outcome(mixed)).toMatchObject({ values: ['330600 2014 0.6', '330600 2015 61.1'] });
    expect(
      outcome(
        [
          ['城市', '城镇化率'],
          ['绍兴市', '0.6%'],
        ],
        IN_2015,
      ),
    ).toMatchObject({
      values: ['330600 2015 0.6'],
    });
  });
});

test('a name that is missing among merged cells is not that of the city above', () => {
  const rows = [
    ['城市', '年份', 'GDP(亿元)'],
    ['绍兴市', 2014, 4265.9],
    [null, 2015, 4466],
    [null, 2014, 1956.1],
    [null, 2015, 2084.3],
  ];
  expect(outcome(rows)).toEqual({
    values: ['330600 2014 42659000', '330600 2015 44660000'],
    reasons: ['4 no_city', '5 no_city'],
  });
});

test('a scope that is missing is not the whole city', () => {
  const rows = [
    ['城市', '口径', 'GDP(亿元)'],
    ['绍兴市', '全市', 4466],
    ['绍兴市', null, 2700],
    ['湖州市', '全市', 2084.3],
  ];
  expect(outcome(rows, IN_2015)).toMatchObject({
    values: ['330600 2015 44660000', '330500 2015 20843000'],
    reasons: ['3 unknown_scope'],
  });
});

test('a scope that nobody knows is not taken for the whole city', () => {
  const rows = [
    ['城市', '口径', 'GDP(亿元)'],
    ['绍兴市', '全市', 4466],
    ['湖州市', '建成区', 900],
  ];
  expect(outcome(rows, IN_2015)).toEqual({
    values: ['330600 2015 44660000'],
    reasons: ['3 unknown_scope'],
  });
});

test('gas of the districts counts as rows too', () => {
  const rows = [
    ['城市', '范围', '供气总量(万立方米)', '年末总人口(万人)'],
    ['绍兴市', '市辖区', 12_000, 216],
  ];
  expect(outcome(rows, IN_2015)).toMatchObject({
    values: ['330600 2015 12000'],
    reasons: ['2 row_of_districts'],
  });
});

describe('a setting', () => {
  const rows = [
    ['x', 'y', 'z'],
    ['城市', '年份', '产值'],
    ['绍兴市', 2015, 4466],
  ];

  test('names header rows, variable, unit, year and scope', () => {
    const columns = { 产值: { variable: 'gdp', unit: '亿元' } };
    expect(outcome(rows, { rule: { header_rows: 2, columns } })).toMatchObject({
      values: ['330600 2015 44660000'],
    });
    const districts = { variable: 'gdp', unit: '亿元', scope: '市辖区' };
    expect(outcome(rows, { rule: { header_rows: 2, columns: { 产值: districts } } })).toBe(
      'values of the districts only',
    );
  });

  test.each([
    [{ variable: 'gpd' }, 'Did you mean "gdp"?'],
    [{ variable: 'gdp', unit: '万园' }, 'Did you mean "万元"?'],
    [{ variable: 'gdp', scope: '全省' }, 'Did you mean "全市"?'],
  ])('%j is refused', (said, hint) => {
    const rule = { header_rows: 2, columns: { 产值: said } };
    expect(() => read(rows, { rule })).toThrow(
      expect.objectContaining({ code: 'E_SOURCE_RULE', hint }) as Error,
    );
  });
});

test('the mapping says what each column was taken for', () => {
  const found = read(
    [
      ['城市', '年份', '地区生产总值(亿元)', '三产占比', '教育支出(万元)', 'GDP增长率'],
      ['绍兴市', 2015, 4466, 0.45, 1, 2],
    ],
    { file: 'x/2012年.xlsx' },
  );
  const { mapping } = found;
  expect(mapping).toMatchObject({
    kind: 'statistics, a row for each city and year, a column for each variable',
    kindZh: '城市统计，一行为一个城市与年份，一列为一个变量',
    headerRows: [1, 1],
    yearFrom: 'column',
  });
  expect(
    mapping?.columns.map(({ variable, unit, note, nearest }) => [variable, unit, note, nearest]),
  ).toEqual([
    ['city', null, null, null],
    ['year', null, null, null],
    ['gdp', '亿元', null, null],
    ['tertiary_share', '%', 'between 0 and 1: read as shares of one, times 100', null],
    [null, '万元', 'not this statistic: of one purpose', null],
    [null, null, 'not this statistic: a rate of growth', null],
  ]);
});

test('a known column that is left out for its scope is near the variable that it holds', () => {
  const { mapping } = read(
    [
      ['城市', 'GDP(亿元)', 'GDP(亿元)_市辖区'],
      ['绍兴市', 4466, 2000],
    ],
    IN_2015,
  );
  expect(mapping?.columns.at(-1)).toMatchObject({
    variable: null,
    nearest: 'gdp',
    note: 'of the districts of the city',
  });
});

test.each([
  ['GDP(亿元)', /: 2014 \}\]\.$/u],
  ['时点', /columns: \{ 时点: year \}/u],
])(
  'where no year is found, %s is offered as its column only if it is nothing else',
  (last, hint) => {
    const rows: Rows = [
      ['城市', 'GDP(亿元)', last],
      ['绍兴市', 4466, '甲'],
    ];
    expect(() => read(last === '时点' ? rows : rows.map((row) => row.slice(0, 2)))).toThrow(
      expect.objectContaining({
        code: 'E_YEAR_MISSING',
        hint: expect.stringMatching(hint) as string,
      }),
    );
  },
);
