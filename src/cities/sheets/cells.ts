import type { CityReject } from '../reasons.ts';
import type { Scope } from '../headers/variable.ts';
import type { Block } from './blocks.ts';
import type { Column } from './columns.ts';
import type { TableContext } from './context.ts';
import { nearestLeft, type RowKeys } from './keys.ts';
import type { CellReader } from './reader.ts';
import type { Named } from './row-places.ts';
import { factorOf, type Meaning, type Pending, type ReadCell } from './values.ts';

/** What a row says of all its values. */
export interface RowFacts {
  readonly key: RowKeys;
  readonly named: Named;
  readonly scope: Scope | null;
  /** Undefined where the table has no column of years; null where this row has none. */
  readonly year: number | null | undefined;
}

/** What became of a cell; `said` and `unit` are the row's indicator and unit, empty without one. */
export type CellReading = { readonly said: string; readonly unit: string } & (
  | { readonly value: Omit<Pending, 'origin'> }
  /** The column of the indicator that is not known. */
  | { readonly skipped: number | null }
  | { readonly column: number | null; readonly reason: CityReject }
);

/** Reads the cells of a block: what each is of is told by its column, its row and the title. */
export function cellReading(
  block: Block,
  meaningOf: (column: Column, indicator: string | null) => Meaning | null,
  context: TableContext,
  reader: CellReader,
): (column: Column, read: ReadCell, row: RowFacts) => CellReading {
  return (column, read, { key, named, scope, year: rowYear }) => {
    const indicator = nearestLeft(block.indicator, column.index);
    const mixed = indicator !== null && indicator === block.name;
    const text = mixed ? (named.indicator ?? '') : key(indicator);
    const unit = unitText(key(nearestLeft(block.unit, column.index)));
    const about = { said: indicator === null ? '' : text, unit };
    const fail = (at: number | null, reason: CityReject) => ({ ...about, column: at, reason });

    const place = column.place ?? ('reason' in named ? null : named.place);
    if (place === null) return fail(block.name ?? column.index, 'no_city');
    // Above the first indicator of such a column, the title names the variable.
    const untold = indicator === null || (mixed && text === '');
    const meaning = meaningOf(column, untold ? null : text);
    if (meaning === null) return { ...about, skipped: indicator };
    const year = yearOf(meaning, rowYear, context);
    if (year === null) return fail(block.year ?? column.index, 'bad_year');
    if (typeof read === 'string') {
      return fail(column.index, read === 'decimal_comma' ? read : 'not_a_number');
    }
    const factor = factorOf(meaning, { cell: read.unit, row: unit }, context, reader);
    if ('reason' in factor) return fail(column.index, factor.reason);
    const ofName = 'reason' in named ? null : named.scope;
    const stated = ofName ?? scope ?? meaning.scope ?? context.scope ?? 'prefecture';
    const { variable, part, series } = meaning;
    const percent = read.unit === '%';
    const value = { place, year, variable, part, scope: stated, percent, series };
    return { ...about, value: { ...value, value: read.value, ...factor } };
  };
}

/** The header's year and that of the row must not differ. */
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
