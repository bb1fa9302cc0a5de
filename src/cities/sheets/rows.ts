import type { Row } from '../../sources/table.ts';
import type { RuleOfTable } from '../../sources/rule.ts';
import type { Origin, Rejected } from '../observation.ts';
import { parseYear } from '../number.ts';
import type { CityReject } from '../reasons.ts';
import type { Scope } from '../headers/variable.ts';
import type { Block } from './blocks.ts';
import { dataRows, type Column } from './columns.ts';
import { readScope, type TableContext } from './context.ts';
import type { Grid } from './grid.ts';
import { citiesHaveValues, keyReader, nearestLeft } from './keys.ts';
import { placeReader, type RowPlace } from './places.ts';
import { cellText, type CellReader } from './reader.ts';
import {
  commaColumns,
  factorOf,
  meaningReader,
  readCell,
  type Meaning,
  type Pending,
} from './values.ts';

export type Counts = Record<'read' | 'missing' | 'skipped' | 'rejected', number>;

export interface BlockReading {
  readonly values: Pending[];
  readonly rejected: Rejected[];
  readonly counts: Counts;
  /** What rows of indicators say, each text once. */
  readonly indicators: ReadonlyMap<string, Column>;
}

/** Reads the rows of a block: each cell becomes a value, or is counted by why it is none. */
export function readBlock(
  grid: Grid,
  block: Block,
  context: TableContext,
  reader: CellReader,
  rule: RuleOfTable,
): BlockReading {
  const { file, sheet } = grid.sheet;
  const values: Pending[] = [];
  const rejected: Rejected[] = [];
  const counts: Counts = { read: 0, missing: 0, skipped: 0, rejected: 0 };
  const commas = commaColumns(dataRows(grid));
  const meanings = meaningReader(grid, context, reader, rule);
  const text = keyReader(grid, block);
  const placeIn = rowPlaces(grid, block, context, reader);
  const unused = new Set<string>();
  const origin = (at: number, column: number): Origin => {
    return { file, sheet, row: at + 1, column: grid.headers[column] ?? '' };
  };

  for (const { at, row } of dataRows(grid)) {
    const reject = (column: number | null, reason: CityReject) => {
      const index = column ?? 0;
      rejected.push({ origin: origin(at, index), value: cellText(row[index]), reason });
    };
    const cells = block.values
      .map((column) => ({ column, read: readCell(row, column.index, commas) }))
      .filter(({ read }) => read !== 'missing');
    counts.read += block.values.length;
    counts.missing += block.values.length - cells.length;
    const rowYear = block.year === null ? null : parseYear(text(row, block.year));
    const named = placeIn(row, text(row, block.name), rowYear ?? context.year, cells.length);
    if (named === 'heading') {
      counts.skipped += cells.length;
      continue;
    }
    if ('reason' in named && named.reason !== 'no_city') {
      reject(block.name ?? block.code, named.reason);
      counts[named.lost ? 'rejected' : 'skipped'] += cells.length;
      continue;
    }
    const scopeText = text(row, block.scope[0] ?? null).trim();
    const rowScope = readScope(scopeText);
    if (scopeText !== '' && rowScope === null && cells.length > 0) {
      reject(block.scope[0] ?? null, 'unknown_scope');
      counts.rejected += cells.length;
      continue;
    }
    let told = false;
    for (const { column, read } of cells) {
      const drop = (index: number | null, reason: CityReject, once = false) => {
        counts.rejected += 1;
        if (!once || !told) reject(index, reason);
        told ||= once;
      };
      const place = column.place ?? ('reason' in named ? null : named.place);
      if (place === null) {
        drop(block.name ?? column.index, 'no_city', true);
        continue;
      }
      const indicator = nearestLeft(block.indicator, column.index);
      const said =
        indicator === null
          ? null
          : indicatorText(named, text(row, indicator), indicator === block.name);
      const meaning = meanings.of(column, said);
      if (meaning === null) {
        counts.skipped += 1;
        if (indicator !== null && !unused.has(said ?? '')) reject(indicator, 'indicator_not_used');
        unused.add(said ?? '');
        continue;
      }
      const year = yearOf(meaning, block.year === null ? undefined : rowYear, context);
      if (year === null) {
        drop(block.year ?? column.index, 'bad_year', block.year !== null);
        continue;
      }
      if (typeof read === 'string') {
        drop(column.index, read === 'decimal_comma' ? read : 'not_a_number');
        continue;
      }
      const unitColumn = nearestLeft(block.unit, column.index);
      const written = { cell: read.unit, row: unitText(text(row, unitColumn)) };
      const factor = factorOf(meaning, written, context, reader);
      if ('reason' in factor) {
        drop(column.index, factor.reason);
        continue;
      }
      const { variable, part, series } = meaning;
      const scope: Scope =
        ('scope' in named ? named.scope : null) ??
        rowScope ??
        meaning.scope ??
        context.scope ??
        'prefecture';
      const percent = read.unit === '%';
      const cell = origin(at, column.index);
      values.push({
        place,
        year,
        variable,
        part,
        scope,
        value: read.value,
        ...factor,
        percent,
        series,
        origin: cell,
      });
    }
  }
  return { values, rejected, counts, indicators: meanings.indicators };
}

/** The header's year and that of the row's must not differ. */
function yearOf(
  { year }: Meaning,
  ofRow: number | null | undefined,
  context: TableContext,
): number | null {
  if (ofRow === undefined) return year ?? context.year;
  return year === null || year === ofRow ? ofRow : null;
}

function unitText(text: string): string {
  return /^(?:没有单位|无单位|无|-+|—+)?$/.test(text.trim()) ? '' : text;
}

type Named = RowPlace | { readonly reason: CityReject; readonly lost: boolean };

function indicatorText(
  named: Named & { readonly indicator?: string },
  text: string,
  mixed: boolean,
): string {
  return mixed ? (named.indicator ?? '') : text;
}

/**
 * The place of each row. Where cities are in the header, or one is in the title, rows have none of
 * their own; in a column that holds cities and indicators in turn, each stands for the rows below it.
 */
function rowPlaces(grid: Grid, block: Block, context: TableContext, reader: CellReader) {
  const read = placeReader(grid, block, reader);
  const mixed = block.name !== null && block.indicator.includes(block.name);
  const citiesBelow = mixed && citiesHaveValues(grid, block, reader);
  let indicator = '';
  let place: RowPlace | null = null;
  return (
    row: Row,
    name: string,
    year: number | null,
    values: number,
  ): (Named & { readonly indicator?: string }) | 'heading' => {
    if (block.name === null && block.code === null) {
      return { place: context.place ?? Number.NaN, scope: null };
    }
    if (!mixed) return read(row, name, year, values);
    const kind = reader.kind(name);
    if (kind === 'variable') indicator = name;
    if (kind === 'variable' && citiesBelow) return 'heading';
    if (kind !== 'place' && !citiesBelow) {
      return place === null ? { reason: 'no_city', lost: true } : { ...place, indicator: name };
    }
    const found = read(row, name, year, values);
    if (!('reason' in found)) place = found;
    if (citiesBelow) return { ...found, indicator };
    return 'reason' in found ? found : 'heading';
  };
}
