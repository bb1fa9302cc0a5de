import { utils, write, type CellObject, type WorkSheet } from '@e965/xlsx';
import { numberFormat } from '../../text/numbers.ts';
import { noteTexts, plainText } from './shown-text.ts';
import { captionOf, type Align, type Cell, type Table, type TableRow } from '../table.ts';
import { columnWidths, headingLines } from './widths.ts';
import { TEXT_FORMAT, withOwnStyles } from './xlsx-styles.ts';

/** A column is as wide as its texts, in characters, within these limits. */
const WIDTH = { least: 10, most: 60, margin: 2 };
/** Of a line of text, in points. */
const LINE_HEIGHT = 16;
/** Excel's limits for the text of a cell and the name of a sheet, and what it forbids there. */
const CELL_LENGTH = 32_767;
const SHEET_NAME = { length: 31, forbidden: /[\\/?*[\]:]/gu };

/**
 * A table as a workbook of one sheet. Numbers are unrounded numbers whose format prints their
 * digits, parentheses and stars. The same table gives the same bytes.
 */
export function toXlsx(table: Table): Uint8Array {
  const width = table.columns.length;
  const body = [...table.head, ...table.body];
  const rows = body.map((row) =>
    placed(row).flatMap(([cell, column]) => [
      cellObject(cell, table.columns[column]?.align ?? 'left'),
      ...blanks((cell.span ?? 1) - 1),
    ]),
  );
  const notes = noteTexts(table).map((note) => [textObject(note)]);
  const sheet: WorkSheet = utils.aoa_to_sheet([[textObject(captionOf(table))], ...rows, ...notes]);
  // Notes are not merged: a long one runs on over the empty cells beside it, a merged one is cut.
  sheet['!merges'] = [merged(0, 0, width), ...spanMerges(table)];
  sheet['!cols'] = columnWidths(table).map((em) => ({ wch: characters(em) }));
  sheet['!rows'] = headHeights(table);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, sheetName(table.id));
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
  const align = table.columns[1]?.align === 'center' ? 'center' : 'right';
  if (bytes instanceof Uint8Array) return withOwnStyles(bytes, align);
  throw new TypeError('the workbook was not written as bytes');
}

/** Each cell with the place of its first column. */
function placed(row: TableRow): (readonly [cell: Cell, column: number])[] {
  let column = 0;
  return row.cells.map((cell) => {
    const start = column;
    column += cell.span ?? 1;
    return [cell, start] as const;
  });
}

function cellObject(cell: Cell, align: Align): CellObject {
  const stars = cell.stars ?? '';
  const format = numberFormat(cell.text, stars);
  if (cell.value !== undefined && format !== undefined) {
    return { t: 'n', v: cell.value, z: format };
  }
  const text = textObject(cell.text + stars);
  return align === 'left' || cell.text === '' ? text : { ...text, z: TEXT_FORMAT };
}

function textObject(text: string): CellObject {
  return { t: 's', v: plainText(text).slice(0, CELL_LENGTH) };
}

function blanks(count: number): CellObject[] {
  return Array.from({ length: count }, () => textObject(''));
}

function spanMerges(table: Table): ReturnType<typeof merged>[] {
  return [...table.head, ...table.body].flatMap((row, i) =>
    placed(row).flatMap(([{ span = 1 }, start]) => (span > 1 ? [merged(i + 1, start, span)] : [])),
  );
}

function merged(r: number, from: number, width: number) {
  return { s: { r, c: from }, e: { r, c: from + width - 1 } };
}

/** A row does not grow with its text where the program that opens the workbook is not Excel. */
function headHeights(table: Table): { hpt?: number }[] {
  const lines = table.head.map(({ cells }) =>
    Math.max(...cells.map(({ text, span = 1 }) => (span > 1 ? 1 : headingLines(text).length))),
  );
  return [{}, ...lines.map((count) => (count > 1 ? { hpt: LINE_HEIGHT * count } : {}))];
}

/** An em is two characters of a spreadsheet's column. */
function characters(em: number): number {
  return Math.round(Math.min(WIDTH.most, Math.max(WIDTH.least, 2 * em + WIDTH.margin)));
}

function sheetName(id: string): string {
  const name = plainText(id).replaceAll(SHEET_NAME.forbidden, ' ').slice(0, SHEET_NAME.length);
  // Excel takes an apostrophe at either end for a quotation, and a blank name for none.
  const bare = name.replaceAll(/^[\s']+|[\s']+$/gu, '');
  return bare === '' ? 'table' : bare;
}
