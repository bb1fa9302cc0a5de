import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectShared, quoteText } from '../../src/io/duckdb.ts';
import { profileParquet } from '../../src/kinds/table-profile.ts';
import { folder } from '../support/folder.ts';

/** The profile of a query's rows, written with options of the parquet writer. */
async function profileOf(sql: string, options = 'format parquet') {
  const path = join(folder(), 'table.parquet');
  const connection = await connectShared();
  await connection.run(`copy (${sql}) to ${quoteText(path)} (${options})`);
  connection.closeSync();
  return profileParquet(path);
}

/** The hash of the only column. */
async function hashOf(sql: string, options?: string): Promise<string | undefined> {
  return (await profileOf(sql, options)).columns[0]?.hash;
}

describe('the profile of a table', () => {
  it('is its rows, and the name and type of each column', async () => {
    const { rows, columns } = await profileOf("select 1 as city, 'x' as name, [1.5::double] as l");
    expect(rows).toBe(1);
    expect(columns.map(({ name, type }) => [name, type])).toEqual([
      ['city', 'INTEGER'],
      ['name', 'VARCHAR'],
      ['l', 'DOUBLE[]'],
    ]);
  });

  it('does not depend on how the file is laid out', async () => {
    const sql = 'select i * 7 % 1000 as v from range(20000) t(i)';
    const plain = await hashOf(sql);
    expect(await hashOf(sql, 'format parquet, compression gzip, row_group_size 2048')).toBe(plain);
    expect(await hashOf(sql, 'format parquet, compression uncompressed')).toBe(plain);
  });

  it.each([
    ['the order of rows', 'select unnest([1, 2]) as v', 'select unnest([2, 1]) as v'],
    ['a missing value', "select unnest(['a', null]) as v", "select unnest(['a', 'n']) as v"],
    ['a repeated value', 'select unnest([1, 1]) as v', 'select unnest([2, 2]) as v'],
    ['a list of two', "select ['a', 'b'] as v", "select ['a,b'] as v"],
    ['not a number', "select 'nan'::double as v", 'select null::double as v'],
    ['the last bit', 'select 0.1::double as v', 'select 0.1::double + 1.4e-17::double as v'],
    ['one more row of nothing', 'select null as v', 'select unnest([null, null]) as v'],
  ])('sees a change of %s', async (_, one, other) => {
    expect(await hashOf(one)).not.toBe(await hashOf(other));
  });

  it('of no rows is a profile too', async () => {
    const empty = await profileOf('select 1 as v where false');
    expect(empty).toEqual({ rows: 0, columns: [{ name: 'v', type: 'INTEGER', hash: '0' }] });
  });

  it('hashes a column by itself, whatever its name and the others', async () => {
    const { columns } = await profileOf('select 1 as a, 1 as "b ""quoted""", 2 as c');
    expect(columns[0]?.hash).toBe(columns[1]?.hash);
    expect(columns[0]?.hash).not.toBe(columns[2]?.hash);
  });
});
