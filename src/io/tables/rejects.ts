import { UserError } from '../../text/user-error.ts';
import { readSheets } from '../raw/sheet.ts';
import type { Sheet } from '../../sources/table.ts';
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

export interface Reject {
  readonly origin: Readonly<Record<'file' | 'sheet' | 'column', string>> & { readonly row: number };
  readonly value: string;
  readonly reason: string;
}

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

/**
 * Reads each sheet of a file with `parse`. A sheet that it refuses as a user's mistake (a
 * sheet of notes beside the data) is put among the rejects, unless it refuses all: then its first error is
 * the file's.
 */
export function parseSheetsOf<T>(
  path: string,
  file: string,
  rejected: Reject[],
  parse: (sheet: Sheet) => T,
): T[] {
  const done: T[] = [];
  const refused: { readonly sheet: Sheet; readonly error: UserError }[] = [];
  for (const sheet of readSheets(path, file)) {
    try {
      done.push(parse(sheet));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refused.push({ sheet, error });
    }
  }
  if (refused[0] !== undefined && done.length === 0) throw refused[0].error;
  for (const { sheet, error } of refused) {
    const origin = { file, sheet: sheet.sheet, row: 1, column: '' };
    rejected.push({ origin, value: error.message, reason: NOT_READ });
  }
  return done;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
