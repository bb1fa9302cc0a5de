import { describe, expect, it } from 'vitest';
import { readFrame, readRows } from '../../../src/io/tables/frame.ts';
import { writeParquet, type ColumnType } from '../../../src/io/tables/parquet.ts';
import type { InputTable } from '../../../src/step.ts';
import { temporaryFolder } from '../temporary-folder.ts';

async function table(
  schema: Readonly<Record<string, ColumnType>>,
  rows: readonly (readonly unknown[])[],
  columns: InputTable['columns'] = '*',
): Promise<InputTable> {
  const path = temporaryFolder()('t.parquet');
  await writeParquet(path, schema, rows);
  return { name: 't', path, columns };
}

describe('a frame', () => {
  it('has numbers as doubles and text as codes into sorted levels; missing is NaN and -1', async () => {
    const found = await readFrame(
      await table({ n: 'INTEGER', b: 'BOOLEAN', s: 'VARCHAR', d: 'DATE' }, [
        [3, true, 'b', '2017-01-01'],
        [null, false, 'a', null],
        [1, null, null, '2016-12-31'],
        [2, true, 'b', '2017-01-01'],
      ]),
    );
    expect(found.rows).toBe(4);
    expect(found.columns).toEqual({
      n: { kind: 'number', values: Float64Array.of(3, Number.NaN, 1, 2) },
      b: { kind: 'number', values: Float64Array.of(1, 0, Number.NaN, 1) },
      s: { kind: 'text', codes: Int32Array.of(1, 0, -1, 1), levels: ['a', 'b'] },
      d: { kind: 'text', codes: Int32Array.of(1, -1, 0, 1), levels: ['2016-12-31', '2017-01-01'] },
    });
  });

  it('keeps the order of many rows, which come in chunks', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => [i * 0.5, `k${i % 7}`]);
    const { columns } = await readFrame(await table({ x: 'DOUBLE', s: 'VARCHAR' }, rows));
    const [x, s] = [columns['x'], columns['s']];
    if (x?.kind !== 'number' || s?.kind !== 'text') throw new Error('wrong kinds');
    expect([x.values.length, x.values[9999], s.codes[9999]]).toEqual([10_000, 4999.5, 9999 % 7]);
    expect(x.values.every((value, i) => value === i * 0.5)).toBe(true);
  });

  it('counts the rows where no column is asked for', async () => {
    const found = await readFrame(await table({ x: 'DOUBLE' }, [[1], [2]]), []);
    expect([found.rows, found.columns]).toEqual([2, {}]);
  });

  it('is refused for a column that is not there, not declared, or neither number nor text', async () => {
    const some = await table({ a: 'DOUBLE', b: 'DOUBLE', l: 'VARCHAR[]' }, [], ['a', 'l']);
    await expect(readFrame(some, ['c'])).rejects.toMatchObject({
      code: 'E_UNKNOWN_COLUMN',
      hint: 'its columns are a, b, l',
    });
    await expect(readFrame(some, ['b'])).rejects.toMatchObject({ code: 'E_UNDECLARED_READ' });
    await expect(readFrame(some)).rejects.toMatchObject({ code: 'E_COLUMN_TYPE' });
    await expect(readFrame(some, ['a'])).resolves.toMatchObject({ rows: 0 });
  });
});

describe('rows', () => {
  it('are objects with dates as text, lists as arrays and wide integers as numbers', async () => {
    const found = await readRows(
      await table({ big: 'BIGINT', d: 'DATE', l: 'VARCHAR[]', s: 'VARCHAR' }, [
        [12_345_678_901, '2017-01-01', ['a', null], null],
      ]),
    );
    expect(found).toEqual([{ big: 12_345_678_901, d: '2017-01-01', l: ['a', null], s: null }]);
  });
});
