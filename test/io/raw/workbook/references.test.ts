import { expect, it } from 'vitest';
import { columnOf, rangeOf } from '../../../../src/io/raw/workbook/references.ts';

it.each([
  ['A1', 0],
  ['Z9', 25],
  ['AA10', 26],
  ['xfd1', 16_383],
  ['XFE1', -1],
  ['ZZZZZZZZ1', -1],
  ['12', -1],
  ['', -1],
])('%s is in column %i', (reference, column) => {
  expect(columnOf(reference)).toBe(column);
});

it('reads a range, and none where there is none', () => {
  expect(rangeOf('B2:$C$4')).toEqual({ top: 1, left: 1, bottom: 3, right: 2 });
  for (const reference of ['A1', 'B2:A1', 'A0:B1', 'A1:B1048577', 'x', ''])
    expect(rangeOf(reference)).toBeNull();
});
