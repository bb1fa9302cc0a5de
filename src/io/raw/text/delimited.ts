import type { Row } from '../../../sources/table.ts';
import { corrupt } from '../problems.ts';

interface DelimitedText {
  readonly rows: Row[];
  /** A quote that is never closed; `row` is the 1-based record in which it opens. */
  readonly unclosed: { readonly row: number } | null;
}

const DELIMITERS = [',', '\t', '|', ';'] as const;
const SAMPLE_ROWS = 20;
const SAMPLE_CHARACTERS = 200_000;
/** No cell has more; what comes behind is a quote that nothing closes, or no table. */
const CELL_LIMIT = 1 << 24;
/** No table has more columns; what does is a text without line breaks. */
const ROW_LIMIT = 1 << 22;
const QUOTE = 34;
const CR = 13;
const LF = 10;

/**
 * Finds the delimiter of a text table: of those that split most rows, the ones that split the
 * header, and of these the one that makes the most cells. Lists in cells (`CN1; CN2`) and decimal
 * commas split rows as well, but no header. Null if no delimiter splits the rows.
 */
export function detectDelimiter(text: string): string | null {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const candidates = DELIMITERS.map((delimiter) => candidateOf(sample, delimiter)).filter(
    ({ width }) => width > 1,
  );
  const header = Math.min(...candidates.map(({ from }) => from));
  const [best] = candidates.filter(({ from }) => from === header).sort((a, b) => b.width - a.width);
  return best?.delimiter ?? null;
}

/** The first row that a delimiter splits, and the cells of most rows. */
function candidateOf(sample: string, delimiter: string) {
  const { rows } = parseDelimited(sample, delimiter, SAMPLE_ROWS);
  const widths = rows.filter((row) => row.some((cell) => cell !== null)).map((row) => row.length);
  const times = (width: number) => widths.filter((other) => other === width).length;
  const [width = 0] = widths.toSorted((a, b) => times(b) - times(a) || b - a);
  return { delimiter, from: widths.findIndex((one) => one > 1), width };
}

/** Splits a text that is in memory; see `DelimitedParser`. */
export function parseDelimited(text: string, delimiter: string, limit = Infinity): DelimitedText {
  const parser = new DelimitedParser(delimiter, limit);
  const rows = parser.push(text);
  const { last, unclosed } = parser.end();
  if (rows.length < limit) rows.push(...last);
  return { rows, unclosed };
}

/** The rows of a text that comes in pieces. Error: E_FILE_CORRUPT for a quote that nothing closes. */
export async function* delimitedRows(
  pieces: AsyncIterable<string>,
  delimiter: string,
  file: string,
): AsyncIterable<Row[]> {
  const parser = new DelimitedParser(delimiter);
  for await (const piece of pieces) {
    const rows = parser.push(piece);
    if (parser.pending > CELL_LIMIT) throw openQuote(file, parser.end().unclosed);
    if (parser.isTooWide) throw corrupt(file, `a row of it has more than ${ROW_LIMIT} cells`);
    if (rows.length > 0) yield rows;
  }
  const { last, unclosed } = parser.end();
  if (unclosed !== null) throw openQuote(file, unclosed);
  if (last.length > 0) yield last;
}

function openQuote(file: string, unclosed: DelimitedText['unclosed']): Error {
  return corrupt(
    file,
    unclosed === null
      ? `a cell has more than ${CELL_LIMIT >> 20} million characters`
      : `a quote that opens in row ${unclosed.row} is never closed: the file is cut short, or a quote in a cell is not doubled`,
  );
}

/**
 * Splits delimited text into rows of cells by RFC 4180: quotes double inside quotes, a quoted cell
 * may hold line breaks, rows end in CRLF, LF or CR. An empty cell is null, quoted or not. The text may
 * come in pieces that end anywhere.
 */
class DelimitedParser {
  readonly #cut: number;
  readonly #limit: number;
  #row: (string | null)[] = [];
  #done = 0;
  /** From the beginning of the cell that is not complete, and how far into it was looked already. */
  #rest = '';
  #looked = 0;

  constructor(delimiter: string, limit = Infinity) {
    this.#cut = delimiter.charCodeAt(0);
    this.#limit = limit;
  }

  /** Characters of the cell that is not complete. */
  get pending(): number {
    return this.#rest.length;
  }

  get isTooWide(): boolean {
    return this.#row.length > ROW_LIMIT;
  }

  push(piece: string): Row[] {
    return this.#parse(this.#rest === '' ? piece : this.#rest + piece, false);
  }

  /** The row that no line break ends, and the quote that nothing closes. */
  end(): { readonly last: Row[]; readonly unclosed: DelimitedText['unclosed'] } {
    const last = this.#parse(this.#rest, true);
    const isOpen = this.#rest !== '' && this.#done < this.#limit;
    return { last, unclosed: isOpen ? { row: this.#done + 1 } : null };
  }

  #parse(text: string, isEnd: boolean): Row[] {
    const rows: Row[] = [];
    let at = 0;
    let looked = this.#looked;
    while (at < text.length && this.#done < this.#limit) {
      let end: number;
      let cell: string;
      if (text.charCodeAt(at) === QUOTE) {
        const close = closingQuote(text, at + 1, at + looked);
        // A quote at the end of a piece may be the first of two.
        if (close < 0 || (!isEnd && close + 1 === text.length)) {
          looked = Math.max(1, (close < 0 ? text.length : close) - at);
          break;
        }
        end = this.#cellEnd(text, close + 1, isEnd);
        if (end < 0) {
          looked = Math.max(1, close - at);
          break;
        }
        cell = text.slice(at + 1, close).replaceAll('""', '"') + text.slice(close + 1, end).trim();
      } else {
        end = this.#cellEnd(text, at + looked, isEnd);
        if (end < 0) {
          looked = Math.max(0, text.length - 1 - at);
          break;
        }
        cell = text.slice(at, end);
      }
      looked = 0;
      this.#row.push(cell === '' ? null : cell);
      const stop = end < text.length ? text.charCodeAt(end) : LF;
      if (stop !== this.#cut) {
        rows.push(this.#row);
        this.#row = [];
        this.#done += 1;
      }
      at = end + (stop === CR && text.charCodeAt(end + 1) === LF ? 2 : 1);
    }
    this.#rest = at < text.length ? text.slice(at) : '';
    this.#looked = this.#rest === '' ? 0 : looked;
    // A delimiter that is the last of all has an empty cell behind it.
    if (isEnd && this.#rest === '' && this.#row.length > 0 && this.#done < this.#limit) {
      rows.push([...this.#row, null]);
      this.#row = [];
      this.#done += 1;
    }
    return rows;
  }

  /** Where a cell ends; -1 if the piece ends before, or in the middle of CRLF. */
  #cellEnd(text: string, from: number, isEnd: boolean): number {
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === CR && at + 1 === text.length && !isEnd) return -1;
      if (code === this.#cut || code === LF || code === CR) return at;
    }
    return isEnd ? text.length : -1;
  }
}

/** `from` is where to look, behind `start` or within what was looked at before. */
function closingQuote(text: string, start: number, from: number): number {
  let at = text.indexOf('"', Math.max(start, from));
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}
