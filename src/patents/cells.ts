import type { Cell } from './record.ts';

/** A cell's text without outer blanks; empty for a missing one. */
export function cellText(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).trim();
}

/** What a file writes for "nothing here". */
const NOTHING = /^(?:-+|—+|\.+|…+|\/|n\/?a|null|none|无)$/i;

/**
 * Parts of a cell that lists several values: `; ` as exported, also `;`, `；` and line breaks. Marks
 * of a missing value are no parts.
 */
export function splitList(cell: Cell | undefined): string[] {
  const text = cellText(cell);
  if (text === '') return [];
  return text
    .split(/[;；\r\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !NOTHING.test(part));
}

/** A count: `3`, `3.0` or a blank, which is null and not zero; undefined if it is none of these. */
export function parseCount(cell: Cell | undefined): number | null | undefined {
  const text = cellText(cell).normalize('NFKC').replaceAll(',', '');
  if (text === '' || NOTHING.test(text)) return null;
  return /^\d+(?:\.0*)?$/.test(text) ? Number(text) : undefined;
}
