import type { Cell, Row, Sheet } from '../../sources/table.ts';
import { placeOf } from '../../sources/table.ts';
import { columnRule } from '../../sources/match.ts';
import type { RuleOfTable } from '../../sources/rule.ts';
import { UserError } from '../../text/user-error.ts';
import type { Gazetteer } from '../gazetteer.ts';
import { parseNumber, parseYear } from '../number.ts';
import { resolveProvince } from '../resolve.ts';
import { readIndexHeader, type IndexHeader, type IndexWords } from './words.ts';

/** A column of a table on the index. */
export interface IndexColumn extends IndexHeader {
  readonly index: number;
  /** Levels joined by `_`. */
  readonly header: string;
  /** The province that its header names. */
  readonly province: number | null;
}

export interface IndexTable {
  /** Rows of the header, from 0, the last one included. */
  readonly first: number;
  readonly last: number;
  readonly columns: readonly IndexColumn[];
  readonly province: IndexColumn | null;
  readonly year: IndexColumn | null;
  readonly indicator: IndexColumn | null;
  /** Lines above the header. */
  readonly titles: readonly string[];
}

const SEARCH_ROWS = 30;

/** Finds the header of a table on provinces; null if there is none. */
export function findIndexTable(
  sheet: Sheet,
  words: IndexWords,
  gazetteer: Gazetteer,
  rule: RuleOfTable,
): IndexTable | null {
  const { rows } = sheet;
  const stated = rule.header_rows;
  if (stated !== undefined) {
    const [first, last] = typeof stated === 'number' ? [stated, stated] : stated;
    return tableOf(sheet, first - 1, last - 1, words, gazetteer, rule);
  }
  const begin = Math.max(
    0,
    rows.findIndex((row) => distinct(row) > 0),
  );
  for (let at = begin; at < Math.min(begin + SEARCH_ROWS, rows.length); at++) {
    const row = rows[at] ?? [];
    const kinds = row.map((cell) => kindOfCell(cell, words, gazetteer));
    const provinces = kinds.filter((kind) => kind === 'province').length;
    const key = kinds.indexOf('role');
    const header =
      key >= 0
        ? distinct(row) > 1 && provinces !== 1
        : provinces > 1 && kinds.indexOf('province') > 0;
    if (!header || kinds.includes('number')) continue;
    let last = at;
    while (isLower(rows[last + 1], Math.max(key, 0), row[key] ?? null, words, gazetteer)) last += 1;
    let first = at;
    while (first > 0 && isUpper(rows[first - 1], words, gazetteer)) first -= 1;
    return tableOf(sheet, first, last, words, gazetteer, rule);
  }
  return belowNoName(sheet, begin, words, gazetteer, rule);
}

/** A table whose column of provinces has no name: what stands above the first province is its header. */
function belowNoName(
  sheet: Sheet,
  begin: number,
  words: IndexWords,
  gazetteer: Gazetteer,
  rule: RuleOfTable,
): IndexTable | null {
  const { rows } = sheet;
  for (let at = begin + 1; at < Math.min(begin + SEARCH_ROWS, rows.length); at++) {
    const kinds = (rows[at] ?? []).map((cell) => kindOfCell(cell, words, gazetteer));
    if (!kinds.includes('province')) continue;
    let first = at;
    while (first > begin && isUpper(rows[first - 1], words, gazetteer)) first -= 1;
    const isData = kinds.includes('number') && first < at;
    return isData ? tableOf(sheet, first, at - 1, words, gazetteer, rule) : null;
  }
  return null;
}

function kindOfCell(cell: Cell | undefined, words: IndexWords, gazetteer: Gazetteer) {
  const text = String(cell ?? '').trim();
  if (text === '') return 'blank';
  if (parseYear(text) !== null) return 'year';
  const { kind } = readIndexHeader(words, [text]);
  if (kind === 'province' || kind === 'year' || kind === 'indicator') return 'role';
  if (typeof parseNumber(text) === 'number') return 'number';
  return resolveProvince(gazetteer, text) === null ? 'text' : 'province';
}

function isLower(
  row: Row | undefined,
  key: number,
  header: Cell,
  words: IndexWords,
  gazetteer: Gazetteer,
): boolean {
  if (row === undefined || distinct(row) === 0) return false;
  const kinds = row.map((cell) => kindOfCell(cell, words, gazetteer));
  const open = kinds[key] === 'blank' || kinds[key] === 'role' || row[key] === header;
  return open && !kinds.includes('number') && !kinds.includes('province');
}

function isUpper(row: Row | undefined, words: IndexWords, gazetteer: Gazetteer): boolean {
  if (row === undefined || distinct(row) < 2) return false;
  return !row.some((cell) => ['number', 'province'].includes(kindOfCell(cell, words, gazetteer)));
}

/** How many different texts a row has. */
export function distinct(row: Row): number {
  return new Set(row.map((cell) => String(cell ?? '').trim()).filter((text) => text !== '')).size;
}

function tableOf(
  sheet: Sheet,
  first: number,
  last: number,
  words: IndexWords,
  gazetteer: Gazetteer,
  rule: RuleOfTable,
): IndexTable {
  const levels = sheet.rows.slice(first, last + 1);
  const width = Math.max(0, ...levels.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, index): IndexColumn => {
    const texts = levels.map((row, level) => textAt(row, index, level < levels.length - 1));
    const path = [...texts, sheet.labels?.[index] ?? ''].filter((text) => text !== '');
    const own = path.filter((text, at) => text !== path[at - 1]);
    const named =
      own.map((text) => resolveProvince(gazetteer, text)).find((one) => one !== null) ?? null;
    const rest = own.filter((text) => resolveProvince(gazetteer, text) === null);
    const header = own.join('_');
    const read = { index, header, province: named, ...readIndexHeader(words, rest) };
    return withRule(read, rule, sheet);
  });
  const find = (kind: IndexColumn['kind']) =>
    columns.find(
      (column) => column.kind === kind && column.header !== '' && column.province === null,
    ) ?? null;
  const above = sheet.rows.slice(0, first);
  return {
    first,
    last,
    columns,
    province: provinceColumn(sheet, last, columns, gazetteer),
    year: find('year') ?? yearByContent(sheet, last, columns),
    indicator: find('indicator'),
    titles: above
      .flatMap((row) => row.map((cell) => String(cell ?? '').trim()))
      .filter((text) => text !== ''),
  };
}

/** A blank in an upper level belongs to the text at its left: a merged cell of a text file. */
function textAt(row: Row, index: number, upper: boolean): string {
  for (let at = index; at >= 0; at--) {
    const text = String(row[at] ?? '').trim();
    if (text !== '' || !upper) return text;
  }
  return '';
}

function withRule(column: IndexColumn, rule: RuleOfTable, sheet: Sheet): IndexColumn {
  const said = columnRule(rule, column.header);
  if (said === undefined) return column;
  const { variable, year, ignore } = said;
  if (ignore === true) return { ...column, kind: 'other' };
  const kinds: Readonly<Record<string, IndexColumn['kind']>> = {
    marketisation: 'total',
    province: 'province',
    year: 'year',
    indicator: 'indicator',
  };
  const kind = variable === undefined ? column.kind : kinds[variable];
  if (kind === undefined) {
    throw new UserError(
      'E_SOURCE_RULE',
      `an entry of sources: has the variable ${variable ?? ''}, which is not known`,
      {
        where: placeOf(sheet),
        hint: `Known are ${Object.keys(kinds).join(', ')}.`,
      },
    );
  }
  return { ...column, kind, year: year ?? column.year };
}

function cellsBelow({ rows }: Sheet, last: number, index: number): string[] {
  const cells = rows.slice(last + 1).map((row) => String(row[index] ?? '').trim());
  return cells.filter((cell) => cell !== '');
}

/** The named column of provinces that holds most of them. */
function provinceColumn(
  sheet: Sheet,
  last: number,
  columns: readonly IndexColumn[],
  gazetteer: Gazetteer,
): IndexColumn | null {
  const share = ({ index }: IndexColumn) => {
    const cells = cellsBelow(sheet, last, index);
    return (
      cells.filter((cell) => resolveProvince(gazetteer, cell) !== null).length /
      Math.max(1, cells.length)
    );
  };
  const named = columns.filter(({ kind, province }) => kind === 'province' && province === null);
  const open =
    named.length > 0 ? named : columns.filter(({ kind }) => kind === 'unknown' || kind === 'plain');
  const [best] = open.filter((one) => share(one) > 0).toSorted((a, b) => share(b) - share(a));
  return best ?? null;
}

function yearByContent(
  sheet: Sheet,
  last: number,
  columns: readonly IndexColumn[],
): IndexColumn | null {
  return (
    columns.find(({ index, kind, year, province }) => {
      if (year !== null || province !== null || (kind !== 'unknown' && kind !== 'plain'))
        return false;
      const cells = cellsBelow(sheet, last, index);
      return cells.length > 0 && cells.every((cell) => parseYear(cell) !== null);
    }) ?? null
  );
}

/** Whether a column's numbers may be scores: a rank or a row number is whole in every row. */
export function maybeScores(sheet: Sheet, last: number, index: number): boolean {
  const numbers = cellsBelow(sheet, last, index)
    .map((cell) => parseNumber(cell))
    .filter((number) => typeof number === 'number');
  return numbers.length < 3 || numbers.some((number) => !Number.isInteger(number));
}
