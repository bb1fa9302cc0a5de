import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  DuckDBDataChunk,
  DuckDBDateValue,
  INTEGER,
  LIST,
  VARCHAR,
  listValue,
  type DuckDBAppender,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import { openDatabase, quoteName, quoteText } from '../duckdb.ts';

export type ColumnType =
  'VARCHAR' | 'INTEGER' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'DATE' | 'VARCHAR[]' | 'INTEGER[]';

export const PARQUET_FORMAT = 'format parquet, compression snappy';
/** One layout for every artifact: the bytes depend on the rows alone. */
export const PARQUET_LAYOUT = `${PARQUET_FORMAT}, row_group_size 122880`;

const TYPES: Readonly<Record<ColumnType, DuckDBType>> = {
  VARCHAR,
  INTEGER,
  BIGINT,
  DOUBLE,
  BOOLEAN,
  DATE,
  'VARCHAR[]': LIST(VARCHAR),
  'INTEGER[]': LIST(INTEGER),
};
/** DuckDB's vector size: a data chunk holds no more. */
const CHUNK_ROWS = 2048;
const MS_PER_DAY = 86_400_000;

type Row = readonly unknown[];
/** Rows one by one, or in batches where they are made while they are written. */
type Rows = Iterable<Row> | AsyncIterable<readonly Row[]>;

/**
 * Writes rows to a parquet file in the order given and returns how many there were. A cell is
 * `null` for a missing value, `YYYY-MM-DD` for a DATE, an array for a list; an integer column takes
 * whole numbers (BIGINT also bigint). A row of another length or a cell of another type throws.
 */
export async function writeParquet(
  path: string,
  schema: Readonly<Record<string, ColumnType>>,
  rows: Rows,
): Promise<number> {
  const database = await openDatabase(1);
  try {
    const count = await createTable(database.connection, 'rows_to_write', schema, rows);
    await mkdir(dirname(path), { recursive: true });
    await database.connection.run(`copy rows_to_write to ${quoteText(path)} (${PARQUET_LAYOUT})`);
    return count;
  } finally {
    database.close();
  }
}

/** Makes a table of rows, as `writeParquet` takes them, and returns how many there were. */
export async function createTable(
  connection: DuckDBConnection,
  table: string,
  schema: Readonly<Record<string, ColumnType>>,
  rows: Rows,
): Promise<number> {
  const names = Object.keys(schema);
  const types = Object.values(schema);
  const definition = names.map((name, i) => `${quoteName(name)} ${types[i]}`).join(', ');
  await connection.run(`create or replace table ${quoteName(table)} (${definition})`);
  const appender = await connection.createAppender(table);
  const count = await appendRows(appender, names, types, rows);
  appender.closeSync();
  return count;
}

async function appendRows(
  appender: DuckDBAppender,
  names: readonly string[],
  types: readonly ColumnType[],
  rows: Rows,
): Promise<number> {
  const duckTypes = types.map((type) => TYPES[type]);
  let pending: DuckDBValue[][] = types.map(() => []);
  let count = 0;
  const flush = () => {
    const size = pending[0]?.length ?? 0;
    if (size === 0) return;
    const chunk = DuckDBDataChunk.create(duckTypes, size);
    chunk.setColumns(pending);
    appender.appendDataChunk(chunk);
    pending = types.map(() => []);
  };
  const append = (row: Row) => {
    if (row.length !== types.length) {
      throw new TypeError(`row ${count} has ${row.length} cells, the schema ${types.length}`);
    }
    types.forEach((type, i) => pending[i]?.push(toDuckDb(row[i], type, names[i] ?? '', count)));
    count += 1;
    if (count % CHUNK_ROWS === 0) flush();
  };
  if (Symbol.asyncIterator in rows) {
    for await (const batch of rows) batch.forEach(append);
  } else {
    for (const row of rows) append(row);
  }
  flush();
  return count;
}

function toDuckDb(cell: unknown, type: ColumnType, name: string, row: number): DuckDBValue {
  if (cell === null || cell === undefined) return null;
  if (Array.isArray(cell) && type.endsWith('[]')) {
    const inner = type === 'VARCHAR[]' ? 'VARCHAR' : 'INTEGER';
    return listValue(cell.map((item) => toDuckDb(item, inner, name, row)));
  }
  if (type === 'VARCHAR' && typeof cell === 'string') return cell;
  if (type === 'DOUBLE' && typeof cell === 'number') return cell;
  if (type === 'BOOLEAN' && typeof cell === 'boolean') return cell;
  if (type === 'INTEGER' && Number.isInteger(cell)) return cell as number;
  if (type === 'BIGINT' && typeof cell === 'bigint') return cell;
  if (type === 'BIGINT' && Number.isSafeInteger(cell)) return BigInt(cell as number);
  if (type === 'DATE' && typeof cell === 'string' && /^\d{4}-\d\d-\d\d$/.test(cell)) {
    return new DuckDBDateValue(Date.parse(`${cell}T00:00:00Z`) / MS_PER_DAY);
  }
  throw new TypeError(`row ${row}, column ${name}: ${JSON.stringify(cell)} is no ${type}`);
}
