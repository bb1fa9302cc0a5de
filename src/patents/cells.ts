import type { Cell } from '../sources/table.ts';

/** Counts are stored as whole numbers of four bytes. */
const LARGEST_COUNT = 2_147_483_647;
const NO_COUNT = /^(?:-+|—+|\.+|…+|\/|n\/?a|null|none|nan|无)$/i;

/** A cell's text without outer blanks and the `'` that tells Excel "this is text". */
export function cellText(cell: Cell | undefined): string {
  return String(cell ?? '')
    .trim()
    .replace(/^'(?!.*')/s, '');
}

/**
 * A count: `3`, `3.0`, `3次` or a blank, which is null and not zero; undefined if it is none of
 * these, or as large as a telephone number.
 */
export function parseCount(cell: Cell | undefined): number | null | undefined {
  const text = cellText(cell).normalize('NFKC').replaceAll(/[,\s]/g, '');
  if (text === '' || NO_COUNT.test(text)) return null;
  const digits = /^(\d+)(?:\.0*)?[次件篇项]?$/.exec(text)?.[1];
  if (digits === undefined) return undefined;
  return Number(digits) <= LARGEST_COUNT ? Number(digits) : undefined;
}
