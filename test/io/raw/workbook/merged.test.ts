import { expect, it } from 'vitest';
import { MergedCells, type MergedRange } from '../../../../src/io/raw/workbook/merged.ts';
import type { Cell } from '../../../../src/sources/table.ts';

function filled(rows: Cell[][], ...ranges: MergedRange[]): Cell[][] {
  const merged = new MergedCells(ranges);
  for (const [i, row] of rows.entries()) merged.fill(row, i);
  return rows;
}

it('puts the value of a merged range into all its cells, and makes rows long enough', () => {
  const rows: Cell[][] = [['a', null, 'x'], [null], ['y']];
  expect(filled(rows, { top: 0, left: 0, bottom: 1, right: 1 })).toEqual([
    ['a', 'a', 'x'],
    ['a', 'a'],
    ['y'],
  ]);
});

it('fills ranges beside and below one another, in whatever order they are given', () => {
  const below = { top: 2, left: 0, bottom: 3, right: 0 };
  const beside = { top: 0, left: 1, bottom: 0, right: 2 };
  const left = { top: 0, left: 0, bottom: 1, right: 0 };
  expect(filled([['a', 'b'], [], ['c'], []], below, beside, left)).toEqual([
    ['a', 'b', 'b'],
    ['a'],
    ['c'],
    ['c'],
  ]);
});

it('writes over no cell that has a value, and spreads none that is empty', () => {
  const first = { top: 0, left: 0, bottom: 0, right: 1 };
  const second = { top: 1, left: 0, bottom: 1, right: 1 };
  const rows: Cell[][] = [
    ['a', 'b'],
    [null, null],
  ];
  expect(filled(rows, first, second)).toEqual([
    ['a', 'b'],
    [null, null],
  ]);
});

it('leaves a range as it is that covers a whole sheet', () => {
  expect(filled([['a', null]], { top: 0, left: 0, bottom: 99_999, right: 1 })).toEqual([
    ['a', null],
  ]);
});
