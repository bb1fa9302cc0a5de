import { mkdtemp, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Json } from '@duckdb/node-api';
import type { Cell, RawFile, Row } from '../../sources/table.ts';
import { columnTypes, lockDatabase, openDatabase, quoteText } from '../duckdb.ts';
import { shortestFloat } from './float32.ts';
import { guard, guardRows } from './problems.ts';
import type { RawBytes } from './raw-bytes.ts';

/** Opens a parquet file: its columns are the header, what is nested becomes JSON text. */
export async function openParquet(bytes: RawBytes): Promise<RawFile> {
  const { file } = bytes;
  // The columns are asked for at once, so that a damaged file is known as such.
  await guard(file, async () => {
    for await (const _ of rowsOf(bytes, 'limit 0'));
  });
  const batches = () => guardRows(file, () => rowsOf(bytes, ''));
  const table = { file, sheet: '', format: 'parquet', hidden: false, batches } as const;
  return { outcome: 'tables', format: 'parquet', tables: [table], leftOut: [] };
}

async function* rowsOf(bytes: RawBytes, limit: string): AsyncIterable<Row[]> {
  const folder = bytes.path === null ? await mkdtemp(join(tmpdir(), 'didactic-')) : null;
  const path = folder === null ? (bytes.path ?? '') : join(folder, 'table.parquet');
  const database = await openDatabase();
  try {
    if (folder !== null) await pipeline(Readable.from(bytes.stream()), createWriteStream(path));
    await lockDatabase(database, { files: [path], folders: [] });
    const { connection } = database;
    const source = `read_parquet(${quoteText(path)})`;
    const types = await columnTypes(connection, `(select * from ${source})`);
    yield [[...types.keys()]];
    const readers = [...types.values()].map(cellReader);
    const result = await connection.stream(`select * from ${source} ${limit}`);
    for await (const rows of result.yieldRowsJson())
      yield rows.map((row) => row.map((value, i) => readers[i]?.(value) ?? null));
  } finally {
    database.close();
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}

/** What makes a cell of a value as DuckDB gives it: long numbers and dates come as text. */
function cellReader(type: string): (value: Json) => Cell {
  if (/^(?:U?BIGINT|U?HUGEINT|DECIMAL)/u.test(type) && !type.endsWith('[]')) {
    return (value) => {
      const number = Number(value);
      const isWhole = !type.startsWith('DECIMAL');
      if (value === null) return null;
      return isWhole && !Number.isSafeInteger(number) ? plainCell(value) : number;
    };
  }
  if (type.startsWith('TIMESTAMP') && !type.endsWith('[]')) {
    return (value) => (typeof value === 'string' ? value.slice(0, 10) : null);
  }
  if (type === 'FLOAT') {
    return (value) => (typeof value === 'number' ? shortestFloat(value) : plainCell(value));
  }
  return plainCell;
}

function plainCell(value: Json): Cell {
  if (value === null || value === '') return null;
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
