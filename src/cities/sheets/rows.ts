import type { RuleOfTable } from '../../sources/rule.ts';
import type { Origin, Rejected } from '../observation.ts';
import type { CityReject } from '../reasons.ts';
import { yearOfLine } from '../headers/year-of-text.ts';
import { parseUnit } from '../headers/unit.ts';
import type { Block } from './blocks.ts';
import { cellReading } from './cells.ts';
import { dataRows, type Column } from './columns.ts';
import { readScope, type TableContext } from './context.ts';
import type { Grid } from './grid.ts';
import { flagReader, keyReader, yearOfRow } from './keys.ts';
import { rowPlaces } from './row-places.ts';
import { cellText, type CellReader } from './reader.ts';
import { commaColumns, meaningReader, readCell, type Pending } from './values.ts';

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
  columns: readonly Column[],
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
  const keysOf = keyReader(grid, block);
  const placeOf = rowPlaces(grid, block, context, reader);
  const yearOf = yearOfRow(grid, block, columns);
  const isMade = flagReader(columns, block);
  const readValue = cellReading(block, meanings.of, context, reader);
  /** Indicators that were rejected once, and the unit that stands beside each. */
  const unused = new Set<string>();
  const units = new Map<string, string>();

  const dated = block.values.some((column) => column.year !== null);
  /** Of the line above the row, where lines say the years. */
  let yearAbove: number | null = null;

  for (const { at, row } of dataRows(grid)) {
    const ofLine = block.year === null && !dated ? yearOfLine(row) : null;
    if (ofLine !== null) {
      yearAbove = ofLine;
      counts.read += block.values.length;
      counts.missing += block.values.length;
      continue;
    }
    const origin = (column: number | null): Origin => {
      return { file, sheet, row: at + 1, column: columns[column ?? 0]?.header ?? '' };
    };
    const reject = (column: number | null, reason: CityReject) => {
      rejected.push({ origin: origin(column), value: cellText(row[column ?? 0]), reason });
    };
    const cells = block.values
      .map((column) => ({ column, read: readCell(row, column.index, commas) }))
      .filter(({ read }) => read !== 'missing');
    counts.read += block.values.length;
    counts.missing += block.values.length - cells.length;
    const key = keysOf(row);
    const rowYear = block.year === null ? yearAbove : yearOf(key(block.year));
    const named = placeOf(row, key(block.name), rowYear ?? context.year, cells.length);
    if (named === 'heading') {
      counts.skipped += cells.length;
      continue;
    }
    if ('reason' in named && named.reason !== 'no_city') {
      reject(block.name ?? block.code, named.reason);
      counts[named.lost ? 'rejected' : 'skipped'] += cells.length;
      continue;
    }
    if (cells.length === 0) continue;
    const written = key(block.scope[0] ?? null).trim();
    const scope = readScope(written);
    const made = isMade(row);
    if (made || (block.scope.length > 0 && scope === null)) {
      const [first] = cells;
      reject(
        made ? (first?.column.index ?? null) : (block.scope[0] ?? null),
        made ? 'not_observed' : 'unknown_scope',
      );
      counts.rejected += cells.length;
      continue;
    }
    const untold = block.year === null;
    // What is wrong with the row is said once for all of its cells.
    const told = new Set<CityReject>();
    for (const { column, read } of cells) {
      const facts = { key, named, scope, year: untold && rowYear === null ? undefined : rowYear };
      const found = readValue(column, read, facts);
      if (found.said !== '' && found.unit !== '') units.set(found.said, found.unit);
      if ('skipped' in found) {
        counts.skipped += 1;
        if (found.said !== '' && !unused.has(found.said))
          reject(found.skipped, 'indicator_not_used');
        unused.add(found.said);
      } else if ('reason' in found) {
        counts.rejected += 1;
        if (found.column === column.index || !told.has(found.reason))
          reject(found.column, found.reason);
        told.add(found.reason);
      } else {
        values.push({ ...found.value, origin: origin(column.index) });
      }
    }
  }
  const indicators = [...meanings.indicators].map(([said, column]) => {
    return [said, withUnit(column, units.get(said), reader)] as const;
  });
  return { values, rejected, counts, indicators: new Map(indicators) };
}

/** An indicator whose rows have their unit in a column of its own. */
function withUnit(column: Column, text: string | undefined, reader: CellReader): Column {
  const unit = text === undefined ? null : parseUnit(reader.reference.units, text);
  if (text === undefined || unit === null || column.unit.kind === 'unit') return column;
  return { ...column, unit: { kind: 'unit', unit, text } };
}
