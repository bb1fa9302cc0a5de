import { expect, test } from 'vitest';
import { readMarketisation } from '../../src/cities/marketisation.ts';
import type { Cell } from '../../src/cities/types.ts';
import { codeOf } from '../support/workbook.ts';
import { GAZETTEER } from './reference.ts';

function read(rows: readonly (readonly Cell[])[]) {
  const { observations, rejected, counts } = readMarketisation(
    { file: 'm.xlsx', sheet: '', rows },
    GAZETTEER,
  );
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
    counts: { read: 6, missing: 1, rejected: 3 },
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

test('a sheet without the columns', () => {
  expect(
    codeOf(() =>
      read([
        ['省份', '得分'],
        ['浙江', 9],
      ]),
    ),
  ).toBe('E_COLUMN_MISSING');
});
