import { expect, test } from 'vitest';
import { VARIABLES } from '../../../src/cities/headers/variable.ts';
import { contextOf, readScope, unitOfContext } from '../../../src/cities/sheets/context.ts';
import { cellReader } from '../../../src/cities/sheets/reader.ts';
import { REFERENCE } from '../reference.ts';

function context(titles: readonly string[], sheet = 'Sheet1', file = 'a.xlsx') {
  const rows = { file, sheet, rows: [], format: 'xlsx', hidden: false } as const;
  const grid = { sheet: rows, levels: [], header: null, start: 0, end: 0, titles, notes: [] };
  return contextOf(grid, null, cellReader(REFERENCE), {});
}

function unit(variable: string, ...titles: readonly string[]): string | null {
  const found = VARIABLES.find(({ name }) => name === variable);
  if (found === undefined) throw new Error(variable);
  const read = unitOfContext(context(titles), found);
  return read.kind === 'unit' ? read.text : null;
}

test('the unit of a line, if it fits what is measured', () => {
  expect(unit('gdp', '单位：万元')).toBe('万元');
  expect(unit('gdp', '（单位：亿元）')).toBe('亿元');
  expect(unit('gdp', '2015年各市生产总值（亿元）')).toBe('亿元');
  expect(unit('population', '单位:亿元,万人')).toBe('万人');
  expect(unit('population', '单位:亿元')).toBeNull();
  expect(unit('gdp', '单位:亿元、万元')).toBeNull();
  expect(unit('gdp', '单位:见各列')).toBeNull();
});

test('the year of title, sheet and file, in this order', () => {
  const from = (titles: string[], sheet: string, file: string) => {
    const { year, yearFrom } = context(titles, sheet, file);
    return [year, yearFrom];
  };
  expect(from(['2014年统计'], '2013', '2012.xlsx')).toEqual([2014, 'title']);
  expect(from(['统计'], '2013', '2012.xlsx')).toEqual([2013, 'sheet']);
  expect(from([], 'Sheet1', '2012.xlsx')).toEqual([2012, 'file']);
  expect(from(['2000-2014年'], '面板', '导出2022.xlsx')).toEqual([null, null]);
});

test('a sheet of one city', () => {
  expect(context([], '绍兴市').place).toBe(330600);
  expect(context(['城市：湖州市'], 'Sheet1').place).toBe(330500);
  expect(context(['湖州市主要指标'], 'Sheet1').place).toBe(330500);
  expect(context(['各市主要指标'], 'Sheet1').place).toBeNull();
});

test.each([
  ['全市', 'prefecture'],
  [' 市 辖 区 ', 'districts'],
  ['Districts', 'districts'],
  ['建成区', null],
])('the scope %s', (text, scope) => {
  expect(readScope(text)).toBe(scope);
});
