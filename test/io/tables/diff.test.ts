import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeParquet, type ColumnType } from '../../../src/io/tables/parquet.ts';
import { diffTables } from '../../../src/io/tables/diff.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'diff-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

async function table(
  name: string,
  schema: Readonly<Record<string, ColumnType>>,
  rows: readonly (readonly unknown[])[],
): Promise<string> {
  const path = join(ROOT, `${name}.parquet`);
  await writeParquet(path, schema, rows);
  return path;
}

describe('diffTables', () => {
  test('null equals null and not a number itself; a change of either is one', async () => {
    const schema = { id: 'INTEGER', x: 'DOUBLE', name: 'VARCHAR' } as const;
    const before = await table('before', schema, [
      [1, NaN, null],
      [2, 1, 'a'],
      [3, null, 'b'],
    ]);
    const after = await table('after', schema, [
      [3, 4, 'b'],
      [2, NaN, null],
      [1, NaN, null],
    ]);
    const diff = await diffTables(before, after, ['id']);
    expect(diff).toMatchObject({ added: 0, removed: 0, changed: 2 });
    // From null or to not a number there is no size of a change.
    expect(diff.columns).toEqual([
      { column: 'x', changed: 2 },
      { column: 'name', changed: 1 },
    ]);
  });

  test('a column that changed its type is compared as text, numbers as numbers', async () => {
    const before = await table('b', { id: 'INTEGER', x: 'INTEGER', y: 'VARCHAR' }, [
      [1, 2, '2001-01-01'],
    ]);
    const after = await table('a', { id: 'INTEGER', x: 'DOUBLE', y: 'DATE' }, [
      [1, 2, '2001-01-01'],
    ]);
    expect(await diffTables(before, after, ['id'])).toMatchObject({ changed: 0, columns: [] });
  });

  test('names columns that came and went', async () => {
    const before = await table('b', { id: 'INTEGER', x: 'INTEGER' }, [[1, 2]]);
    const after = await table('a', { id: 'INTEGER', z: 'INTEGER' }, [[2, 2]]);
    expect(await diffTables(before, after, ['id'])).toMatchObject({
      added: 1,
      removed: 1,
      changed: 0,
      columns_added: ['z'],
      columns_removed: ['x'],
    });
  });

  test('a key that is not unique, or not there, is an error', async () => {
    const twice = await table('twice', { id: 'INTEGER' }, [[1], [1]]);
    await expect(diffTables(twice, twice, ['id'])).rejects.toMatchObject({ code: 'E_KEY' });
    await expect(diffTables(twice, twice, ['city'])).rejects.toMatchObject({ code: 'E_KEY' });
    expect(await diffTables(twice, twice, [])).toMatchObject({
      key: ['file_row_number'],
      changed: 0,
    });
  });
});
