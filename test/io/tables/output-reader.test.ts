import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { outputReader } from '../../../src/io/tables/output-reader.ts';
import { writeParquet } from '../../../src/io/tables/parquet.ts';
import { temporaryFolder } from '../temporary-folder.ts';

async function reader(rows: number) {
  const at = temporaryFolder();
  await writeParquet(at('fields'), { city: 'INTEGER', reason: 'VARCHAR' }, [
    [110000, 'a'],
    [130100, 'b'],
    [130100, 'b'],
  ]);
  writeFileSync(at('notes'), '{"a": "文"}');
  return outputReader(at, rows);
}

describe('a reader of outputs', () => {
  it('gives a file as text', async () => {
    expect(await (await reader(1)).text('notes')).toBe('{"a": "文"}');
  });

  it('gives a table’s columns and as many of its first rows as was agreed', async () => {
    const { columns, first } = await (await reader(2)).profile('fields', new Set(['city']));
    expect(columns.map(({ column, kind, distinct }) => [column, kind, distinct])).toEqual([
      ['city', 'code', 2],
      ['reason', 'text', 2],
    ]);
    expect(first).toEqual([
      ['110000', 'a'],
      ['130100', 'b'],
    ]);
  });

  it('counts the values of a column', async () => {
    expect(await (await reader(1)).values('fields', 'reason')).toEqual([
      { value: 'b', rows: 2 },
      { value: 'a', rows: 1 },
    ]);
  });

  it('fails with the name of what cannot be read', async () => {
    await expect((await reader(1)).profile('gone', new Set())).rejects.toMatchObject({
      code: 'E_NO_FILE',
      where: 'gone',
    });
  });
});
