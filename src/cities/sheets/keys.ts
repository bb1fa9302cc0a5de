import type { Row } from '../../sources/table.ts';
import { EDITION_COLUMN, yearOfLine } from '../headers/year-of-text.ts';
import { parseMeasured, parseYear } from '../number.ts';
import type { Block } from './blocks.ts';
import { dataRows, type Column } from './columns.ts';
import type { Grid } from './grid.ts';
import { cellText, type CellReader } from './reader.ts';

/** Merged cells of a text file: this share of a column is blank at least. */
const BLANK_AT_LEAST = 0.4;

/** Gives the text of a key's cell in a row. */
export type RowKeys = (column: number | null) => string;

/**
 * Reads the keys of each row in turn; every row must be given. Where a file writes a city, a year or
 * an indicator once for several rows, the blank ones below mean the same.
 */
export function keyReader(grid: Grid, block: Block): (row: Row) => RowKeys {
  const keys = [block.name, block.year, ...block.indicator, ...block.scope].filter(
    (column) => column !== null,
  );
  const down = keys.filter((column) => isFilledDown(grid, block, column, keys));
  const last = new Map<number, { readonly text: string; readonly seen: Set<string> }>();
  return (row) => {
    const filled = new Map<number, string>();
    for (const column of down) {
      const text = String(row[column] ?? '');
      const others = keys.filter((key) => key !== column).map((key) => cellText(row[key]));
      if (text.trim() !== '') last.set(column, { text, seen: new Set([others.join('\n')]) });
      const above = last.get(column);
      if (text.trim() !== '' || above === undefined || others.every((one) => one === '')) continue;
      // The same year again, or the same indicator, is of the next city, whose name is missing.
      const again = above.seen.has(others.join('\n'));
      above.seen.add(others.join('\n'));
      if (again) last.delete(column);
      else filled.set(column, above.text);
    }
    return (column) => (column === null ? '' : (filled.get(column) ?? String(row[column] ?? '')));
  };
}

function isFilledDown(grid: Grid, block: Block, column: number, keys: readonly number[]): boolean {
  let rows = 0;
  let blank = 0;
  for (const { row } of dataRows(grid)) {
    if (!keys.some((key) => key !== column && cellText(row[key]) !== '')) continue;
    if (block.values.every(({ index }) => cellText(row[index]) === '')) continue;
    rows += 1;
    if (cellText(row[column]) !== '') continue;
    if (rows === 1) return false;
    blank += 1;
  }
  return blank >= rows * BLANK_AT_LEAST && blank > 0;
}

/** Words by which a remark or a flag says that a value was not observed. */
const MADE = /插值|插补|填补|补齐|内插|预测|推算|估算|估计值?$|interpolat|imput|forecast|estimat/i;
const FLAG = /是否|标记|标志|标识|flag|dummy|^is/i;
const YES = /^(?:1|1\.0|是|y|yes|true|t)$/i;

/**
 * Whether a row says of itself that its values were not observed: in a column of remarks, or by a flag
 * such as 是否插值.
 */
export function flagReader(columns: readonly Column[], block: Block): (row: Row) => boolean {
  const own = new Set([...block.values.map(({ index }) => index), block.name, block.year]);
  const open = columns.filter(({ index, header }) => !own.has(index) && header !== '');
  const flags = open.filter(({ header }) => MADE.test(header) && FLAG.test(header));
  return (row) =>
    flags.some(({ index }) => YES.test(cellText(row[index]))) ||
    open.some(({ index }) => typeof row[index] === 'string' && MADE.test(row[index]));
}

/** Of columns that say something of the values at their right the nearest; else the first. */
export function nearestLeft(columns: readonly number[], index: number): number | null {
  return columns.findLast((column) => column < index) ?? columns[0] ?? null;
}

/**
 * In a column that holds cities and indicators in turn: whether the rows of cities have the values
 * (an indicator stands above its cities), or those of indicators (a city above its indicators).
 */
export function citiesHaveValues(grid: Grid, block: Block, reader: CellReader): boolean {
  let cities = 0;
  let indicators = 0;
  for (const { row } of dataRows(grid)) {
    const filled = block.values.some(({ index }) => parseMeasured(row[index]) !== 'missing');
    const kind = reader.kind(row[block.name ?? -1]);
    if (filled && kind === 'place') cities += 1;
    if (filled && kind === 'variable') indicators += 1;
  }
  return cities > indicators;
}

/** Numbers that Excel keeps for the days of 1949 to 2099. */
const DAYS = { first: 17_899, last: 73_050 };
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;

/**
 * Reads a column of years: `2014年`, or where all of its rows have them, years of two digits and days as
 * numbers; of editions of a yearbook the year before.
 */
export function yearOfRow(
  grid: Grid,
  { year }: Block,
  columns: readonly Column[],
): (text: string) => number | null {
  if (year === null) return () => null;
  const cells = [...dataRows(grid)].map(({ row }) => cellText(row[year]));
  const filled = cells.filter((text) => text !== '');
  const all = (test: (text: string) => boolean) => filled.length > 0 && filled.every(test);
  const column = columns.find(({ index }) => index === year);
  const later = EDITION_COLUMN.test(column?.header ?? '') ? 1 : 0;
  // An index of years counts from one: two digits in all rows are none.
  const read = all(hasTwoDigits)
    ? yearOfTwoDigits
    : all(isDay)
      ? yearOfDay
      : all(isLastDay)
        ? yearOfLastDay
        : parseYear;
  return (text) => {
    const found = read(text.trim());
    return found === null ? null : found - later;
  };
}

function hasTwoDigits(text: string): boolean {
  return /^'?\d\d年?$/.test(text.normalize('NFKC'));
}

function yearOfTwoDigits(text: string): number | null {
  const digits = /\d\d/.exec(text.normalize('NFKC'))?.[0];
  if (digits === undefined) return null;
  return Number(digits) + (Number(digits) < 50 ? 2000 : 1900);
}

function isDay(text: string): boolean {
  const day = /^\d{5}(?:\.0+)?$/.test(text) ? Number(text) : 0;
  return day >= DAYS.first && day <= DAYS.last;
}

function isLastDay(text: string): boolean {
  return /^(?:19|20)\d\d1231$/.test(text);
}

function yearOfLastDay(text: string): number {
  return Number(text.slice(0, 4));
}

/** Only the last and the first day of a year stand for all of it. */
function yearOfDay(text: string): number | null {
  const date = new Date(EXCEL_EPOCH + Number(text) * DAY);
  const day = `${date.getUTCMonth() + 1}-${date.getUTCDate()}`;
  return day === '12-31' || day === '1-1' ? date.getUTCFullYear() : null;
}

/** Whether lines among the rows say years. */
export function hasYearLines(grid: Grid): boolean {
  for (const { row } of dataRows(grid)) if (yearOfLine(row) !== null) return true;
  return false;
}
