import type { Outcome, Reject } from '../../sources/outcome.ts';
import type { ColumnType } from './parquet.ts';
import type { Bilingual } from '../../text/language.ts';

/** Shape of every `<step>_rejects` table: a cell of a raw file and why it was not used. */
export const REJECTS_SCHEMA: Readonly<Record<string, ColumnType>> = {
  file: 'VARCHAR',
  sheet: 'VARCHAR',
  row: 'INTEGER',
  column: 'VARCHAR',
  value: 'VARCHAR',
  reason: 'VARCHAR',
};

export type RejectRow = readonly [
  file: string,
  sheet: string,
  row: number,
  column: string,
  value: string,
  reason: string,
];

/** Rows for the rejects table, in the order of files, sheets and rows. */
export function rejectRows(rejects: readonly Reject[]): RejectRow[] {
  const rows = rejects.map(({ origin: { file, sheet, row, column }, value, reason }): RejectRow => {
    return [file, sheet, row, column, value, reason];
  });
  return rows.sort(
    (a, b) => compare(a[0], b[0]) || compare(a[1], b[1]) || a[2] - b[2] || compare(a[3], b[3]),
  );
}

const NOT_READ = 'sheet_not_read';

/** The reason that is this file's own, in words. */
export const SHEET_REJECTS: Readonly<Record<typeof NOT_READ, Bilingual>> = {
  [NOT_READ]: { en: 'Sheet not read', zh: '未读取的工作表' },
};

/** A reject for each sheet that is not read while another sheet of its file is. */
export function sheetRejects(outcomes: readonly Outcome[]): Reject[] {
  const isRead = new Set(
    outcomes.flatMap(({ file, outcome }) => (outcome === 'read' ? [file] : [])),
  );
  return outcomes
    .filter(({ file, outcome }) => outcome !== 'read' && isRead.has(file))
    .map(({ file, sheet, reason }) => {
      return { origin: { file, sheet, row: 1, column: '' }, value: reason, reason: NOT_READ };
    });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
