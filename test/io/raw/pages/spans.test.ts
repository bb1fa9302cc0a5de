import { expect, it } from 'vitest';
import { CellBudget } from '../../../../src/io/raw/cell-budget.ts';
import { SpanTable } from '../../../../src/io/raw/pages/spans.ts';

it('lays out cells around those that reach down', () => {
  const table = new SpanTable(new CellBudget('a'));
  table.beginRow();
  table.cell('a', 1, 3);
  table.cell('b', 2, 1);
  table.beginRow();
  table.cell('c', 1, 1);
  table.cell('d', 1, 2);
  table.beginRow();
  table.cell('e', 1, 1);
  table.endRow();
  expect(table.rows).toEqual([
    ['a', 'b', 'b'],
    ['a', 'c', 'd'],
    ['a', 'e', 'd'],
  ]);
});

it('stops where the budget of cells ends', () => {
  const table = new SpanTable(new CellBudget('a.html', 10));
  expect(() => table.cell('a', 11, 1)).toThrow(
    expect.objectContaining({ code: 'E_FILE_TOO_LARGE', where: 'a.html' }),
  );
});
