import { inColumns } from '../text/columns.ts';
import { displayWidth, shortened } from '../text/width.ts';

const INDENT = '    ';
const WIDTH = 80 - INDENT.length;
/** Longer cells are cut. */
const CELL = 24;

/** Rows as a small aligned table: of the columns as many as a terminal has room for, at least one. */
export function offendingRows(
  rows: readonly Readonly<Record<string, unknown>>[],
  names: readonly string[] = Object.keys(rows[0] ?? {}),
): string {
  const columns = names.map((name) => [name, ...rows.map((row) => row[name])].map(cellText));
  const widths = columns.map((cells) => Math.max(...cells.map(displayWidth)) + 2);
  let fitting = 0;
  // The last column may be a mark that there are more.
  for (let room = WIDTH - 1; fitting < columns.length; fitting += 1) {
    room -= widths[fitting] ?? 0;
    if (fitting > 0 && room < 0) break;
  }
  const shown = columns.slice(0, fitting);
  const more = fitting < columns.length ? ['…'] : [];
  const lines = [names, ...rows].map((_, i) => [
    ...shown.map((cells) => cells[i] ?? ''),
    ...(i === 0 ? more : more.map(() => '')),
  ]);
  const numbers = shown.flatMap((cells, i) => (cells.slice(1).every(isNumber) ? [i] : []));
  return inColumns(lines, numbers).trimEnd().replaceAll(/^/gmu, INDENT);
}

/** A text stands as it is, since the columns part it from others. */
function cellText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return shortened(text.replaceAll(/\s+/gu, ' '), CELL);
}

function isNumber(cell: string): boolean {
  return /^-?\d[\d.e+-]*$|^(?:null|NaN)$/iu.test(cell);
}
