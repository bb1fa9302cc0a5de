import { numberFormat } from '../../text/numbers.ts';
import { noteTexts, placed, plainText } from './shown-text.ts';
import { captionOf, type Cell, type Table, type TableRow } from '../table.ts';
import { columnWidths, headingLines } from './widths.ts';
import { xlsxFile, type CellStyle, type SheetCell, type SheetRow } from './xlsx-file.ts';

/** A column is as wide as its texts, in characters, within these limits. */
const WIDTH = { least: 10, most: 60, margin: 2 };
/** Characters of a column's width to an em of text. */
const CHARACTERS = 2;
/** Of a cell at its sides, in em. */
const MARGIN = 0.5;
/** Of a line of text, in points. */
const LINE_HEIGHT = 16;
/** A sheet that is wider, in characters, is printed on a turned page. */
const UPRIGHT = 95;
/** Excel’s limit for the name of a sheet, and what it forbids there. */
const SHEET_NAME = { length: 31, forbidden: /[\\/?*[\]:]/gu };

/**
 * A table as a workbook of one sheet with the rules of the printed table; its heading stays in sight.
 * Numbers are unrounded numbers whose format prints their digits, brackets and stars. Notes are merged
 * over the table and broken into lines. The same table gives the same bytes.
 */
export function toXlsx(table: Table): Uint8Array {
  const width = table.columns.length;
  const widths = columnWidths(table).map(characters);
  const total = widths.reduce((sum, own) => sum + own, 0);
  const all = [...table.head, ...table.body];
  const notes = noteTexts(table);
  const wholeRows = [0, ...notes.map((_, i) => 1 + all.length + i)];
  return xlsxFile({
    name: sheetName(table.id),
    rows: [
      noteRow(captionOf(table), width, total, { font: 'bold', align: 'center', wrap: true }),
      ...all.map((row, i) => sheetRow(table, row, i, widths)),
      ...notes.map((note) => noteRow(note, width, total, { align: 'left', wrap: true })),
    ],
    widths,
    merges: [
      ...(width > 1 ? wholeRows.map((row) => [row, 0, width - 1] as const) : []),
      ...all.flatMap((row, i) =>
        placed(row).flatMap(([{ span = 1 }, start]) =>
          span > 1 ? [[i + 1, start, start + span - 1] as const] : [],
        ),
      ),
    ],
    frozen: 1 + table.head.length,
    landscape: total > UPRIGHT,
  });
}

function sheetRow(table: Table, row: TableRow, place: number, widths: readonly number[]): SheetRow {
  const isHead = row.kind === 'head';
  const isParted = place === table.head.length || row.rule === true;
  const line: CellStyle = {
    ...(place === 0 ? { top: 'medium' } : isParted ? { top: 'thin' } : {}),
    ...(place === table.head.length + table.body.length - 1 ? { bottom: 'medium' } : {}),
  };
  const cells = placed(row).flatMap(([cell, start]) => {
    const { span = 1, text } = cell;
    const column = table.columns[start];
    const style: CellStyle = {
      ...line,
      align: span === 1 ? (column?.align ?? 'left') : isHead ? 'center' : 'left',
      ...(isHead || column?.wrap !== undefined ? { wrap: true } : {}),
      ...(row.kind === 'panel' ? { font: 'italic' } : {}),
      ...(isHead && span > 1 && text !== '' ? { bottom: 'thin' } : {}),
    };
    const blank: SheetCell = { value: '', style };
    return [sheetCell(cell, style), ...Array.from({ length: span - 1 }, () => blank)];
  });
  // A row does not grow with its text where the program that opens the workbook is not Excel.
  const lines = placed(row).map(([{ text, span = 1 }, start]) => {
    const isBroken = span === 1 && (isHead || table.columns[start]?.wrap !== undefined);
    return isBroken ? linesIn(text, widths[start] ?? 1) : 1;
  });
  const most = Math.max(...lines);
  return { cells, ...(most > 1 ? { height: LINE_HEIGHT * most } : {}) };
}

/** Lines of a text in a column of so many characters. */
function linesIn(text: string, width: number): number {
  return headingLines(text, width / CHARACTERS - MARGIN).length;
}

function sheetCell(cell: Cell, style: CellStyle): SheetCell {
  const stars = cell.stars ?? '';
  const format = numberFormat(cell.text, stars);
  return cell.value !== undefined && format !== undefined
    ? { value: cell.value, style: { ...style, format } }
    : { value: plainText(cell.text + stars), style };
}

/** One text over the whole width, as high as its lines. */
function noteRow(text: string, width: number, total: number, style: CellStyle): SheetRow {
  const blanks = Array.from({ length: width - 1 }, () => ({ value: '', style }));
  return {
    cells: [{ value: plainText(text), style }, ...blanks],
    height: LINE_HEIGHT * linesIn(text, total),
  };
}

function characters(em: number): number {
  return Math.round(Math.min(WIDTH.most, Math.max(WIDTH.least, CHARACTERS * em + WIDTH.margin)));
}

function sheetName(id: string): string {
  const name = plainText(id).replaceAll(SHEET_NAME.forbidden, ' ').slice(0, SHEET_NAME.length);
  // Excel takes an apostrophe at either end for a quotation, and a blank name for none.
  const bare = name.replaceAll(/^[\s']+|[\s']+$/gu, '');
  return bare === '' ? 'table' : bare;
}
