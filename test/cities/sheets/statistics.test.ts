import { describe, expect, test } from 'vitest';
import { readStatistics } from '../../../src/cities/sheets/statistics.ts';
import { sheetsOf } from '../../support/sheets.ts';
import type { RuleOfTable } from '../../../src/sources/rule.ts';
import type { Cell } from '../../../src/sources/table.ts';
import { UserError } from '../../../src/text/user-error.ts';
import { REFERENCE } from '../reference.ts';

const NO_ZERO = ['gas', 'lpg'];

function read(
  rows: readonly (readonly Cell[])[],
  file = 'raw/file.xlsx',
  sheet = 'Sheet1',
  rule: RuleOfTable = {},
) {
  const found = readStatistics(
    { file, sheet, rows, format: 'xlsx', hidden: false },
    REFERENCE,
    rule,
    NO_ZERO,
  );
  if ('ignored' in found) throw new Error(found.ignored);
  const { observations, rejected, counts } = found;
  return {
    values: observations.map(({ place, year, variable, value }) => [place, year, variable, value]),
    reasons: rejected.map(({ origin, value, reason }) => [
      origin.row,
      origin.column,
      value,
      reason,
    ]),
    counts,
  };
}

describe('forms of sheets', () => {
  test('a long panel with units in its headers', () => {
    const { values, reasons, counts } = read([
      [
        '行政区划代码',
        '城市',
        '年份',
        '地区生产总值_当年价格_全市_亿元',
        '年末总人口_全市_万人',
        '备注',
      ],
      [330100, '杭州市', 2006, 3443.5, '666.31', null],
      [340100, '合肥市', '2006年', '1，073.76', '４６９．８５', 'x'],
      [null, '襄樊市', 2006, '-', '', null],
    ]);
    expect(values).toEqual([
      [330100, 2006, 'gdp', 34_435_000],
      [330100, 2006, 'population', 666.31],
      [340100, 2006, 'gdp', 10_737_600],
      [340100, 2006, 'population', 469.85],
    ]);
    expect(reasons).toEqual([[1, '备注', '备注', 'column_not_used']]);
    expect(counts).toEqual({ read: 6, missing: 2, skipped: 0, rejected: 0 });
  });

  test('a yearbook sheet: title, unit, header of two levels, rows of provinces, source line', () => {
    const { values, reasons } = read([
      ['中国2014年地级以上城市人口统计', null, null, null, null],
      ['单位：万人', null, null, null, null],
      ['城市', '年末总人口', null, '供气总量(人工、天然气)(万立方米)', null],
      [null, '全市', '市辖区', '全市', '市辖区'],
      ['北京市', 1333.4, 1259.9, null, 5],
      ['吉　林', 2671.3, 990, null, null],
      ['\u00A0\u00A0吉 林 市', 426.24, 180.77, null, 9],
      ['安徽省', 6900, 2000, null, null],
      ['  宿州市', 650.1, 190, null, 0],
      ['摘编自《中国城市统计年鉴2015》', null, null, null, null],
    ]);
    expect(values).toEqual([
      [110000, 2014, 'population', 1333.4],
      [220200, 2014, 'population', 426.24],
      [341300, 2014, 'population', 650.1],
    ]);
    expect(reasons).toContainEqual([6, '城市', '吉　林', 'province_row']);
    expect(reasons).toContainEqual([10, '城市', '摘编自《中国城市统计年鉴2015》', 'note_row']);
    expect(reasons).toContainEqual([
      4,
      '年末总人口_市辖区',
      '年末总人口_市辖区',
      'column_of_districts',
    ]);
  });

  test('gas of the districts counts where the sheet has no other', () => {
    const { values, reasons } = read(
      [
        [
          '城市',
          '供气总量(万立方米)_市辖区',
          '液化石油气供气总量(吨)_市辖区',
          '年末总人口(万人)_市辖区',
        ],
        ['杭州市', 12_000, 0, 400],
      ],
      'raw/2014年.xlsx',
    );
    expect(values).toEqual([[330100, 2014, 'gas', 12_000]]);
    expect(reasons).toEqual([
      [1, '年末总人口(万人)_市辖区', '年末总人口(万人)_市辖区', 'column_of_districts'],
      [2, '液化石油气供气总量(吨)_市辖区', '0', 'zero_as_missing'],
    ]);
  });

  test('a wide sheet: one row for a city, a column for each year', () => {
    const { values } = read([
      ['city', 'pop2005 (10000 persons)', 'pop2006 (10000 persons)'],
      ['Hangzhou', 660.45, 666.31],
    ]);
    expect(values).toEqual([
      [330100, 2005, 'population', 660.45],
      [330100, 2006, 'population', 666.31],
    ]);
  });

  test('a header of two levels in a text file, where merged cells are blanks', async () => {
    const text =
      '城市,地区生产总值(万元),,年末总人口(万人),\n,全市,市辖区,全市,市辖区\n杭州市,34415068,28000000,666.31,414.5\n';
    const [sheet] = await sheetsOf(text, '2006.csv');
    expect(read(sheet?.rows ?? [], '2006.csv').values).toEqual([
      [330100, 2006, 'gdp', 34_415_068],
      [330100, 2006, 'population', 666.31],
    ]);
  });

  test('a file of CSMAR: mark, quotes, codes, English names with blanks, conflict marks', async () => {
    const text =
      '\uFEFF"Sgnyea","Citycode","Ctnm_en","Gdpct01","GDP_PerCapita"\n"2006","650200","Karamay(city) ","4293.0000","",\n<<<<<<< HEAD\n"2006","110000","Beijing ","8117.7800","51722.0000"\n';
    const [sheet] = await sheetsOf(text, 'csmar.csv');
    const { values, reasons } = read(sheet?.rows ?? []);
    expect(values).toEqual([
      [650200, 2006, 'gdp', 42_930_000],
      [110000, 2006, 'gdp', expect.closeTo(81_177_800, 6)],
      [110000, 2006, 'gdp_per_capita', 51_722],
    ]);
    expect(reasons.map(([, , , reason]) => reason)).toEqual(['note_row']);
  });

  test('the province row above tells cities of one English name apart', () => {
    const { values } = read(
      [
        ['Area', 'Total population (10000 persons)'],
        ['Jiangsu', 7000],
        ['  Suzhou', 660],
        ['Anhui', 6000],
        ['  Suzhou', 640],
      ],
      'raw/2012.xlsx',
    );
    expect(values.map(([place]) => place)).toEqual([320500, 341300]);
  });

  test('the year comes from title, edition, sheet or file, in this order', () => {
    const rows = [
      ['城市', '年末总人口(万人)'],
      ['杭州市', 700],
    ];
    const year = (above: Cell[][], sheet: string, file: string) =>
      read([...above, ...rows], file, sheet).values[0]?.[1];
    expect([
      year([['2014年城市人口', null]], '2013', 'raw/2012.xls'),
      year([['中国城市统计年鉴2015', null]], '2013', 'raw/2012.xls'),
      year([], '2013', 'raw/2012.xls'),
      year([], 'Sheet1', 'raw/2012.xls'),
      year([], 'Sheet1', 'raw/中国城市统计年鉴2013.xls'),
    ]).toEqual([2014, 2014, 2013, 2012, 2012]);
  });
});

describe('cells and rows that cannot be used', () => {
  test.each([
    [
      'an unknown unit',
      '地区生产总值(万美元)',
      '杭州市',
      2006,
      100,
      [2, '地区生产总值(万美元)', '100', 'unknown_unit'],
    ],
    ['no unit', '地区生产总值', '杭州市', 2006, 100, [2, '地区生产总值', '100', 'unknown_unit']],
    [
      'a unit of something else',
      '地区生产总值(吨)',
      '杭州市',
      2006,
      100,
      [2, '地区生产总值(吨)', '100', 'unknown_unit'],
    ],
    [
      'text for a number',
      '年末总人口(万人)',
      '杭州市',
      2006,
      '约700',
      [2, '年末总人口(万人)', '约700', 'not_a_number'],
    ],
    [
      'an unknown city',
      '年末总人口(万人)',
      '火星市',
      2006,
      700,
      [2, '城市', '火星市', 'unknown_city'],
    ],
    ['no city', '年末总人口(万人)', null, 2006, 700, [2, '城市', '', 'no_city']],
    [
      'a county-level city',
      '年末总人口(万人)',
      '昆山市',
      2006,
      70,
      [2, '城市', '昆山市', 'county_level_unit'],
    ],
    ['no year', '年末总人口(万人)', '杭州市', '六', 700, [2, '年份', '六', 'bad_year']],
  ])('%s', (_name, header, city, year, value, reason) => {
    const { values, reasons, counts } = read([
      ['城市', '年份', header],
      [city, year, value],
      ['苏州市', 2006, null],
    ]);
    expect(values).toEqual([]);
    expect(reasons).toEqual([reason]);
    expect(counts).toEqual({ read: 2, missing: 1, skipped: 0, rejected: 1 });
  });

  test('a code that contradicts the name', () => {
    const { reasons } = read([
      ['代码', '城市', '年份', '年末总人口(万人)'],
      [320500, '杭州市', 2006, 1],
    ]);
    expect(reasons).toEqual([[2, '城市', '杭州市', 'code_and_name_differ']]);
  });
});

function outcomeOf(rows: readonly (readonly Cell[])[]): string {
  try {
    read(rows);
  } catch (error) {
    return error instanceof UserError ? error.code : String(error).replace('Error: ', '');
  }
  return 'read';
}

describe('sheets that cannot be used', () => {
  test.each([
    [
      'no column of cities',
      [
        ['编号', '数值'],
        [1, 2],
      ],
      'no cities',
    ],
    [
      'no variable',
      [
        ['城市', '年份', '降水量(毫米)'],
        ['杭州市', 2006, 1400],
      ],
      'no known statistic',
    ],
    [
      'no year',
      [
        ['城市', '年末总人口(万人)'],
        ['杭州市', 700],
      ],
      'E_YEAR_MISSING',
    ],
  ])('%s', (_name, rows, code) => {
    expect(outcomeOf(rows)).toBe(code);
  });
});
