import type { Cell, Table, TableRow } from './table.ts';
import { WORDS } from './words.ts';

/** Excel takes a csv without it for the machine's own code page. */
const BYTE_ORDER_MARK = '\uFEFF';
/** A spreadsheet takes text that starts so for a formula. */
const FORMULA_START = /^[=+@\t\r]|^-(?![\d.])/u;

/**
 * A table as RFC 4180 text: heading lines, body, then the notes, every line as wide as the table.
 * Excel takes `(0.03)` for a negative number; the workbook that `toXlsx` writes has no such trap.
 */
export function toCsv(table: Table, options: { readonly byteOrderMark: boolean }): string {
  const width = table.columns.length;
  const notes = table.notes.map((note, i) => (i === 0 ? WORDS[table.language].note + note : note));
  const lines = [
    ...[...table.head, ...table.body].map((row) => rowTexts(row)),
    ...notes.map((note) => [note]),
  ];
  const text = lines.map((texts) => `${csvLine(texts, width)}\r\n`).join('');
  return `${options.byteOrderMark ? BYTE_ORDER_MARK : ''}${text}`;
}

function rowTexts(row: TableRow): string[] {
  return row.cells.flatMap((cell) => [
    cellText(cell),
    ...Array<string>((cell.span ?? 1) - 1).fill(''),
  ]);
}

function cellText(cell: Cell): string {
  const text = cell.text + (cell.stars ?? '');
  return cell.value === undefined && FORMULA_START.test(text) ? `'${text}` : text;
}

function csvLine(texts: readonly string[], width: number): string {
  const padding = Array<string>(Math.max(0, width - texts.length)).fill('');
  return [...texts, ...padding].map(quoted).join(',');
}

function quoted(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
