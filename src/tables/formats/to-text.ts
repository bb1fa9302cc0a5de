import { captionOf, type Cell, type Table, type TableRow } from '../table.ts';
import { displayWidth, padEnd, padStart, wrapped } from '../../text/width.ts';

/** Space between columns. */
const GAP = '  ';
const RULE = '─';

interface Measured {
  readonly left: number;
  readonly right: number;
  readonly width: number;
}

/**
 * A table for the terminal: monospaced, numbers aligned at their points with stars and brackets
 * outside, Chinese characters two columns wide. A second cell that spans the rest of its row is
 * running text. A table wider than the terminal comes in blocks below each other.
 */
export function toText(given: Table, { width }: { readonly width: number }): string {
  const table = printable(given);
  const rows = [...table.head, ...table.body];
  const measured = table.columns.map((_, i) => measure(rows, i));
  const split = blocksOf(measured, width);
  const blocks = split.map((columns, i) => {
    // Running text belongs to the whole table, so it stands once, in the last block.
    const body = i === split.length - 1 ? table.body : table.body.filter((row) => !isRunning(row));
    return block({ ...table, body }, measured, columns, width);
  });
  const title = captionOf(table);
  const notes = table.notes.flatMap((note) => wrapped(note, width));
  const parts = [
    ...(title === '' ? [] : [wrapped(title, width).join('\n')]),
    ...blocks,
    ...(table.notes.length === 0 ? [] : [notes.join('\n')]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Line breaks would break the layout, and other control characters of the data the terminal. */
function printable(table: Table): Table {
  const clean = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');
  const rows = (list: readonly TableRow[]): TableRow[] =>
    list.map(({ cells, ...row }) => {
      return { ...row, cells: cells.map((cell) => ({ ...cell, text: clean(cell.text) })) };
    });
  return {
    ...table,
    title: clean(table.title),
    head: rows(table.head),
    body: rows(table.body),
    notes: table.notes.map(clean),
  };
}

/** Columns of each block: the first column, which heads the rows, and as many others as fit. */
function blocksOf(measured: readonly Measured[], width: number): number[][] {
  const head = measured[0]?.width ?? 0;
  const blocks: number[][] = [];
  let used = Infinity;
  for (let i = 1; i < measured.length; i++) {
    const needed = GAP.length + (measured[i]?.width ?? 0);
    if (used + needed > width) {
      blocks.push([]);
      used = head;
    }
    blocks.at(-1)?.push(i);
    used += needed;
  }
  return blocks;
}

function block(
  table: Table,
  measured: readonly Measured[],
  columns: readonly number[],
  width: number,
): string {
  const shown = [0, ...columns];
  const total = shown.reduce((sum, i) => sum + (measured[i]?.width ?? 0) + GAP.length, 0);
  const rule = RULE.repeat(Math.min(total - GAP.length, width));
  const body = table.body.flatMap((row) => [
    ...(row.rule === true ? [rule] : []),
    ...line(row, measured, shown, width),
  ]);
  const head = table.head.flatMap((row) => line(row, measured, shown, width));
  return [...head, rule, ...body].join('\n');
}

function line(
  row: TableRow,
  measured: readonly Measured[],
  shown: readonly number[],
  width: number,
): string[] {
  const label = padEnd(row.cells[0]?.text ?? '', measured[0]?.width ?? 0);
  if (isRunning(row)) {
    const indent = label + GAP;
    const texts = wrapped(row.cells[1]?.text ?? '', width - displayWidth(indent));
    const blank = ' '.repeat(displayWidth(indent));
    return texts.map((text, i) => ((i === 0 ? indent : blank) + text).trimEnd());
  }
  const cells = shown.slice(1).map((i) => placed(row, i, measured[i]));
  return [[label, ...cells].join(GAP).trimEnd()];
}

function isRunning({ cells }: TableRow): boolean {
  return cells.length === 2 && (cells[1]?.span ?? 1) > 1;
}

function placed(row: TableRow, column: number, size: Measured | undefined): string {
  const cell = row.cells[column];
  if (cell === undefined || size === undefined) return '';
  if (row.kind === 'head') return padStart(cell.text, size.width);
  const { left, right } = partsOf(cell);
  return padEnd(padStart(left, size.left) + right, size.width);
}

function measure(rows: readonly TableRow[], column: number): Measured {
  let [left, right, whole] = [0, 0, 0];
  for (const row of rows) {
    const cell = row.cells[column];
    if (cell === undefined || (cell.span ?? 1) > 1) continue;
    if (column === 0 || row.kind === 'head') {
      whole = Math.max(whole, displayWidth(cell.text));
      continue;
    }
    const parts = partsOf(cell);
    left = Math.max(left, displayWidth(parts.left));
    right = Math.max(right, displayWidth(parts.right));
  }
  // A heading wider than the numbers moves them to the right, under its end.
  const width = Math.max(whole, left + right);
  return { left: width - right, right, width };
}

/** A cell's text before and after the place at which its column is aligned. */
function partsOf({ text, stars = '' }: Cell): { left: string; right: string } {
  const number = /^(?<left>[[(]?<?-?[\d,]+)(?<right>(?:\.\d+)?(?:e[+-]?\d+)?[\])]?)$/u.exec(text);
  const { left = text, right = '' } = number?.groups ?? {};
  return { left, right: right + stars };
}
