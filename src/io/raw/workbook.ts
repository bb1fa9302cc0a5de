import { read, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import type { Cell } from '../../sources/table.ts';
import { fillMerged, type WorkbookSheet } from './cell.ts';

const EXCEL_ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

/** Reads xlsx, xls and SpreadsheetML bytes; throws what the parser throws. */
export function readWorkbook(bytes: Uint8Array): WorkbookSheet[] {
  return toSheets(read(bytes, { type: 'buffer', cellDates: true, ...FAST }));
}

/** Reads the tables of an HTML page. Cells stay text, so that `007` and `1,234` keep their form. */
export function readHtml(text: string): WorkbookSheet[] {
  return toSheets(read(text, { type: 'string', raw: true, ...FAST }));
}

const FAST = {
  dense: true,
  UTC: true,
  cellText: false,
  cellHTML: false,
  cellFormula: false,
  cellStyles: false,
} as const;

function toSheets(book: WorkBook): WorkbookSheet[] {
  return book.SheetNames.flatMap((name, i) => {
    const sheet = book.Sheets[name];
    if (sheet === undefined) return [];
    const rows = toRows(sheet);
    // Each sheet is dropped as soon as it is read: cells as objects take ten times the memory.
    delete book.Sheets[name];
    const hidden = (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0;
    return [{ name, hidden, rows }];
  });
}

function toRows(sheet: WorkSheet): Cell[][] {
  const dense = (sheet['!data'] ?? []) as (readonly (CellObject | undefined)[] | undefined)[];
  // Rows and cells may be holes, which `Array.from` visits.
  const rows = Array.from(dense, (row) => Array.from(row ?? [], toCell));
  for (const { s, e } of sheet['!merges'] ?? []) {
    fillMerged(rows, { top: s.r, left: s.c, bottom: e.r, right: e.c });
  }
  return rows;
}

function toCell(cell: CellObject | undefined): Cell {
  if (cell === undefined) return null;
  const value = cell.v;
  if (cell.t === 'e') return EXCEL_ERRORS[Number(value)] ?? '#ERROR!';
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10);
  }
  return value === undefined || value === '' ? null : value;
}
