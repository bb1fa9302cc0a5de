import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { matchingRows } from '../../../src/io/tables/matching-rows.ts';
import { writeParquet } from '../../../src/io/tables/parquet.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'matching-'));
const PATH = join(ROOT, 'filings.parquet');
const SCHEMA = {
  no: 'VARCHAR',
  year: 'INTEGER',
  cities: 'INTEGER[]',
  source_file: 'VARCHAR',
  source_row: 'INTEGER',
} as const;
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

const ask = async (equal: Record<string, string[]>, holds: Record<string, string[]> = {}) => {
  await writeParquet(PATH, SCHEMA, [
    ['a', 2001, [1, 2], 'x.csv', 2],
    ['b', 2001, [3], 'x.csv', 3],
    ["c'", 2002, [], 'y.csv', 2],
    ["c'", 2002, [2], 'y.csv', 2],
    ['d', null, null, 'y.csv', 9],
  ]);
  const sets = (of: Record<string, string[]>) =>
    new Map(Object.entries(of).map(([name, values]) => [name, new Set(values)]));
  return matchingRows({
    path: PATH,
    equal: sets(equal),
    holds: sets(holds),
    keys: ['no'],
    show: ['no', 'year'],
    columns: Object.keys(SCHEMA),
  });
};

describe('matchingRows', () => {
  test('by values, and by what lists hold', async () => {
    expect(await ask({ year: ['2001', '2002'] }, { cities: ['2'] })).toMatchObject({
      rows: 2,
      first: { no: 'a', year: 2001 },
      values: new Map([['no', new Set(['a', "c'"])]]),
    });
  });

  test('counts different rows of raw files, and survives a quote', async () => {
    const found = await ask({ no: ["c'"] });
    expect([found.rows, found.sources]).toEqual([
      2,
      { count: 1, some: [{ file: 'y.csv', sheet: '', row: 2, column: '' }] },
    ]);
  });

  test('a missing value matches nothing', async () => {
    expect(await ask({ year: ['null'] })).toMatchObject({ rows: 0, first: undefined });
  });
});
