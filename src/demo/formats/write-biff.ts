import { utils, write } from '@e965/xlsx';
import type { MergedRange, SheetCell } from './sheet-cell.ts';

/** Writes the binary workbook of Excel 97 to 2003 (.xls) with one sheet. */
export function writeBiff(
  rows: readonly (readonly SheetCell[])[],
  merged: readonly MergedRange[],
): Uint8Array {
  const plain = rows.map((row) => row.map((cell) => (typeof cell === 'object' ? null : cell)));
  const sheet = utils.aoa_to_sheet(plain);
  sheet['!merges'] = merged.map((range) => ({
    s: { r: range.firstRow, c: range.firstColumn },
    e: { r: range.lastRow, c: range.lastColumn },
  }));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '城市统计');
  return new Uint8Array(write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer);
}
