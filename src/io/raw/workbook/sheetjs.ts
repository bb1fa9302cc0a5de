import { read, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import type { Cell, RawFile, RawFormat, Row } from '../../../sources/table.ts';
import { CellBudget } from '../cell-budget.ts';
import { guard } from '../problems.ts';
import { wholeOf, type RawBytes } from '../raw-bytes.ts';
import { tablesOf } from '../tables-of.ts';
import { MergedCells } from './merged.ts';

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

const OPTIONS = {
  type: 'buffer',
  cellDates: true,
  dense: true,
  UTC: true,
  cellText: false,
  cellHTML: false,
  cellFormula: false,
  cellStyles: false,
} as const;

/** A workbook of these formats is in memory at once, with ten times the size of its cells. */
export const WORKBOOK_LIMIT = 3 * 2 ** 26;

/** A workbook in the XML of Excel 2003. */
export async function openSpreadsheetMl(bytes: RawBytes): Promise<RawFile> {
  return await openBySheetJs(await wholeOf(bytes, WORKBOOK_LIMIT), bytes.file, 'xls');
}

/** Opens the bytes of an .xls, an .xlsb or SpreadsheetML. Errors: E_FILE_CORRUPT, E_FILE_TOO_LARGE. */
export async function openBySheetJs(
  bytes: Buffer,
  file: string,
  format: RawFormat,
): Promise<RawFile> {
  return await guard(file, () => sheetsOf(read(bytes, OPTIONS), file, format));
}

function sheetsOf(book: WorkBook, file: string, format: RawFormat): RawFile {
  const budget = new CellBudget(file);
  const found = book.SheetNames.flatMap((name, i) => {
    const sheet = book.Sheets[name];
    if (sheet === undefined) return [];
    const hidden = (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0;
    const rows = toRows(sheet, budget);
    // Each sheet is dropped as soon as it is read: cells as objects take ten times the memory.
    delete book.Sheets[name];
    return [{ name, hidden, rows }];
  });
  return tablesOf(file, format, found);
}

function toRows(sheet: WorkSheet, budget: CellBudget): Row[] {
  const dense = (sheet['!data'] ?? []) as (readonly (CellObject | undefined)[] | undefined)[];
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
    top: s.r,
    left: s.c,
    bottom: e.r,
    right: e.c,
  }));
  const merged = new MergedCells(merges);
  // Rows and cells may be holes, which `Array.from` visits.
  return Array.from(dense, (cells, i) => {
    budget.take(1 + (cells?.length ?? 0));
    const row = Array.from(cells ?? [], toCell);
    merged.fill(row, i);
    return row;
  });
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
