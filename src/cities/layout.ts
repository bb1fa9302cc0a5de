import { resolvePlace, resolveProvince } from './resolve.ts';
import type { Gazetteer } from './gazetteer.ts';
import { foldName } from './name.ts';
import { parseNumber, parseYear } from './number.ts';
import { cellText, type Cell, type Table } from './types.ts';

export interface Layout {
  /** Header of each column, levels joined by `_`. */
  readonly headers: readonly string[];
  /** Index of the row with the lowest level of the header. */
  readonly headerRow: number;
  readonly dataStart: number;
  readonly name: number;
  readonly code: number | null;
  readonly province: number | null;
  readonly year: number | null;
  /** Lines above the header and below the data with one text each: titles, units, sources. */
  readonly lines: readonly string[];
}

type Role = 'name' | 'code' | 'province' | 'year';

const ROLES: Readonly<Record<Role, RegExp>> = {
  name: /^(?:城市|城市名称?|地区|地区名称|地级市|市|市名|area|city|cityname|city_name|name|ctnm|ctnm_en)$/,
  code: /^(?:(?:行政区划|城市|地区|区划|行政)?代码|code|citycode|city_code|cityid|city_id|adcode|code6)$/,
  province: /^(?:省份?|所属省份|所在省份|省份名称|省级|province|province_name|prov|prvcnm)$/,
  year: /^(?:年份?|年度|数据年份|统计年度|year|sgnyea|accyear)$/,
};
const SEARCH_ROWS = 40;
const SEARCH_COLUMNS = 5;

/**
 * Finds header and data of a sheet of statistics. The header is the row that says where the cities
 * are (城市, city) with the levels below it; in a sheet that leaves that cell blank, it is whatever
 * stands above the first row that names a place. Null if neither is found.
 */
export function findLayout(table: Table, gazetteer: Gazetteer): Layout | null {
  const first = firstPlace(table, gazetteer);
  const dataStart = endOfHeader(table) ?? first?.row ?? null;
  if (dataStart === null) return null;
  const above = table.rows.slice(0, dataStart).map((row, index) => ({ row, index }));
  const headerRows = above.filter(({ row }) => distinct(row) > 1);
  const headers = joinLevels(headerRows.map(({ row }) => row));
  const roles = findRoles(headers);
  const name = roles.name ?? first?.column ?? null;
  if (name === null) return null;
  const lines = table.rows
    .filter((row) => distinct(row) === 1)
    .map((row) => cellText(row.find((cell) => cell !== null)));
  const headerRow = headerRows.at(-1)?.index ?? Math.max(0, dataStart - 1);
  return { headers, headerRow, dataStart, ...roles, name, lines };
}

/** The row below the header, told by the name of its column of cities; null without such a name. */
function endOfHeader(table: Table): number | null {
  const rows = table.rows.slice(0, SEARCH_ROWS);
  for (const [index, row] of rows.entries()) {
    const name = row.findIndex((cell) => ROLES.name.test(foldName(String(cell ?? ''))));
    if (name < 0 || distinct(row) < 2) continue;
    let end = index + 1;
    while (isLowerLevel(rows[end], name, row[name] ?? null)) end += 1;
    return end;
  }
  return null;
}

/** A further level of the header: no city's name, no number, but some text. */
function isLowerLevel(row: readonly Cell[] | undefined, name: number, header: Cell): boolean {
  if (row === undefined || distinct(row) === 0) return false;
  const cell = row[name] ?? null;
  const blank = cellText(cell) === '' || cell === header;
  return (
    blank && row.every((one) => typeof parseNumber(one) !== 'number' || parseYear(one) !== null)
  );
}

function firstPlace(table: Table, gazetteer: Gazetteer): { row: number; column: number } | null {
  for (let row = 0; row < Math.min(table.rows.length, SEARCH_ROWS); row++) {
    const cells = table.rows[row] ?? [];
    if (distinct(cells) < 2 && !table.rows.slice(0, row).some((above) => distinct(above) > 1))
      continue;
    for (let column = 0; column < Math.min(cells.length, SEARCH_COLUMNS); column++) {
      if (isPlace(cells[column] ?? null, gazetteer)) return { row, column };
    }
  }
  return null;
}

function isPlace(cell: Cell, gazetteer: Gazetteer): boolean {
  if (typeof cell !== 'string' || foldName(cell) === '') return false;
  const known = resolvePlace(gazetteer, cell);
  if (known.place !== null || known.reason === 'ambiguous_city') return true;
  return !/^\d+$/.test(cell.trim()) && resolveProvince(gazetteer, cell) !== null;
}

function findRoles(headers: readonly string[]): Record<Role, number | null> {
  const find = (pattern: RegExp) => {
    const index = headers.findIndex((header) =>
      [...header.split('_'), header].some((level) => pattern.test(foldName(level))),
    );
    return index < 0 ? null : index;
  };
  const { name, code, province, year } = ROLES;
  return { name: find(name), code: find(code), province: find(province), year: find(year) };
}

/**
 * One name for each column from the levels above it. A blank in an upper level belongs to the text
 * at its left if the level below has a text: that is how a merged cell looks in a text file.
 */
function joinLevels(levels: readonly (readonly Cell[])[]): string[] {
  const width = Math.max(0, ...levels.map((row) => row.length));
  const texts = levels.map((row) => Array.from({ length: width }, (_, i) => cellText(row[i])));
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
    const path = texts.map((row) => row[i] ?? '').filter((text) => text !== '');
    return path.filter((text, at) => text !== path[at - 1]).join('_');
  });
}

function distinct(row: readonly Cell[]): number {
  return new Set(row.filter((cell) => cellText(cell) !== '')).size;
}

/**
 * The year that a sheet without a year column is about: from its title (`2014年`), else from the
 * yearbook it was taken from (`年鉴2015` has the data of 2014), else from the sheet's or file's name.
 */
export function yearOfSheet(table: Table, lines: readonly string[]): number | null {
  const file = table.file.split('/').at(-1) ?? '';
  for (const text of [...lines, table.sheet, file]) {
    const plain = text.normalize('NFKC').replaceAll(/\s+/g, '');
    const edition =
      /(?:年鉴|yearbook)\D{0,3}((?:19|20)\d\d)|((?:19|20)\d\d)\D{0,2}(?:年鉴|yearbook)/i.exec(
        plain,
      );
    if (edition !== null) return Number(edition[1] ?? edition[2]) - 1;
    const stated = /((?:19|20)\d\d)年/.exec(plain) ?? /(?<!\d)((?:19|20)\d\d)(?!\d)/.exec(plain);
    if (stated !== null) return parseYear(stated[1] ?? null);
  }
  return null;
}
