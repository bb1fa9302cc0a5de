import type { Cell } from '../../sources/table.ts';
import { placeOf } from '../../sources/table.ts';
import { parseYear } from '../number.ts';
import { UserError } from '../../text/user-error.ts';
import { dataRows, type Column } from './columns.ts';
import type { TableContext } from './context.ts';
import type { Grid } from './grid.ts';
import { cellText, type CellReader } from './reader.ts';

/** Columns that belong together: one block, or each of several that stand side by side. */
export interface Block {
  /** The column of cities, of their codes, of provinces, of years; null where there is none. */
  readonly name: number | null;
  readonly code: number | null;
  readonly province: number | null;
  readonly year: number | null;
  /** Columns that name indicators, units and scopes of the values at their right. */
  readonly indicator: readonly number[];
  readonly unit: readonly number[];
  readonly scope: readonly number[];
  readonly values: readonly Column[];
}

/** Rows that tell what a column without a known header holds. */
const SAMPLE = 2000;
const YEARS_AT_LEAST = 0.9;
const PLACES_AT_LEAST = 0.5;

export function blocksOf(
  grid: Grid,
  columns: readonly Column[],
  context: TableContext,
  reader: CellReader,
): Block[] {
  const sample = sampleOf(grid, columns.length);
  const names = nameColumns(columns, sample, reader);
  const bounds = names.length > 1 ? boundsOf(names, columns) : [0];
  return bounds.map((from, at) => {
    const own = columns.slice(from, bounds[at + 1] ?? columns.length);
    return blockOf(grid, own, names[at] ?? null, sample, context, reader);
  });
}

/** The cells of data by column. */
type Sample = readonly (readonly Cell[])[];

function sampleOf(grid: Grid, width: number): Sample {
  const cells = Array.from({ length: width }, (): Cell[] => []);
  let rows = 0;
  for (const { row } of dataRows(grid)) {
    for (let i = 0; i < width; i++) cells[i]?.push(row[i] ?? null);
    rows += 1;
    if (rows === SAMPLE) break;
  }
  return cells;
}

/** Columns that name cities; a second one with other cities begins a block beside the first. */
function nameColumns(columns: readonly Column[], sample: Sample, reader: CellReader): number[] {
  const stated = columns.filter(({ role }) => role === 'city');
  const holding = (test: (cell: Cell) => boolean) =>
    stated.filter(({ index }) => share(sample[index] ?? [], test) > 0);
  // A column of provinces has the four municipalities, which are cities too.
  const cities = holding((cell) => isCity(reader)(cell) && !reader.isProvince(cellText(cell)));
  const full = cities.length > 0 ? cities : holding(isCity(reader));
  const first = full[0]?.index ?? byContent(columns, sample, reader) ?? stated[0]?.index;
  if (first === undefined) return [];
  const names = [first];
  for (const { index, header, role, variable } of columns) {
    if (index <= first || variable !== null || (role !== 'city' && role !== null)) continue;
    const cells = sample[index] ?? [];
    if (share(cells, isCity(reader)) < PLACES_AT_LEAST) continue;
    const again = header !== '' && header === columns[first]?.header;
    if (again || !sameCities(sample[first] ?? [], cells, reader)) names.push(index);
  }
  return names;
}

function byContent(
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
    return share(cells, isCity(reader)) > 0 && share(cells, known) >= PLACES_AT_LEAST / 2;
  })?.index;
}

function isCity(reader: CellReader): (cell: Cell) => boolean {
  return (cell) => typeof cell === 'string' && reader.kind(cell) === 'place';
}

function sameCities(a: readonly Cell[], b: readonly Cell[], reader: CellReader): boolean {
  const pairs = a.flatMap((cell, i) => {
    const [one, other] = [reader.place(cellText(cell)), reader.place(cellText(b[i]))];
    return one === null || other === null ? [] : [one === other];
  });
  // Without a pair, such as for English names of several places, the second column is another spelling.
  return pairs.filter(Boolean).length >= pairs.length / 2;
}

/** The share of the filled cells that pass a test; zero where none is filled. */
function share(cells: readonly Cell[], test: (cell: Cell) => boolean): number {
  const filled = cells.filter((cell) => cellText(cell) !== '');
  return filled.length === 0 ? 0 : filled.filter((cell) => test(cell)).length / filled.length;
}

/** Where each block begins: as far before its column of cities as in the first block. */
function boundsOf(names: readonly number[], columns: readonly Column[]): number[] {
  const [first = 0] = names;
  const lead = columns.slice(0, first).filter(({ header }) => header !== '').length;
  return names.map((name, at) => {
    if (at === 0) return 0;
    const before = columns.slice(Math.max((names[at - 1] ?? 0) + 1, name - lead), name);
    const values = before.findLastIndex(({ variable, plain }) => variable !== null || plain);
    return before[values + 1]?.index ?? name;
  });
}

function blockOf(
  grid: Grid,
  columns: readonly Column[],
  name: number | null,
  sample: Sample,
  context: TableContext,
  reader: CellReader,
): Block {
  const of = (role: Column['role']) =>
    columns
      .filter((column) => column.role === role && column.index !== name)
      .map(({ index }) => index);
  const isOfProvinces = (index: number) =>
    share(sample[index] ?? [], (cell) => reader.isProvince(cellText(cell))) >= PLACES_AT_LEAST;
  const known = columns.some(({ variable }) => variable !== null);
  const stated = of('indicator');
  const indicator =
    stated.length > 0 || known ? stated : indicatorByContent(columns, name, sample, reader);
  const year =
    of('year').find((index) => share(sample[index] ?? [], isYear) > 0) ??
    yearByContent(grid, columns, sample) ??
    of('year')[0] ??
    null;
  const keys = new Set([name, year, ...indicator, ...of('unit'), ...of('scope')]);
  const across = name === null && columns.some(({ place }) => place !== null);
  const told = indicator.length > 0 || context.title !== null;
  const values = columns.filter((column) => {
    const { index, variable, role, place, plain } = column;
    if (keys.has(index) || (across && place === null)) return false;
    if (variable !== null) return true;
    return told && (role === 'value' || place !== null || plain);
  });
  const lone = values.length === 0 && told ? loneNumbers(columns, sample, keys, reader) : [];
  return {
    name,
    code: of('city_code')[0] ?? null,
    province: of('province')[0] ?? of('city').find(isOfProvinces) ?? null,
    year,
    indicator,
    unit: of('unit'),
    scope: of('scope'),
    values: [...values, ...lone],
  };
}

function isYear(cell: Cell): boolean {
  return parseYear(cell) !== null;
}

/** A column of texts that name known statistics. */
function indicatorByContent(
  columns: readonly Column[],
  name: number | null,
  sample: Sample,
  reader: CellReader,
): number[] {
  const found = columns.find(({ index, role, year }) => {
    return (
      (role === null || index === name) &&
      year === null &&
      share(sample[index] ?? [], (cell) => reader.kind(cell) === 'variable') > 0
    );
  });
  return found === undefined ? [] : [found.index];
}

/**
 * A column that holds nothing but years under a header that is not known. Of two, none is guessed.
 *
 * @throws UserError E_YEAR_AMBIGUOUS
 */
function yearByContent(grid: Grid, columns: readonly Column[], sample: Sample): number | null {
  const found = columns.filter(({ index, header, role, variable, unit, year, place, other }) => {
    if (role !== null || variable !== null || year !== null || place !== null) return false;
    // `t` names a year as often as tonnes.
    if (/编号|序号|代码|邮编|电话|\bid\b|code/i.test(header)) return false;
    const measured = unit.kind !== 'none' && header.length > 1;
    if (measured || other === 'left out by the study') return false;
    return share(sample[index] ?? [], isYear) >= YEARS_AT_LEAST;
  });
  const named = found.filter(({ header }) => /年|时间|year|time|date/i.test(header));
  const [first, second] = named.length > 0 ? named : found;
  if (first === undefined) return null;
  if (second === undefined) return first.index;
  const headers = [first, second].map(({ header }) => header);
  throw new UserError('E_YEAR_AMBIGUOUS', `two columns hold years: ${headers.join(', ')}`, {
    where: placeOf(grid.sheet),
    hint: `Say which counts: sources: [{ files: ${grid.sheet.file.split('/').at(-1)}, columns: { ${headers[0]}: year, ${headers[1]}: { ignore: true } } }]`,
  });
}

/** The only column of numbers, where its header says nothing that would speak against it. */
function loneNumbers(
  columns: readonly Column[],
  sample: Sample,
  keys: ReadonlySet<number | null>,
  reader: CellReader,
): Column[] {
  const numbers = columns.filter(({ index, role }) => {
    return (
      role === null &&
      !keys.has(index) &&
      share(sample[index] ?? [], (cell) => reader.kind(cell) === 'number') > 0
    );
  });
  const [only] = numbers;
  return numbers.length === 1 && only?.header === '' ? [only] : [];
}
