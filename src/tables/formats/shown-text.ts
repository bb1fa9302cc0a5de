import type { Cell, Table, TableRow } from '../table.ts';
import { WORDS } from '../words.ts';
import { typeset } from '../../text/numbers.ts';

/** The text of a cell as it is typeset, without its stars: numbers get a real minus sign. */
export function shownText(cell: Cell): string {
  return cell.value === undefined ? cell.text : typeset(cell.text);
}

/** Each cell of a row with the place of its first column. */
export function placed(row: TableRow): (readonly [cell: Cell, column: number])[] {
  let column = 0;
  return row.cells.map((cell) => {
    const start = column;
    column += cell.span ?? 1;
    return [cell, start] as const;
  });
}

/** The texts of a heading line, one for each column: a cell that spans columns repeats. */
export function columnTexts(row: TableRow): string[] {
  return row.cells.flatMap((cell) => Array<string>(cell.span ?? 1).fill(shownText(cell)));
}

/**
 * Text as one line of printable characters. Control characters and halves of surrogate pairs are no
 * XML, so Word and Excel refuse a file that holds one.
 */
export function plainText(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '');
}

/** The notes as they are printed: the first one behind the word for it. */
export function noteTexts(table: Table): string[] {
  return table.notes.map((note, i) => (i === 0 ? WORDS[table.language].note + note : note));
}
