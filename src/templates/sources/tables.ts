import type { ColumnType } from '../../io/tables/parquet.ts';
import { COUNTS, type Outcome } from '../../sources/outcome.ts';

/** Shape of every `<step>_files` table: a file or sheet, and what became of it. */
export const FILES_SCHEMA = {
  file: 'VARCHAR',
  sheet: 'VARCHAR',
  format: 'VARCHAR',
  /** read | ignored | refused */
  outcome: 'VARCHAR',
  /** Ignored because the study says so. */
  settled: 'BOOLEAN',
  kind: 'VARCHAR',
  kind_zh: 'VARCHAR',
  why: 'VARCHAR',
  reason: 'VARCHAR',
  code: 'VARCHAR',
  todo: 'VARCHAR',
  header_first: 'INTEGER',
  header_last: 'INTEGER',
  year_from: 'VARCHAR',
  read: 'INTEGER',
  kept: 'INTEGER',
  merged: 'INTEGER',
  missing: 'INTEGER',
  skipped: 'INTEGER',
  rejected: 'INTEGER',
} as const satisfies Readonly<Record<string, ColumnType>>;

export function fileRows(outcomes: readonly Outcome[]): unknown[][] {
  return outcomes.map(({ mapping, counts, ...found }) => [
    found.file,
    found.sheet,
    found.format,
    found.outcome,
    found.settled,
    mapping?.kind ?? null,
    mapping?.kindZh ?? null,
    mapping?.why ?? null,
    found.reason,
    found.code,
    found.todo,
    mapping?.headerRows?.[0] ?? null,
    mapping?.headerRows?.[1] ?? null,
    mapping?.yearFrom ?? null,
    ...COUNTS.map((name) => counts[name] ?? 0),
  ]);
}

/** Shape of every `<step>_columns` table: a column of a raw table, and what it was taken for. */
export const COLUMNS_SCHEMA = {
  file: 'VARCHAR',
  sheet: 'VARCHAR',
  /** From 1. */
  position: 'INTEGER',
  column: 'VARCHAR',
  /** Missing where the column is not used. */
  variable: 'VARCHAR',
  unit: 'VARCHAR',
  year: 'INTEGER',
  scope: 'VARCHAR',
  note: 'VARCHAR',
  nearest: 'VARCHAR',
} as const satisfies Readonly<Record<string, ColumnType>>;

export function columnRows(outcomes: readonly Outcome[]): unknown[][] {
  return outcomes.flatMap(({ file, sheet, mapping }) =>
    (mapping?.columns ?? []).map(
      ({ index, header, variable, unit, year, scope, note, nearest }) => {
        return [file, sheet, index + 1, header, variable, unit, year, scope, note, nearest];
      },
    ),
  );
}
