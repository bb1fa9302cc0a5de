import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readDataColumns, type DataColumns } from '../../../src/io/tables/data-columns.ts';
import { openDataFile } from '../../../src/io/tables/data-file.ts';
import { openDatabase, quoteText } from '../../../src/io/duckdb.ts';

/** Columns of the parquet file that a query gives. */
async function columnsOf(
  query: string,
  names: readonly string[],
  where?: string,
): Promise<DataColumns> {
  const folder = mkdtempSync(join(tmpdir(), 'didactic-columns-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'data.parquet');
  const database = await openDatabase(1);
  await database.connection.run(`copy (${query}) to ${quoteText(path)} (format parquet)`);
  database.close();
  const file = await openDataFile(path, 'data.parquet');
  try {
    return await readDataColumns(file.connection, file.schema, names, where);
  } finally {
    file.close();
  }
}

function numbers({ columns }: DataColumns, name: string): number[] {
  const column = columns[name];
  if (column?.kind !== 'number') throw new Error(`${name} holds no numbers`);
  return [...column.values];
}

function texts({ columns }: DataColumns, name: string): (string | null)[] {
  const column = columns[name];
  if (column?.kind !== 'text') throw new Error(`${name} holds no text`);
  return Array.from(column.codes, (code) => column.levels[code] ?? null);
}

describe('readDataColumns', () => {
  it('keeps the order of the file over many row groups and threads', async () => {
    const rows = 400_000;
    const query = `select i, 'k' || (i % 7) as k from range(${rows}) r(i) order by i`;
    const read = await columnsOf(query, ['i', 'k'], 'i % 2 = 1');
    expect(read).toMatchObject({ rows: rows / 2, all: rows });
    expect(numbers(read, 'i').every((value, row) => value === 2 * row + 1)).toBe(true);
    expect(texts(read, 'k').every((value, row) => value === `k${(2 * row + 1) % 7}`)).toBe(true);
  });

  it.each([
    ['true', 1],
    ['12::tinyint', 12],
    ['12::ubigint', 12],
    ['9007199254740991::bigint', 9007199254740991],
    ['(-3)::hugeint', -3],
    ['1.25::decimal(9, 2)', 1.25],
    ['123456789012345::decimal(38, 0)', 123456789012345],
    ['0.1::double', 0.1],
    ['0.5::float', 0.5],
    ["'inf'::double", Infinity],
  ])('reads %s as a number', async (value, wanted) => {
    const read = await columnsOf(`select ${value} as x union all select null`, ['x']);
    expect(numbers(read, 'x')).toEqual([wanted, Number.NaN]);
    expect(read.natures).toEqual({ x: 'number' });
  });

  it.each([
    ["'中'", '中', 'text'],
    ["'a'::enum('b', 'a')", 'a', 'text'],
    ["date '2020-02-29'", '2020-02-29', 'date'],
    ["timestamp '2020-02-29 12:30:00'", '2020-02-29 12:30:00', 'date'],
    ["timestamptz '2020-02-29 12:30:00+08'", '2020-02-29 04:30:00+00', 'date'],
    ['9007199254740993::bigint', '9007199254740993', 'big'],
    ['(-9007199254740993)::bigint', '-9007199254740993', 'big'],
    ['18446744073709551615::ubigint', '18446744073709551615', 'big'],
    ['12345678901234567890::decimal(38, 0)', '12345678901234567890', 'big'],
  ])('reads %s as a category', async (value, wanted, nature) => {
    const read = await columnsOf(`select ${value} as x union all select null`, ['x']);
    expect(texts(read, 'x')).toEqual([wanted, null]);
    expect(read.natures).toEqual({ x: nature });
  });

  it('sorts levels by code unit', async () => {
    const query = "select unnest(['b', 'A', 'a', '中', 'B']) as x";
    const read = await columnsOf(query, ['x']);
    expect(read.columns['x']).toMatchObject({ levels: ['A', 'B', 'a', 'b', '中'] });
  });

  it('refuses what is neither number nor category', async () => {
    await expect(columnsOf('select [1, 2] as x', ['x'])).rejects.toMatchObject({
      code: 'E_COLUMN_TYPE',
    });
  });

  it('reads no columns at all', async () => {
    expect(await columnsOf('select 1 as x from range(3)', [])).toMatchObject({ rows: 3 });
  });
});
