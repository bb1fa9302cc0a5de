import type { Cell } from '../../sources/table.ts';
import {
  codeByContent,
  indicatorByContent,
  isCity,
  isOfCodes,
  isYear,
  MOST,
  placesByContent,
  scopeByContent,
  sampleOf,
  share,
  yearByContent,
  type Sample,
} from './by-content.ts';
import type { Column } from './columns.ts';
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

/** Columns that name cities; a second one with other cities begins a block beside the first. */
function nameColumns(columns: readonly Column[], sample: Sample, reader: CellReader): number[] {
  const stated = columns.filter(({ role }) => role === 'city');
  const holding = (test: (cell: Cell) => boolean) =>
    stated.filter(({ index }) => share(sample[index] ?? [], test) > 0);
  // A column of provinces has the four municipalities, which are cities too.
  const cities = holding((cell) => isCity(reader)(cell) && !reader.isProvince(cellText(cell)));
  const full = cities.length > 0 ? cities : holding(isCity(reader));
  const across = columns.some(({ place }) => place !== null);
  const first =
    full[0]?.index ??
    placesByContent(columns, sample, reader) ??
    (across ? undefined : stated.find((column) => !isOfCodes(column, sample, reader))?.index);
  if (first === undefined) return [];
  const header = columns[first]?.header ?? '';
  const others = columns.filter((column) => {
    if (column.index === first || column.variable !== null) return false;
    if (column.role !== 'city' && column.role !== null) return false;
    const cells = sample[column.index] ?? [];
    if (share(cells, isCity(reader)) < MOST) return false;
    const again = header !== '' && header === column.header;
    return again || !sameCities(sample[first] ?? [], cells, reader);
  });
  return [first, ...others.map(({ index }) => index)].toSorted((a, b) => a - b);
}

/** Two columns with one header: nobody can tell what the second one is, or the first. */
function isTwice(column: Column, values: readonly Column[]): boolean {
  return values.some((other) => {
    return other.index !== column.index && other.header === column.header && column.header !== '';
  });
}

function sameCities(a: readonly Cell[], b: readonly Cell[], reader: CellReader): boolean {
  const pairs = a.flatMap((cell, i) => {
    const [one, other] = [reader.place(cellText(cell)), reader.place(cellText(b[i]))];
    return one === null || other === null ? [] : [one === other];
  });
  // Without a pair, such as for English names of several places, the second column is another spelling.
  return pairs.filter(Boolean).length >= pairs.length / 2;
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
    share(sample[index] ?? [], (cell) => reader.isProvince(cellText(cell))) >= MOST;
  const known = columns.some(({ variable }) => variable !== null);
  const stated = of('indicator');
  const indicator =
    stated.length > 0 || known ? stated : indicatorByContent(columns, name, sample, reader);
  // Where headers have the years, a column of years is of something else: 建市年份.
  const dated = columns.some((column) => column.year !== null);
  const scopes = of('scope');
  const scope = scopes.length > 0 ? scopes : scopeByContent(columns, sample);
  const year =
    of('year').find((index) => share(sample[index] ?? [], isYear) > 0) ??
    (dated ? null : yearByContent(grid, columns, sample)) ??
    of('year')[0] ??
    null;
  const keys = new Set([name, year, ...indicator, ...of('unit'), ...scope]);
  const across = name === null && columns.some(({ place }) => place !== null);
  const told = indicator.length > 0 || context.title !== null;
  const values = columns.filter((column) => {
    const { index, variable, role, place, plain } = column;
    if (keys.has(index) || (across && place === null)) return false;
    if (variable !== null) return true;
    return told && (role === 'value' || place !== null || plain);
  });
  const once = values.filter((column) => !isTwice(column, values));
  const lone = values.length === 0 && told ? loneNumbers(columns, sample, keys, reader) : [];
  return {
    name,
    code: of('city_code')[0] ?? codeByContent(columns, sample, reader) ?? null,
    province: of('province')[0] ?? of('city').find(isOfProvinces) ?? null,
    year,
    indicator,
    unit: of('unit'),
    scope,
    values: [...once, ...lone],
  };
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
