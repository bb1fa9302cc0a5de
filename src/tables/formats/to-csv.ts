import { noteTexts, plainText } from './shown-text.ts';
import type { Cell, Table } from '../table.ts';

/** Excel takes a csv without it for the machine's own code page. */
const BYTE_ORDER_MARK = '\uFEFF';
/** A spreadsheet takes text that starts so for a formula, the wide forms of East Asia included. */
const FORMULA_START = /^\s*[=+\-@＝＋－＠]/u;
/** Text that may start like a formula because it is a number. */
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/u;

/**
 * A table as RFC 4180 text: heading lines, body, then the notes, every line as wide as the table.
 * Excel takes `(0.03)` for a negative number; the workbook that `toXlsx` writes has no such trap.
 */
export function toCsv(table: Table, options: { readonly byteOrderMark: boolean }): string {
  const width = table.columns.length;
  const lines = [
    ...[...table.head, ...table.body].map(({ cells }) =>
      cells.flatMap((cell) => [cellText(cell), ...blanks((cell.span ?? 1) - 1)]),
    ),
    ...noteTexts(table).map((note) => [noFormula(plainText(note))]),
  ];
  const text = lines.map((texts) => `${csvLine(texts, width)}\r\n`).join('');
  return `${options.byteOrderMark ? BYTE_ORDER_MARK : ''}${text}`;
}

function blanks(count: number): string[] {
  return Array<string>(Math.max(0, count)).fill('');
}

/** A number stays one for whoever reads the file, `-0.0101**` too: marks alone make no formula. */
function cellText(cell: Cell): string {
  const text = plainText(cell.text + (cell.stars ?? ''));
  const isNumber =
    cell.value !== undefined && NUMBER.test(cell.text) && /^\**$/u.test(cell.stars ?? '');
  return isNumber ? text : noFormula(text);
}

function noFormula(text: string): string {
  return FORMULA_START.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

function csvLine(texts: readonly string[], width: number): string {
  return [...texts, ...blanks(width - texts.length)].map(quoted).join(',');
}

/** A semicolon separates fields where Excel speaks a language with a decimal comma. */
function quoted(text: string): string {
  return /[",;]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
