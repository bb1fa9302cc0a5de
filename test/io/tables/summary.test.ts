import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeParquet, type ColumnType } from '../../../src/io/tables/parquet.ts';
import { countValues, summariseTable, type ColumnSummary } from '../../../src/io/tables/summary.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'summary-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

async function table(
  schema: Readonly<Record<string, ColumnType>>,
  rows: readonly (readonly unknown[])[],
): Promise<{ name: string; path: string; columns: '*' }> {
  const path = join(FOLDER, 'table.parquet');
  await writeParquet(path, schema, rows);
  return { name: 'table', path, columns: '*' };
}

describe('a summary', () => {
  it('counts missing and distinct values, quartiles that occur, and bars over the range', async () => {
    const values = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, null, Number.NaN];
    const found = await summariseTable(
      await table(
        { x: 'DOUBLE' },
        values.map((x) => [x]),
      ),
      3,
    );
    expect(found.rows).toBe(14);
    expect(found.first).toEqual([['0.0'], ['1.0'], ['2.0']]);
    const expected: ColumnSummary = {
      name: 'x',
      type: 'DOUBLE',
      kind: 'number',
      missing: 2,
      distinct: 12,
      quantiles: [0, 2, 5, 8, 12],
      bars: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      frequent: [],
    };
    expect(found.columns).toEqual([expected]);
  });

  it('names the most frequent texts, ties in the order of their letters', async () => {
    const texts = ['b', 'a', 'c', 'c', null, 'b', 'd'];
    const found = await summariseTable(
      await table(
        { s: 'VARCHAR' },
        texts.map((s) => [s]),
      ),
      0,
    );
    expect(found.columns[0]).toMatchObject({ kind: 'text', missing: 1, distinct: 4 });
    expect(found.columns[0]?.frequent).toEqual([
      { value: 'b', rows: 2 },
      { value: 'c', rows: 2 },
      { value: 'a', rows: 1 },
      { value: 'd', rows: 1 },
    ]);
    expect(found.first).toEqual([]);
  });

  it('stands tables without rows, constants, other types and names that are SQL', async () => {
    const schema = { value: 'INTEGER', 'a"b; drop': 'VARCHAR[]', n: 'DATE', t: 'BOOLEAN' } as const;
    const empty = await summariseTable(await table(schema, []), 200);
    expect(empty.columns.map(({ missing, distinct, bars }) => [missing, distinct, bars])).toEqual(
      Object.keys(schema).map(() => [0, 0, []]),
    );
    const rows = [
      [7, ['x', null], '2017-01-01', true],
      [7, [], null, false],
    ];
    const found = await summariseTable(await table(schema, rows), 200);
    expect(found.columns.map(({ name }) => name)).toEqual(Object.keys(schema));
    expect(found.columns[0]).toMatchObject({ quantiles: [7, 7, 7, 7, 7], bars: [] });
    expect(found.first).toEqual([
      ['7', '[x, NULL]', '2017-01-01', 'true'],
      ['7', '[]', null, 'false'],
    ]);
  });

  it('holds numbers of every size', async () => {
    const values = [1e-300, -1e300, 14_230_037.4398, 1e300];
    const found = await summariseTable(
      await table(
        { x: 'DOUBLE' },
        values.map((x) => [x]),
      ),
      0,
    );
    expect(found.columns[0]?.quantiles).toEqual([-1e300, -1e300, 1e-300, 14_230_037.4398, 1e300]);
    expect(found.columns[0]?.bars.reduce((sum, n) => sum + n, 0)).toBe(4);
  });

  it('is refused for a table of which only some columns were declared', async () => {
    const some = { ...(await table({ x: 'DOUBLE' }, [])), columns: ['x'] };
    await expect(summariseTable(some, 1)).rejects.toMatchObject({ code: 'E_UNDECLARED_READ' });
  });
});

describe('counts of values', () => {
  it('are of all values, the most frequent first', async () => {
    const source = await table({ reason: 'VARCHAR' }, [['x'], ['y'], ['y'], [null]]);
    expect(await countValues(source, 'reason')).toEqual([
      { value: 'y', rows: 2 },
      { value: 'x', rows: 1 },
    ]);
  });
});
