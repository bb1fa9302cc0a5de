import type { Row } from '../../sources/table.ts';
import { parseMeasured } from '../number.ts';
import type { Block } from './blocks.ts';
import { dataRows } from './columns.ts';
import type { Grid } from './grid.ts';
import { cellText, type CellReader } from './reader.ts';

/** Merged cells of a text file: this share of a column is blank at least. */
const BLANK_AT_LEAST = 0.4;

/** Gives the text of a key's cell in each row in turn. */
export type KeyReader = (row: Row, column: number | null) => string;

/**
 * Reads cells of keys. Where a file writes a city, a year or an indicator once for several rows, the
 * blank ones below mean the same.
 */
export function keyReader(grid: Grid, block: Block): KeyReader {
  const keys = [block.name, block.year, ...block.indicator, ...block.scope].filter(
    (column) => column !== null,
  );
  const down = new Set(keys.filter((column) => isFilledDown(grid, block, column, keys)));
  const last = new Map<number, string>();
  return (row, column) => {
    if (column === null) return '';
    const text = String(row[column] ?? '');
    if (!down.has(column)) return text;
    if (text.trim() !== '') last.set(column, text);
    const others = keys.some((key) => key !== column && cellText(row[key]) !== '');
    return text.trim() === '' && others ? (last.get(column) ?? '') : text;
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
