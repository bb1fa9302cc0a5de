import { utils, write, type CellObject, type WorkSheet } from '@e965/xlsx';
import { numberFormat } from './number-text.ts';
import { captionOf, type Cell, type Table } from './table.ts';
import { WORDS } from './words.ts';

const LABEL_WIDTH = 28;
const NUMBER_WIDTH = 16;
/** Excel's limit for the name of a sheet, and what it forbids there. */
const SHEET_NAME = { length: 31, forbidden: /[\\/?*[\]:]/gu };

/**
 * A table as a workbook of one sheet. Numbers are unrounded numbers whose format prints their
 * digits, parentheses and stars. The same table gives the same bytes.
 */
export function toXlsx(table: Table): Uint8Array {
  const width = table.columns.length;
  const rows = [...table.head, ...table.body].map((row) =>
    row.cells.flatMap((cell) => [cellObject(cell), ...blanks((cell.span ?? 1) - 1)]),
  );
  const notes = table.notes.map((note, i) => [
    textObject(i === 0 ? WORDS[table.language].note + note : note),
  ]);
  const sheet: WorkSheet = utils.aoa_to_sheet([[textObject(captionOf(table))], ...rows, ...notes]);
  const noteRows = notes.map((_, i) => 1 + rows.length + i);
  sheet['!merges'] = [...[0, ...noteRows].map((r) => merged(r, 0, width)), ...headMerges(table)];
  sheet['!cols'] = table.columns.map((_, i) => ({ wch: i === 0 ? LABEL_WIDTH : NUMBER_WIDTH }));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, sheetName(table.id));
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
  if (bytes instanceof Uint8Array) return bytes;
  throw new TypeError('the workbook was not written as bytes');
}

function cellObject(cell: Cell): CellObject {
  const stars = cell.stars ?? '';
  const format = numberFormat(cell.text, stars);
  return cell.value === undefined || format === undefined
    ? textObject(cell.text + stars)
    : { t: 'n', v: cell.value, z: format };
}

function textObject(text: string): CellObject {
  return { t: 's', v: text };
}

function blanks(count: number): CellObject[] {
  return Array.from({ length: count }, () => textObject(''));
}

function headMerges(table: Table): ReturnType<typeof merged>[] {
  return table.head.flatMap((row, i) => {
    let column = 0;
    return row.cells.flatMap((cell) => {
      const start = column;
      column += cell.span ?? 1;
      return (cell.span ?? 1) > 1 ? [merged(i + 1, start, cell.span ?? 1)] : [];
    });
  });
}

function merged(r: number, from: number, width: number) {
  return { s: { r, c: from }, e: { r, c: from + width - 1 } };
}

function sheetName(id: string): string {
  return id.replaceAll(SHEET_NAME.forbidden, ' ').slice(0, SHEET_NAME.length);
}
