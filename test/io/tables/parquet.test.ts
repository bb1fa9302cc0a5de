import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRows } from '../../../src/io/tables/frame.ts';
import { writeParquet } from '../../../src/io/tables/parquet.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('a parquet file', () => {
  it('has the rows in their order, more than a chunk of them, and says how many', async () => {
    const path = temporaryFolder()('a.parquet');
    function* rows() {
      for (let i = 0; i < 5000; i++) yield [i, `r${i}`, i % 2 === 0];
    }
    const schema = { i: 'INTEGER', s: 'VARCHAR', even: 'BOOLEAN' } as const;
    expect(await writeParquet(path, schema, rows())).toBe(5000);
    const read = await readRows({ name: 'a', path, columns: '*' });
    expect(read).toHaveLength(5000);
    expect(read[4321]).toEqual({ i: 4321, s: 'r4321', even: false });
  });

  it('has the same bytes for the same rows', async () => {
    const at = temporaryFolder();
    const write = (name: string) =>
      writeParquet(at(name), { x: 'DOUBLE', l: 'INTEGER[]' }, [
        [0.1, [1, 2]],
        [null, null],
      ]);
    await write('a.parquet');
    await write('b.parquet');
    expect(readFileSync(at('a.parquet')).equals(readFileSync(at('b.parquet')))).toBe(true);
  });

  it('takes no cell of another type, and says which', async () => {
    const at = temporaryFolder();
    const wrong = [
      [{ n: 'INTEGER' }, 1.5, 'row 0, column n: 1.5 is no INTEGER'],
      [{ n: 'BIGINT' }, 2 ** 60, 'is no BIGINT'],
      [{ s: 'VARCHAR' }, 1, 'row 0, column s: 1 is no VARCHAR'],
      [{ d: 'DATE' }, '2017-1-1', 'is no DATE'],
      [{ l: 'INTEGER[]' }, [1, 'x'], '"x" is no INTEGER'],
      [{ b: 'BOOLEAN' }, 'true', 'is no BOOLEAN'],
    ] as const;
    for (const [schema, cell, message] of wrong)
      await expect(writeParquet(at('x.parquet'), schema, [[cell]]), message).rejects.toThrow(
        message,
      );
    await expect(writeParquet(at('x.parquet'), { a: 'DOUBLE' }, [[1], [1, 2]])).rejects.toThrow(
      'row 1 has 2 cells, the schema 1',
    );
  });
});
