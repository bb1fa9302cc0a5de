import type { Cell } from './record.ts';

/** A cell's text without outer blanks; empty for a missing one. */
export function cellText(cell: Cell | undefined): string {
  return String(cell ?? '').trim();
}

/** What a file writes for "nothing here". */
const NOTHING = /^(?:-+|—+|\.+|…+|\/|n\/?a|null|none|无)$/i;

/**
 * Parts of a cell that lists several values: `; ` as exported, also `;`, `；` and line breaks. Marks
 * of a missing value are no parts.
 */
export function splitList(cell: Cell | undefined): string[] {
  return cellText(cell)
    .split(/[;；\r\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !NOTHING.test(part));
}

/**
 * Document numbers of a list, which repacked files also part by commas, bars or blanks. A comma
 * between groups of three digits belongs to a number (`US2,345,678`).
 */
export function splitDocuments(cell: Cell | undefined): string[] {
  return splitList(cell)
    .flatMap((part) => part.split(/[，、|]+|,(?!\d{3}(?!\d))|\s+(?=[A-Z]{2}\s?\d)/))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A count: `3`, `3.0` or a blank, which is null and not zero; undefined if it is none of these. */
export function parseCount(cell: Cell | undefined): number | null | undefined {
  const text = cellText(cell).normalize('NFKC').replaceAll(',', '');
  if (text === '' || NOTHING.test(text)) return null;
  return /^\d+(?:\.0*)?$/.test(text) ? Number(text) : undefined;
}
