import type { Cell, Row } from '../../../sources/table.ts';
import { corrupt, guardRows } from '../problems.ts';

/** What a record may take; a larger one is a whole file in one piece. */
const ELEMENT_LIMIT = 1 << 26;
const COLUMNS_LIMIT = 1 << 14;

type Element = { readonly [key: string]: unknown } | readonly unknown[];

/** Whether a text begins like records in JSON: one a line, or in an array. */
export function looksLikeJson(start: string): boolean {
  return /^\s*(?:\{\s*["}]|\[\s*[[{])/u.test(start);
}

/**
 * Records of JSON as a table: the top-level keys, in the order in which they first appear, are the
 * header; what is nested stays JSON text. Records stand one a line, in an array, or in an array that
 * is a value of the only object. The text is read twice, since a key may appear in the last record.
 * Error: E_FILE_CORRUPT.
 */
export async function jsonRows(
  text: () => AsyncIterable<string>,
  file: string,
): Promise<() => AsyncIterable<Row[]>> {
  const keys = new Map<string, number>();
  let elements = 0;
  let only: Element | null = null;
  for await (const batch of elementsOf(text(), file)) {
    for (const element of batch) {
      elements += 1;
      only = elements === 1 ? element : null;
      addKeys(keys, element, file);
    }
  }
  const inner = only === null ? null : recordsWithin(only);
  if (inner !== null) {
    keys.clear();
    for (const element of inner) addKeys(keys, element, file);
  }
  return () => guardRows(file, rows);

  async function* rows() {
    if (keys.size > 0) yield [[...keys.keys()]];
    if (inner !== null) yield inner.map((element) => rowOf(element, keys));
    else
      for await (const batch of elementsOf(text(), file))
        yield batch.map((element) => rowOf(element, keys));
  }
}

/** An array of rows has no keys. */
function isArray(element: Element): element is readonly unknown[] {
  return Array.isArray(element);
}

function addKeys(keys: Map<string, number>, element: Element, file: string): void {
  if (isArray(element)) return;
  for (const key of Object.keys(element)) if (!keys.has(key)) keys.set(key, keys.size);
  if (keys.size > COLUMNS_LIMIT) {
    throw corrupt(file, `its records have more than ${COLUMNS_LIMIT} keys: values stand as keys`);
  }
}

/** The first value of an object that is a list of objects. */
function recordsWithin(only: Element): Element[] | null {
  if (isArray(only)) return null;
  for (const value of Object.values(only)) {
    if (!Array.isArray(value) || value.length === 0) continue;
    const records: unknown[] = value;
    if (records.every((record) => typeof record === 'object' && record !== null))
      return records as Element[];
  }
  return null;
}

function rowOf(element: Element, keys: ReadonlyMap<string, number>): Row {
  if (isArray(element)) return element.map(cellOf);
  const row: Cell[] = Array.from({ length: keys.size }, () => null);
  for (const [key, value] of Object.entries(element)) row[keys.get(key) ?? 0] = cellOf(value);
  return row;
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return JSON.stringify(value);
}

/** The objects and arrays of a text, outside of any other but the array around all of them. */
async function* elementsOf(pieces: AsyncIterable<string>, file: string): AsyncIterable<Element[]> {
  const splitter = new Splitter();
  let count = 0;
  const parse = (text: string): Element => {
    count += 1;
    try {
      return JSON.parse(text) as Element;
    } catch {
      throw corrupt(file, `record ${count} of it is no valid JSON`);
    }
  };
  for await (const piece of pieces) {
    const found = splitter.push(piece).map(parse);
    if (splitter.isStray) throw corrupt(file, `behind record ${count} it is no JSON`);
    if (splitter.pending > ELEMENT_LIMIT) {
      throw corrupt(file, `record ${count + 1} of it has no end: it is cut short or damaged`);
    }
    if (found.length > 0) yield found;
  }
  if (splitter.pending > 0) {
    throw corrupt(file, `it is cut short: record ${count + 1} has no end`);
  }
}

/** Cuts a text that comes in pieces into its outermost objects and arrays. */
class Splitter {
  #rest = '';
  #looked = 0;
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** The array around all: not begun, open, or none since the text begins with an object. */
  #around: 'unknown' | 'open' | 'none' = 'unknown';
  isStray = false;

  get pending(): number {
    return this.#rest.length;
  }

  push(piece: string): string[] {
    const text = this.#rest + piece;
    const found: string[] = [];
    let start = 0;
    let at = this.#looked;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false;
        else if (code === 92) this.#escaped = true;
        else if (code === 34) this.#inText = false;
        continue;
      }
      if (this.#depth === 0) {
        if (code === 123 || code === 91) {
          if (code === 91 && this.#around === 'unknown') this.#around = 'open';
          else {
            if (this.#around === 'unknown') this.#around = 'none';
            start = at;
            this.#depth = 1;
          }
        } else if (code > 32 && code !== 44 && !(code === 93 && this.#around === 'open')) {
          this.isStray = true;
          break;
        }
        continue;
      }
      if (code === 34) this.#inText = true;
      else if (code === 123 || code === 91) this.#depth += 1;
      else if (code === 125 || code === 93) {
        this.#depth -= 1;
        if (this.#depth > 0) continue;
        found.push(text.slice(start, at + 1));
        start = at + 1;
      }
    }
    this.#rest = this.#depth > 0 ? text.slice(start) : '';
    this.#looked = this.#rest.length;
    return found;
  }
}
