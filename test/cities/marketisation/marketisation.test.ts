import { expect, test } from 'vitest';
import { readMarketisation } from '../../../src/cities/marketisation/marketisation.ts';
import type { RuleOfTable } from '../../../src/sources/rule.ts';
import type { Cell } from '../../../src/sources/table.ts';
import { codeOf } from '../../support/workbook.ts';
import { GAZETTEER, INDEX_WORDS } from '../reference.ts';

interface Given {
  readonly sheet?: string;
  readonly file?: string;
  readonly base?: string;
  readonly rule?: RuleOfTable;
}

function outcome(rows: readonly (readonly Cell[])[], given: Given = {}) {
  const { sheet = '', file = 'm.xlsx', base = '', rule = {} } = given;
  const table = { file, sheet, rows, format: 'xlsx', hidden: false } as const;
  return readMarketisation(table, INDEX_WORDS, GAZETTEER, rule, base);
}

function read(rows: readonly (readonly Cell[])[], given: Given = {}) {
  const found = outcome(rows, given);
  if ('ignored' in found) return { ignored: found.ignored };
  const { observations, rejected, counts } = found;
  return {
    values: observations.map(({ place, year, value }) => [place, year, value]),
    reasons: rejected.map(({ origin, value, reason }) => [origin.row, value, reason]),
    counts,
  };
}

test('one row for a province and year', () => {
  expect(
    read([
      ['_id', 'year', 'area', 'total', '政府与市场的关系'],
      [1, 2006, '浙江', 9.8, 9],
      [2, 2006, '西藏', '-0.3', 2],
      [3, 2006, '内蒙古自治区', '-', 2],
      [4, 2006, '火星', 3, 2],
      [5, '六', '江苏', 3, 2],
      [6, 2006, '江苏', 98, 2],
    ]),
  ).toEqual({
    values: [
      [33, 2006, 9.8],
      [54, 2006, -0.3],
    ],
    reasons: [
      [5, '火星', 'unknown_province'],
      [6, '六', 'bad_year'],
      [7, '98', 'out_of_scale'],
    ],
    counts: { read: 6, missing: 1, skipped: 0, rejected: 3 },
  });
});

test('one row for a province, a column for each year', () => {
  expect(
    read([
      ['各省市场化指数', null, null],
      ['省份', '2006年', '2007年'],
      ['浙江省', 9.8, '１０．１'],
    ]).values,
  ).toEqual([
    [33, 2006, 9.8],
    [33, 2007, 10.1],
  ]);
});

test.each([
  [
    'a row number named index',
    [
      ['index', '省份', '年份', 'mkt'],
      [0, '浙江', 2015, 9.41],
      [1, '江苏', 2015, 9.18],
      [2, '青海', 2015, 3.02],
    ],
  ],
  [
    'ranks before scores',
    [
      ['省份', '年份', '市场化指数排名', '市场化指数'],
      ['浙江', 2015, 1, 9.41],
      ['江苏', 2015, 2, 9.18],
      ['青海', 2015, 30, 3.02],
    ],
  ],
  [
    'ranks under a name that says nothing of them',
    [
      ['省份', '年份', '市场化指数', '市场化总得分'],
      ['浙江', 2015, 1, 9.41],
      ['江苏', 2015, 2, 9.18],
      ['青海', 2015, 30, 3.02],
    ],
  ],
  [
    'score and rank below each year',
    [
      ['省份', '2015年', null],
      [null, '评分', '排名'],
      ['浙江', 9.41, 1],
      ['江苏', 9.18, 2],
      ['青海', 3.02, 30],
    ],
  ],
  [
    'rank and score by year in turn',
    [
      ['市场化指数评分与排名', null, null],
      ['省份', '2015排名', '2015得分'],
      ['浙江', 1, 9.41],
      ['江苏', 2, 9.18],
      ['青海', 30, 3.02],
    ],
  ],
  [
    'provinces side by side',
    [
      ['市场化指数', null, null, null],
      ['年份', '浙江', '江苏', '青海'],
      [2015, 9.41, 9.18, 3.02],
    ],
  ],
  [
    'parts beside the total',
    [
      ['area', 'year', '政府与市场的关系', '法治环境', 'marketization index'],
      ['浙江', 2015, 8.1, 12.2, 9.41],
      ['江苏', 2015, 8.2, 12.1, 9.18],
      ['青海', 2015, 2.2, 1.1, 3.02],
    ],
  ],
  [
    'a row for each index',
    [
      ['省份', '指标', '2015'],
      ['浙江', '市场化总指数', 9.41],
      ['浙江', '非国有经济的发展', 10.2],
      ['江苏', '市场化总指数', 9.18],
      ['青海', '市场化总指数', 3.02],
    ],
  ],
] satisfies [string, Cell[][]][])('the score is taken: %s', (_name, rows) => {
  expect(read(rows).values).toEqual([
    [33, 2015, 9.41],
    [32, 2015, 9.18],
    [63, 2015, 3.02],
  ]);
});

const YEARS = [
  ['省份', 2015, 2016],
  ['浙江', 9.41, 9.62],
  ['江苏', 9.18, 9.33],
];

test.each([
  ['市场化总指数', 'm.xlsx', 4],
  ['Sheet1', 'm.xlsx', 4],
  ['', '市场化指数2015-2016.csv', 4],
  ['政府与市场的关系', '市场化指数.xlsx', 'a part of the index: 政府与市场的关系'],
  ['法治环境', 'm.xlsx', 'a part of the index: 法治环境'],
  ['排名', 'm.xlsx', 'no scores: 排名'],
  ['资源', 'm.xlsx', 'not known as the whole index: 资源'],
] as const)('years side by side in the sheet %s of %s', (sheet, file, expected) => {
  const found = read(YEARS, { sheet, file });
  expect('ignored' in found ? found.ignored : found.values.length).toBe(expected);
});

test('of several bases the one asked for counts, and none is guessed', () => {
  const rows = [
    ['省份', '年份', '市场化指数（基期2008）', '市场化指数(2016年基期)'],
    ['浙江', 2016, 9.97, 10.91],
  ];
  expect(read(rows, { base: '2008' }).values).toEqual([[33, 2016, 9.97]]);
  expect(read(rows, { base: '2016' }).values).toEqual([[33, 2016, 10.91]]);
  expect(codeOf(() => read(rows))).toBe('E_SEVERAL_BASES');
  const editions = [
    ['省份', '年份', '市场化指数2011', '市场化指数2018'],
    ['浙江', 2009, 11.8, 9.1],
  ];
  expect(codeOf(() => read(editions))).toBe('E_SEVERAL_BASES');
  expect(read(editions, { base: '2018' }).values).toEqual([[33, 2009, 9.1]]);
  expect(read(YEARS, { sheet: '基期2016', file: '市场化指数.xlsx', base: '2008' })).toEqual({
    ignored: 'of another base: 2016',
  });
});

test('a setting names the score', () => {
  const rows = [
    ['省份', '年份', 'x9'],
    ['浙江', 2016, 9.97],
  ];
  expect(read(rows)).toEqual({ ignored: 'no score of the whole index' });
  expect(read(rows, { rule: { columns: { x9: 'marketisation' } } }).values).toEqual([
    [33, 2016, 9.97],
  ]);
});

test('sheets without provinces or years', () => {
  expect(
    read([
      ['说明', '数值'],
      ['a', 1],
    ]),
  ).toEqual({ ignored: 'no provinces' });
  expect(
    codeOf(() =>
      read([
        ['省份', '市场化指数'],
        ['浙江', 9.4],
      ]),
    ),
  ).toBe('E_YEAR_MISSING');
});
