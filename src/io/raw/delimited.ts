interface DelimitedText {
  readonly rows: (string | null)[][];
  /** A quote that is never closed; `row` is the 1-based record in which it opens. */
  readonly unclosed: { readonly row: number } | null;
}

const DELIMITERS = [',', '\t', '|', ';'] as const;
const SAMPLE_ROWS = 20;
const SAMPLE_CHARACTERS = 200_000;
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

/**
 * Splits delimited text into rows of cells by RFC 4180: quotes double inside quotes, a quoted cell
 * may hold line breaks, rows end in CRLF, LF or CR. An empty cell is null, quoted or not.
 */
export function parseDelimited(text: string, delimiter: string, limit = Infinity): DelimitedText {
  const cut = delimiter.charCodeAt(0);
  const rows: (string | null)[][] = [];
  let row: (string | null)[] = [];
  let at = 0;
  while (at < text.length && rows.length < limit) {
    let end: number;
    let cell: string;
    if (text.charCodeAt(at) === QUOTE) {
      const close = closingQuote(text, at + 1);
      if (close < 0) return { rows, unclosed: { row: rows.length + 1 } };
      end = cellEnd(text, close + 1, cut);
      cell = text.slice(at + 1, close).replaceAll('""', '"') + text.slice(close + 1, end).trim();
    } else {
      end = cellEnd(text, at, cut);
      cell = text.slice(at, end);
    }
    row.push(cell === '' ? null : cell);
    const stop = end < text.length ? text.charCodeAt(end) : LF;
    const isLast = stop === cut && end + 1 === text.length;
    if (isLast) row.push(null);
    if (isLast || stop !== cut) {
      rows.push(row);
      row = [];
    }
    at = end + (stop === CR && text.charCodeAt(end + 1) === LF ? 2 : 1);
  }
  return { rows, unclosed: null };
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

function cellEnd(text: string, from: number, cut: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === cut || code === LF || code === CR) return at;
  }
  return text.length;
}
