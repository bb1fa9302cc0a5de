import type { Cell, Row } from '../../../sources/table.ts';
import { corrupt, tooLarge } from '../problems.ts';
import { cellValue, type WorkbookParts } from './cell-value.ts';
import { MergedCells, type MergedRange } from './merged.ts';
import { columnOf, MOST_COLUMNS, MOST_ROWS } from './references.ts';
import { plainXml } from './xml.ts';

const BATCH = 2048;
const BATCH_CELLS = 1 << 20;
const ROW_LIMIT = 1 << 26;
/** All cells of a sheet, with those that its rows skip. */
const CELLS_LIMIT = 500_000_000;
const NOTHING: Cell[] = [];

const ROW_NUMBER = /\sr\s*=\s*["'](\d+)["']/u;
const SPACE = 32;
const SLASH = 47;
const GREATER = 62;
const C_R = 114;
const C_S = 115;
const C_T = 116;

/** The rows of a sheet of an .xlsx, while its XML comes. Errors: E_FILE_CORRUPT, E_FILE_TOO_LARGE. */
export async function* sheetRows(
  pieces: AsyncIterable<string>,
  parts: WorkbookParts,
  merged: readonly MergedRange[],
  file: string,
): AsyncIterable<Row[]> {
  const reader = new SheetReader(parts, new MergedCells(merged), file);
  let rest = '';
  for await (const piece of pieces) {
    const text = rest + piece;
    let at = reader.read(text, 0);
    while (reader.isFull) {
      yield reader.take();
      at = reader.read(text, at);
    }
    rest = text.slice(at);
    if (rest.length > ROW_LIMIT) throw tooLarge(file, 'a row of it is too long');
    if (reader.isDone) break;
  }
  yield reader.take();
  if (!reader.isSheet) throw corrupt(file, 'a part of it is no sheet');
  if (!reader.isDone) throw corrupt(file, 'a sheet of it is cut short');
}

class SheetReader {
  /** Whether what was read has been of a sheet, and whether all its rows have been. */
  isSheet = false;
  isDone = false;
  readonly #parts: WorkbookParts;
  readonly #merged: MergedCells;
  readonly #file: string;
  #prefix = '';
  #next = 0;
  #cells = 0;
  #rows: Row[] = [];
  #waiting = 0;

  constructor(parts: WorkbookParts, merged: MergedCells, file: string) {
    this.#parts = parts;
    this.#merged = merged;
    this.#file = file;
  }

  /** Few bytes may stand for very long rows, so that their cells count too. */
  get isFull(): boolean {
    return this.#rows.length >= BATCH || this.#waiting >= BATCH_CELLS;
  }

  take(): Row[] {
    const rows = this.#rows;
    this.#rows = [];
    this.#waiting = 0;
    return rows;
  }

  /** Reads the complete rows from some place on, until a batch is full; gives where the rest begins. */
  read(text: string, from: number): number {
    if (!this.isSheet) {
      const root = /<(\w{1,20}:)?worksheet[\s>]/u.exec(text);
      if (root === null) return Math.max(0, text.length - 64);
      this.isSheet = true;
      this.#prefix = root[1] ?? '';
    }
    const [open, close, data] = [
      `<${this.#prefix}row`,
      `</${this.#prefix}row>`,
      `${this.#prefix}sheetData`,
    ];
    const end = this.#dataEnd(text, data, from);
    let at = from;
    while (!this.isFull) {
      const row = text.indexOf(open, at);
      if (end >= 0 && (row < 0 || end < row)) {
        this.isDone = true;
        return text.length;
      }
      if (row < 0) return Math.max(at, text.length - 64);
      const tagEnd = text.indexOf('>', row);
      if (tagEnd < 0) return row;
      const after = text.charCodeAt(row + open.length);
      if (after > SPACE && after !== SLASH && after !== GREATER) {
        at = tagEnd + 1;
        continue;
      }
      const isEmpty = text.charCodeAt(tagEnd - 1) === SLASH;
      const rowEnd = isEmpty ? tagEnd : text.indexOf(close, tagEnd);
      if (rowEnd < 0) return row;
      this.#skipTo(ROW_NUMBER.exec(text.slice(row, tagEnd + 1))?.[1]);
      this.#add(isEmpty ? [] : this.#cellsOf(text, tagEnd + 1, rowEnd));
      at = isEmpty ? tagEnd + 1 : rowEnd + close.length;
    }
    return at;
  }

  /** Where the rows end, or a sheet has none. */
  #dataEnd(text: string, data: string, from: number): number {
    const end = text.indexOf(`</${data}`, from);
    if (end >= 0 || this.#next > 0) return end;
    const empty = text.indexOf(`<${data}/`);
    return empty >= 0 ? empty : text.indexOf(`</${this.#prefix}worksheet`);
  }

  #skipTo(reference: string | undefined): void {
    if (reference === undefined) return;
    const at = Number(reference) - 1;
    if (!(at >= this.#next && at < MOST_ROWS)) {
      throw corrupt(this.#file, `its row ${reference} stands behind row ${this.#next}`);
    }
    while (this.#next < at) this.#add(NOTHING);
  }

  #add(cells: Cell[]): void {
    const row = cells.length === 0 && this.#merged.isOpen ? [] : cells;
    if (row !== NOTHING) this.#merged.fill(row, this.#next);
    this.#cells += row.length;
    this.#waiting += row.length;
    if (this.#cells > CELLS_LIMIT) throw tooLarge(this.#file, 'a sheet of it has too many cells');
    this.#rows.push(row);
    this.#next += 1;
    if (this.#next > MOST_ROWS) throw corrupt(this.#file, 'it has more rows than a sheet can have');
  }

  #cellsOf(text: string, from: number, end: number): Cell[] {
    const row: Cell[] = [];
    const open = `<${this.#prefix}c`;
    const close = `</${this.#prefix}c>`;
    let at = text.indexOf(open, from);
    while (at >= 0 && at < end) {
      at += open.length;
      let type = '';
      let style = -1;
      let column = row.length;
      let isEmpty = false;
      for (;;) {
        const code = text.charCodeAt(at);
        if (code === GREATER) break;
        if (code === SLASH) {
          isEmpty = true;
          at += 1;
        } else if (code <= SPACE) {
          at += 1;
        } else {
          const equals = text.indexOf('=', at);
          const quote = equals < 0 ? -1 : firstQuote(text, equals + 1);
          const stop = quote < 0 ? -1 : text.indexOf(text[quote] ?? '"', quote + 1);
          if (stop < 0 || stop > end) throw this.#damaged();
          if (equals === at + 1) {
            const value = text.slice(quote + 1, stop);
            if (code === C_R) column = columnOf(value);
            else if (code === C_S) style = Number(value);
            else if (code === C_T) type = value;
          }
          at = stop + 1;
        }
      }
      at += 1;
      if (column < 0 || column >= MOST_COLUMNS) throw this.#damaged();
      let value: Cell = null;
      if (!isEmpty) {
        const stop = text.indexOf(close, at);
        if (stop < 0 || stop > end) throw this.#damaged();
        value = cellValue(plainXml(text.slice(at, stop)), type, style, this.#parts, this.#file);
        at = stop + close.length;
      }
      while (row.length < column) row.push(null);
      if (column === row.length) row.push(value);
      else row[column] = value;
      at = text.indexOf(open, at);
    }
    return row;
  }

  #damaged(): Error {
    return corrupt(this.#file, `its row ${this.#next + 1} is damaged`);
  }
}

function firstQuote(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= SPACE) at += 1;
  const code = text.charCodeAt(at);
  return code === 34 || code === 39 ? at : -1;
}
