import { expect, it } from 'vitest';
import { fillMerged } from '../../../src/io/raw/cell.ts';
import type { Cell } from '../../../src/sources/table.ts';

it('puts the value of a merged range into all its cells, and makes rows long enough', () => {
  const rows: Cell[][] = [['a', null, 'x'], [null], ['y']];
  fillMerged(rows, { top: 0, left: 0, bottom: 1, right: 1 });
  expect(rows).toEqual([['a', 'a', 'x'], ['a', 'a'], ['y']]);
});

it('writes over no cell that has a value, and spreads none that is empty', () => {
  const rows: Cell[][] = [
    ['a', 'b'],
    [null, null],
  ];
  fillMerged(rows, { top: 0, left: 0, bottom: 0, right: 1 });
  fillMerged(rows, { top: 1, left: 0, bottom: 1, right: 1 });
  expect(rows).toEqual([
    ['a', 'b'],
    [null, null],
  ]);
});

it('leaves a range as it is that covers a whole sheet', () => {
  const rows: Cell[][] = [['a', null]];
  fillMerged(rows, { top: 0, left: 0, bottom: 99_999, right: 1 });
  expect(rows).toEqual([['a', null]]);
});
