import { placeOf, type Cell } from '../../sources/table.ts';
import { UserError } from '../../text/user-error.ts';
import { EDITION_COLUMN } from '../headers/year-of-text.ts';
import { parseYear } from '../number.ts';
import { dataRows, type Column } from './columns.ts';
import { readScope } from './context.ts';
import type { Grid } from './grid.ts';
import { cellText, type CellReader } from './reader.ts';

/** Rows that tell what a column without a known header holds. */
const SAMPLE = 2000;
const NEARLY_ALL = 0.9;
export const MOST = 0.5;

/** The cells of data by column. */
export type Sample = readonly (readonly Cell[])[];

export function sampleOf(grid: Grid, width: number): Sample {
  const cells = Array.from({ length: width }, (): Cell[] => []);
  let rows = 0;
  for (const { row } of dataRows(grid)) {
    for (let i = 0; i < width; i++) cells[i]?.push(row[i] ?? null);
    rows += 1;
    if (rows === SAMPLE) break;
  }
  return cells;
}

/** The share of the filled cells that pass a test; zero where none is filled. */
export function share(cells: readonly Cell[], test: (cell: Cell) => boolean): number {
  const filled = cells.filter((cell) => cellText(cell) !== '');
  return filled.length === 0 ? 0 : filled.filter((cell) => test(cell)).length / filled.length;
}

export function isCity(reader: CellReader): (cell: Cell) => boolean {
  return (cell) => typeof cell === 'string' && reader.kind(cell) === 'place';
}

/** A column of places under a header that does not say so. */
export function placesByContent(
  columns: readonly Column[],
  sample: Sample,
  reader: CellReader,
): number | undefined {
  const open = columns.filter(({ role, variable, year, place }) => {
    return (
      (role === null || role === 'province' || role === 'indicator') &&
      variable === null &&
      year === null &&
      place === null
    );
  });
  const known = (cell: Cell) => ['place', 'province'].includes(reader.kind(cell));
  return open.find(({ index }) => {
    const cells = sample[index] ?? [];
    return share(cells, isCity(reader)) > 0 && share(cells, known) >= MOST / 2;
  })?.index;
}

export function isYear(cell: Cell): boolean {
  return parseYear(cell) !== null;
}

/** Six digits that are a city's in nearly all rows, whatever the header. */
export function isOfCodes({ index }: Column, sample: Sample, reader: CellReader): boolean {
  const { codes } = reader.reference.gazetteer;
  const test = (cell: Cell) => /^\d{6}$/.test(cellText(cell)) && codes.has(Number(cell));
  return share(sample[index] ?? [], test) >= NEARLY_ALL;
}

export function codeByContent(
  columns: readonly Column[],
  sample: Sample,
  reader: CellReader,
): number | undefined {
  return columns.find((column) => {
    const open = column.role === null || column.role === 'city';
    return open && column.variable === null && isOfCodes(column, sample, reader);
  })?.index;
}

/** A column of texts that name known statistics. */
export function indicatorByContent(
  columns: readonly Column[],
  name: number | null,
  sample: Sample,
  reader: CellReader,
): number[] {
  const found = columns.find(({ index, role, year }) => {
    return (
      (role === null || role === 'city' || index === name) &&
      year === null &&
      share(sample[index] ?? [], (cell) => reader.kind(cell) === 'variable') > 0
    );
  });
  return found === undefined ? [] : [found.index];
}

/** A column of scopes under a header that does not say so. */
export function scopeByContent(columns: readonly Column[], sample: Sample): number[] {
  const found = columns.find(({ index, role, variable }) => {
    if (role !== null || variable !== null) return false;
    return share(sample[index] ?? [], (cell) => readScope(cellText(cell)) !== null) >= NEARLY_ALL;
  });
  return found === undefined ? [] : [found.index];
}

/**
 * A column that holds years under a header that is not known, in nearly all rows or, failing that, in
 * most: the others may be totals. Of two, none is guessed.
 *
 * @throws UserError E_YEAR_AMBIGUOUS
 */
export function yearByContent(
  { sheet }: Grid,
  columns: readonly Column[],
  sample: Sample,
): number | null {
  const open = columns.filter(({ header, role, variable, unit, year, place, other }) => {
    if (role !== null || variable !== null || year !== null || place !== null) return false;
    if (/编号|序号|代码|邮编|电话|\bid\b|code/i.test(header)) return false;
    // `t` names a year as often as tonnes.
    const measured = unit.kind !== 'none' && header.length > 1;
    return !measured && other !== 'left out by the study';
  });
  const holding = (least: number) =>
    open.filter(({ index }) => share(sample[index] ?? [], isYear) >= least);
  const sure = holding(NEARLY_ALL);
  const found = sure.length > 0 ? sure : holding(MOST);
  const named = found.filter(({ header }) => /年|时间|year|time|date/i.test(header));
  const dated = named.length > 0 ? named : found;
  const own = dated.filter(({ header }) => !EDITION_COLUMN.test(header));
  const [first, second] = own.length > 0 ? own : dated;
  if (first === undefined) return null;
  const same = (sample[first.index] ?? []).every((cell, i) => {
    return second === undefined || parseYear(cell) === parseYear(sample[second.index]?.[i]);
  });
  if (second === undefined || same) return first.index;
  const headers = [first, second].map(({ header }) => header);
  throw new UserError('E_YEAR_AMBIGUOUS', `two columns hold years: ${headers.join(', ')}`, {
    where: placeOf(sheet),
    hint: `Say which counts: sources: [{ files: ${sheet.file.split('/').at(-1)}, columns: { ${headers[0]}: year, ${headers[1]}: { ignore: true } } }]`,
  });
}
