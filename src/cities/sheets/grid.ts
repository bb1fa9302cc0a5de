import type { Cell, Row, Sheet } from '../../sources/table.ts';
import type { RuleOfTable } from '../../sources/rule.ts';
import { isLine, isRemark, lineOf, withoutRemarks } from './lines.ts';
import { cellText, distinct, type CellKind, type CellReader } from './reader.ts';

/** A table of a sheet: a header and the rows below it, up to the next header. */
export interface Grid {
  readonly sheet: Sheet;
  /** Header of each column from the top level down. */
  readonly levels: readonly (readonly string[])[];
  /** First and last row of the header, from 0; null if there is none. */
  readonly header: readonly [first: number, last: number] | null;
  /** Rows of data, from 0, the end not included. */
  readonly start: number;
  readonly end: number;
  /** Lines of one text each above the header: titles, units. */
  readonly titles: readonly string[];
  /** Those below the data: sources, remarks. */
  readonly notes: readonly string[];
}

const SEARCH_ROWS = 40;
const LONGEST_HEADER = 80;

/** The tables of a sheet one below the other; a second header begins a new one. */
export function gridsOf(sheet: Sheet, reader: CellReader, rule: RuleOfTable): Grid[] {
  const stated = rule.header_rows;
  if (stated !== undefined) {
    const [first, last] = typeof stated === 'number' ? [stated, stated] : stated;
    return [gridOf(sheet, [first - 1, last - 1], last, 0, sheet.rows.length)];
  }
  const grids: Grid[] = [];
  let from = 0;
  while (from < sheet.rows.length) {
    const found = findHeader(sheet.rows, from, reader);
    if (found === null) break;
    const { header, start } = found;
    const next = header === null ? null : nextHeader(sheet.rows, start, header, reader);
    const end = next ?? sheet.rows.length;
    grids.push(gridOf(sheet, header, start, from, end));
    from = end;
  }
  return grids;
}

interface FoundHeader {
  readonly header: readonly [first: number, last: number] | null;
  readonly start: number;
}

function findHeader(rows: readonly Row[], from: number, reader: CellReader): FoundHeader | null {
  for (let at = from; at < Math.min(rows.length, from + SEARCH_ROWS); at++) {
    const whole = rows[at] ?? [];
    // The unit may stand at the end of the header itself.
    const row = isLine(whole) ? withoutRemarks(whole) : whole;
    if (distinct(row) < (row === whole ? 2 : 3)) continue;
    const kinds = row.map((cell) => reader.kind(cell));
    if (isHeader(row, kinds, rows[at + 1] ?? [], reader)) {
      const last = lastLevel(rows, at, reader);
      return { header: [firstLevel(rows, at, from, reader), last], start: last + 1 };
    }
    if (row !== whole) continue;
    // Data without a header of known words: whatever stands above it is its header.
    const isData = kinds.some((kind) => kind === 'place' || kind === 'province');
    if (!isData) continue;
    const above = lastMulti(rows, at, from);
    if (above === null) return { header: null, start: at };
    return { header: [firstLevel(rows, above, from, reader), above], start: at };
  }
  return null;
}

function lastMulti(rows: readonly Row[], at: number, from: number): number | null {
  for (let above = at - 1; above >= from; above--) {
    const row = rows[above] ?? [];
    if (distinct(row) > 1 && !isLine(row)) return above;
  }
  return null;
}

/** Says what columns hold: names of keys or variables, places or years side by side, no number. */
function isHeader(row: Row, kinds: readonly string[], next: Row, reader: CellReader): boolean {
  if (kinds.includes('number')) return false;
  const count = (kind: string) => kinds.filter((one) => one === kind).length;
  const places = new Set(
    row.flatMap((cell, i) => (kinds[i] === 'place' ? [reader.place(cellText(cell))] : [])),
  ).size;
  if (count('role') > 0 && (places === 0 || places > 1)) return true;
  // Cities side by side are a header if the row below them names none.
  if (places > 1) return next.every((cell) => reader.kind(cell) !== 'place');
  if (places === 1 || count('province') > 0) return false;
  return count('variable') > 0 || count('year') > 1;
}

/** The lowest row of a header: scopes, units, labels or years below the names. */
function lastLevel(rows: readonly Row[], header: number, reader: CellReader): number {
  const top = rows[header] ?? [];
  const key = Math.max(
    0,
    top.findIndex((cell) => reader.kind(cell) === 'role'),
  );
  let last = header;
  while (isLowerLevel(rows[last + 1], key, top[key] ?? null, reader)) last += 1;
  return last;
}

function isLowerLevel(
  row: Row | undefined,
  key: number,
  header: Cell,
  reader: CellReader,
): boolean {
  if (row === undefined || distinct(row) === 0 || (distinct(row) === 1 && isLine(row)))
    return false;
  const cell = row[key] ?? null;
  const kind = reader.kind(cell);
  const open = cell === header || kind === 'blank' || kind === 'role' || kind === 'plain';
  const kinds = row.map((one) => reader.kind(one));
  if (!open || kinds.includes('number')) return false;
  // A row of texts behind a blank or repeated name.
  const places = kinds.filter((one) => one === 'place').length;
  // Several cities behind a blank stand below the variables of which they are.
  return kinds.some((one) => one !== 'blank') && (places === 0 || (places > 1 && kind === 'blank'));
}

/** The highest row of a header: what spans several of the names below it. */
function firstLevel(
  rows: readonly Row[],
  header: number,
  from: number,
  reader: CellReader,
): number {
  let first = header;
  while (first > from) {
    const row = rows[first - 1] ?? [];
    const texts = row.map(cellText).filter((text) => text !== '');
    const spans = distinct(row) > 1 && !isLine(row) && texts.every(isShort);
    if (!spans || row.some((cell) => reader.kind(cell) === 'number')) break;
    first -= 1;
  }
  return first;
}

function isShort(text: string): boolean {
  return text.length <= LONGEST_HEADER;
}

/** Where the lines above a second header begin; null if there is none. */
function nextHeader(
  rows: readonly Row[],
  start: number,
  header: readonly [number, number],
  reader: CellReader,
): number | null {
  const keys = columnsOfKind(rows, header, 'role', reader);
  const measures = columnsOfKind(rows, header, 'variable', reader);
  for (let at = start + 1; at < rows.length; at++) {
    const row = rows[at] ?? [];
    const named = keys.some((key) => reader.kind(row[key]) === 'role') && distinct(row) > 1;
    if (!named && !measures.some((column) => reader.kind(row[column]) === 'variable')) continue;
    if (row.some((cell) => ['number', 'place'].includes(reader.kind(cell)))) continue;
    let first = at;
    while (first > start + 1 && distinct(rows[first - 1] ?? []) < 2) first -= 1;
    return first;
  }
  return null;
}

/** Columns whose header names a part of the key, or a variable. */
function columnsOfKind(
  rows: readonly Row[],
  [first, last]: readonly [number, number],
  kind: CellKind,
  reader: CellReader,
): number[] {
  const levels = rows.slice(first, last + 1);
  const width = Math.max(0, ...levels.map((row) => row.length));
  return Array.from({ length: width }, (_, i) => i).filter((i) =>
    levels.some((row) => reader.kind(row[i]) === kind),
  );
}

function gridOf(
  sheet: Sheet,
  header: Grid['header'],
  start: number,
  from: number,
  end: number,
): Grid {
  const { rows } = sheet;
  const levels = header === null ? [] : rows.slice(header[0], header[1] + 1);
  let lastData = end - 1;
  while (lastData >= start && distinct(rows[lastData] ?? []) < 2) lastData -= 1;
  const width = rows
    .slice(header?.[0] ?? start, end)
    .reduce((most, row) => Math.max(most, row.length), 0);
  return {
    sheet,
    levels: joinLevels(levels, width),
    header,
    start,
    end,
    titles: rows
      .slice(from, header?.[0] ?? start)
      .concat(rowsBetween(rows, header, start))
      .flatMap(lineOf)
      .concat(levels.flatMap((row) => row.map(cellText).filter(isRemark))),
    notes: rows.slice(lastData + 1, end).flatMap(lineOf),
  };
}

function rowsBetween(rows: readonly Row[], header: Grid['header'], start: number): readonly Row[] {
  return header === null ? [] : rows.slice(header[1] + 1, start);
}

/**
 * The levels of each column. A blank in an upper level belongs to the text at its left if the level
 * below has a text: that is how a merged cell looks in a text file.
 */
function joinLevels(rows: readonly Row[], width: number): string[][] {
  const texts = rows.map((row) => Array.from({ length: width }, (_, i) => cellText(row[i])));
  texts.forEach((row, level) => {
    const below = texts.slice(level + 1);
    row.forEach((text, i) => {
      const lower = below.some((other) => other[i] !== '');
      // Both columns are parts of one if the left one has something below its header as well.
      const sameBlock = below.some((other) => other[i - 1] !== '');
      if (text === '' && i > 0 && lower && sameBlock) row[i] = row[i - 1] ?? '';
    });
  });
  return Array.from({ length: width }, (_, i) => {
    const filled = texts.map((row) => row[i] ?? '').filter((text) => text !== '');
    return filled.filter((text, at) => text !== filled[at - 1]);
  });
}
