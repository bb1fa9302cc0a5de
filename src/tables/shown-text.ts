import type { Cell, TableRow } from './table.ts';

const MINUS = '\u2212';

/** The text of a cell as it is typeset, without its stars: numbers get a real minus sign. */
export function shownText(cell: Cell): string {
  return cell.value === undefined ? cell.text : cell.text.replaceAll('-', MINUS);
}

/** The texts of a heading line, one for each column: a cell that spans columns repeats. */
export function columnTexts(row: TableRow): string[] {
  return row.cells.flatMap((cell) => Array<string>(cell.span ?? 1).fill(shownText(cell)));
}
