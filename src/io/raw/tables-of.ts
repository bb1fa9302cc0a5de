import type { LeftOut, RawFile, RawFormat, RawTable, Row } from '../../sources/table.ts';

/** A table as a reader of its format finds it. */
export interface FoundTable {
  readonly name: string;
  readonly hidden: boolean;
  /** All rows, or what gives them; null where none has a value. */
  readonly rows: readonly Row[] | (() => AsyncIterable<readonly Row[]>) | null;
}

/** How many rows of a table in memory are handed on at a time. */
const BATCH = 4096;

/** A file of several tables; those without a value are left out, and named. */
export function tablesOf(file: string, format: RawFormat, found: readonly FoundTable[]): RawFile {
  const tables: RawTable[] = [];
  const leftOut: LeftOut[] = [];
  for (const { name: sheet, hidden, rows } of found) {
    if (rows === null || (typeof rows !== 'function' && !rows.some(isFilled)))
      leftOut.push({ file, sheet, reason: 'it is empty' });
    else {
      const batches = typeof rows === 'function' ? rows : () => inBatches(rows);
      tables.push({ file, sheet, format, hidden, batches });
    }
  }
  if (tables.length > 0) return { outcome: 'tables', format, tables, leftOut };
  return { outcome: 'ignored', reason: 'no sheet of it has a value' };
}

export async function* inBatches(rows: Iterable<Row>): AsyncIterable<Row[]> {
  let batch: Row[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Whether any row has a value. */
export async function hasValue(batches: AsyncIterable<readonly Row[]>): Promise<boolean> {
  for await (const rows of batches) if (rows.some(isFilled)) return true;
  return false;
}

function isFilled(row: Row): boolean {
  return row.some((cell) => cell !== null);
}
