import { expect, test } from 'vitest';
import { gridsOf } from '../../../src/cities/sheets/grid.ts';
import { cellReader } from '../../../src/cities/sheets/reader.ts';
import type { Cell } from '../../../src/sources/table.ts';
import { REFERENCE } from '../reference.ts';

function grids(rows: readonly (readonly Cell[])[]) {
  const sheet = { file: 'a.xlsx', sheet: '', rows, format: 'xlsx', hidden: false } as const;
  return gridsOf(sheet, cellReader(REFERENCE), {}).map(({ header, start, end, levels, titles }) => {
    return { header, data: [start, end], headers: levels.map((path) => path.join('_')), titles };
  });
}

test('titles, a header of two levels and data', () => {
  expect(
    grids([
      ['各市统计', null, null],
      ['单位', '万元', null],
      ['城市', '地区生产总值', null],
      [null, '全市', '市辖区'],
      ['绍兴市', 1, 2],
    ]),
  ).toEqual([
    {
      header: [2, 3],
      data: [4, 5],
      headers: ['城市', '地区生产总值_全市', '地区生产总值_市辖区'],
      titles: ['各市统计', '单位:万元'],
    },
  ]);
});

test('two tables, each with its title', () => {
  const [first, second] = grids([
    ['2014年', null],
    ['城市', 'GDP(亿元)'],
    ['绍兴市', 1],
    [null, null],
    ['2015年', null],
    ['城市', 'GDP(亿元)'],
    ['绍兴市', 2],
  ]);
  expect([first?.titles, first?.data]).toEqual([['2014年'], [2, 3]]);
  expect([second?.titles, second?.data]).toEqual([['2015年'], [6, 7]]);
});

test('data without any known header', () => {
  expect(
    grids([
      ['x', 'y'],
      ['绍兴市', 1],
    ]),
  ).toMatchObject([{ header: [0, 0], data: [1, 2] }]);
  expect(grids([['绍兴市', 1]])).toMatchObject([{ header: null, data: [0, 1] }]);
  expect(
    grids([
      ['a', 'b'],
      [1, 2],
    ]),
  ).toEqual([]);
});
