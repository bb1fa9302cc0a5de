import type { Row } from '../../sources/table.ts';
import { cellText } from '../cells.ts';
import { fieldOf, type Header } from '../tables/header.ts';
import type { DocumentNumbers } from '../numbers/document-numbers.ts';
import { readDocumentList, type DocumentList } from './document-list.ts';

export type ListField = 'cites' | 'cited_by';
/** For each list column the length at which its lists are cut; none where they do not seem to be. */
export type ListLimits = Readonly<Partial<Record<ListField, number>>>;

/** Excel holds no more characters in a cell. */
const CELL_LIMIT = 32_767;
/** Widths of columns that databases and programs cut texts to. */
const USUAL = new Set([
  250,
  254,
  255,
  256,
  500,
  511,
  512,
  999,
  1000,
  1023,
  1024,
  1999,
  2000,
  2045,
  2047,
  2048,
  3999,
  4000,
  4095,
  4096,
  7999,
  8000,
  8191,
  8192,
  9999,
  10_000,
  16_383,
  16_384,
  32_000,
  32_766,
  CELL_LIMIT,
  65_535,
  65_536,
]);
/** So many lists that are the longest of their column, most of them broken off, show a limit. */
const LEAST_LISTS = 3;
const SHORTEST_LIMIT = 60;

interface Longest {
  length: number;
  lists: number;
  broken: number;
}

/** Looks at lists as they come and says at which length those of a column are cut. */
export class ListLengths {
  readonly #longest = new Map<ListField, Longest>();
  readonly #numbers: DocumentNumbers;

  constructor(numbers: DocumentNumbers) {
    this.#numbers = numbers;
  }

  addRow(row: Row, header: Header): void {
    for (const field of ['cites', 'cited_by'] as const) {
      const cell = fieldOf(row, header, field);
      const { length } = cellText(cell);
      const before = this.#longest.get(field);
      if (length < Math.max(SHORTEST_LIMIT, before?.length ?? 0)) continue;
      const same = before?.length === length ? before : { length, lists: 0, broken: 0 };
      same.lists += 1;
      if (readDocumentList(cell, this.#numbers).lastIsBroken) same.broken += 1;
      this.#longest.set(field, same);
    }
  }

  get limits(): ListLimits {
    const limits: Partial<Record<ListField, number>> = {};
    for (const [field, { length, lists, broken }] of this.#longest) {
      if (lists >= LEAST_LISTS && broken * 2 > lists) limits[field] = length;
    }
    return limits;
  }
}

/**
 * Whether a list has lost its end: it has the length of a cell of Excel or of the column's limit, or a
 * usual width or a count that it does not reach, and its last entry is no whole number.
 */
export function isCut(
  field: ListField,
  text: string,
  { documents, others, lastIsBroken }: DocumentList,
  count: number | null,
  limits: ListLimits,
): boolean {
  const { length } = text;
  if (length < SHORTEST_LIMIT) return false;
  const isShort = count !== null && count > documents.length + others.length;
  if (length >= CELL_LIMIT && length <= CELL_LIMIT + 1) return true;
  if (count !== null && !isShort && !lastIsBroken) return false;
  if (length === limits[field]) return true;
  return USUAL.has(length) ? lastIsBroken || isShort : lastIsBroken && isShort;
}
