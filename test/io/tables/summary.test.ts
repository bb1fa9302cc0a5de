import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDataFile, type DataFile } from '../../../src/io/tables/data-file.ts';
import { writeParquet, type ColumnType } from '../../../src/io/tables/parquet.ts';
import {
  countValues,
  firstRows,
  keyNames,
  summariseColumns,
  type ColumnSummary,
} from '../../../src/io/tables/summary.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'summary-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

async function withTable<T>(
  schema: Readonly<Record<string, ColumnType>>,
  rows: readonly (readonly unknown[])[],
  use: (file: DataFile) => Promise<T>,
): Promise<T> {
  const path = join(FOLDER, 'table.parquet');
  await writeParquet(path, schema, rows);
  const file = await openDataFile(path, 'table');
  return use(file).finally(file.close);
}

/** The summary of a table with one column. */
async function ofColumn(
  name: string,
  type: ColumnType,
  values: readonly unknown[],
  keys: readonly string[] = [],
): Promise<ColumnSummary> {
  const rows = values.map((value) => [value]);
  const [found] = await withTable({ [name]: type }, rows, (file) =>
    summariseColumns(file, new Set(keys)),
  );
  if (found === undefined) throw new Error('no column');
  return found;
}

const repeated = (values: readonly number[], times: number): number[] =>
  Array.from({ length: times }, () => values).flat();
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('a summary of numbers', () => {
  it('interpolates quartiles as R and pandas do; not a number is missing', async () => {
    // quantile(c(1, 2, 4, 8), type = 7) in R.
    expect(await ofColumn('x', 'DOUBLE', [8, 1, null, 4, 2, Number.NaN])).toEqual({
      column: 'x',
      type: 'DOUBLE',
      kind: 'number',
      missing: 2,
      distinct: 4,
      quantiles: [1, 1.75, 3, 5, 8],
      extremes: [],
      bars: [1, 2, 4, 8].map((value) => ({ from: value, to: value, rows: 1 })),
      frequent: [],
    });
  });

  it('gives each of fourteen years a bar of the same height, and the median between two of them', async () => {
    const found = await ofColumn('year', 'INTEGER', repeated(range(2006, 2019), 3), ['year']);
    expect(found.quantiles).toEqual([2006, 2009, 2012.5, 2016, 2019]);
    expect(found.bars).toEqual(
      range(2006, 2019).map((year) => ({ from: year, to: year, rows: 3 })),
    );
  });

  it('divides a range into twelve equal parts where values are not whole or are many', async () => {
    const found = await ofColumn('x', 'DOUBLE', [0, 0.5, 11.5, 24]);
    expect(found.bars.map(({ rows }) => rows)).toEqual([2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1]);
    expect(found.bars[1]).toEqual({ from: 2, to: 4, rows: 0 });
    expect(found.bars.at(-1)).toEqual({ from: 22, to: 24, rows: 1 });
  });

  it('lets no part of many whole numbers hold fewer of them than the others', async () => {
    for (const last of [31, 36, 44, 60, 120, 1000]) {
      const { bars } = await ofColumn('n', 'BIGINT', range(1, last));
      const width = bars[0]?.rows ?? 0;
      expect(bars.length, `${last}`).toBeGreaterThanOrEqual(8);
      expect(bars.slice(0, -1).every(({ rows }) => rows === width)).toBe(true);
      expect((bars.at(-1)?.rows ?? 0) / width, `${last}`).toBeGreaterThan(0.7);
      expect(bars.at(-1)?.to).toBe(last);
    }
  });

  it('holds numbers of every size', async () => {
    const values = [1e-300, -1e300, 14_230_037.4398, 1e300];
    const found = await ofColumn('x', 'DOUBLE', values);
    expect([found.quantiles[0], found.quantiles[4]]).toEqual([-1e300, 1e300]);
    expect(found.bars.reduce((sum, { rows }) => sum + rows, 0)).toBe(4);
    const infinite = await ofColumn('x', 'DOUBLE', [1, 2.5, Number.POSITIVE_INFINITY]);
    expect([infinite.distinct, infinite.quantiles[4], infinite.bars]).toEqual([3, Infinity, []]);
  });
});

describe('a summary of codes', () => {
  const CITIES = [110000, 120000, 130100, 130200];

  it('counts a key of numbers with gaps, and measures nothing', async () => {
    const many = range(1, 40).map((i) => 110000 + 100 * i);
    const found = await ofColumn('city', 'INTEGER', repeated(many, 2), ['city', 'year']);
    expect(found).toMatchObject({ kind: 'code', missing: 0, distinct: 40 });
    expect([found.quantiles, found.bars, found.frequent]).toEqual([[], [], []]);
  });

  it('gives each of few codes a bar, and names the most frequent ones', async () => {
    const found = await ofColumn('city', 'INTEGER', [...CITIES, 130100], ['city']);
    expect([found.kind, found.quantiles]).toEqual(['code', []]);
    expect(found.bars.map(({ from, rows }) => [from, rows])).toEqual([
      [110000, 1],
      [120000, 1],
      [130100, 2],
      [130200, 1],
    ]);
    expect(found.frequent[0]).toEqual({ value: '130100', rows: 2 });
  });

  it('takes the same numbers for numbers where no contract makes them a key', async () => {
    expect(await ofColumn('city', 'INTEGER', CITIES)).toMatchObject({ kind: 'number' });
  });

  it('knows the keys of every contract, and the columns that refer to one', () => {
    const contracts = [
      { key: ['city', 'year'] },
      { references: { place: 'cities.city' } },
      {},
      { key: ['city'] },
    ];
    expect([...keyNames(contracts)]).toEqual(['city', 'year', 'place']);
  });
});

describe('a summary of other columns', () => {
  it('names the most frequent texts, ties in the order of their letters', async () => {
    const found = await ofColumn('s', 'VARCHAR', ['b', 'a', 'c', 'c', null, 'b', 'd']);
    expect(found).toMatchObject({ kind: 'text', missing: 1, distinct: 4, extremes: [] });
    expect(found.frequent).toEqual([
      { value: 'b', rows: 2 },
      { value: 'c', rows: 2 },
      { value: 'a', rows: 1 },
      { value: 'd', rows: 1 },
    ]);
  });

  it('calls no value the most frequent where all of many are', async () => {
    const names = 'abcdefgh'.split('');
    expect((await ofColumn('s', 'VARCHAR', [...names, ...names])).frequent).toEqual([]);
    expect((await ofColumn('s', 'VARCHAR', [...names, 'h'])).frequent[0]).toEqual({
      value: 'h',
      rows: 2,
    });
  });

  it('gives the first and the last date', async () => {
    const found = await ofColumn('d', 'DATE', ['2017-01-01', null, '2016-12-31']);
    expect(found).toMatchObject({ kind: 'text', extremes: ['2016-12-31', '2017-01-01'] });
  });

  it('stands tables without rows, constants, other types and names that are SQL', async () => {
    const schema = { value: 'INTEGER', 'a"b; drop': 'VARCHAR[]', n: 'DATE', t: 'BOOLEAN' } as const;
    const none = await withTable(schema, [], (file) => summariseColumns(file, new Set()));
    expect(none.map(({ missing, distinct, bars }) => [missing, distinct, bars])).toEqual(
      Object.keys(schema).map(() => [0, 0, []]),
    );
    const rows = [
      [7, ['x', null], '2017-01-01', true],
      [7, [], null, false],
    ];
    await withTable(schema, rows, async (file) => {
      const found = await summariseColumns(file, new Set());
      expect(found.map(({ column }) => column)).toEqual(Object.keys(schema));
      expect(found[0]).toMatchObject({ quantiles: [7, 7, 7, 7, 7], bars: [] });
      expect(await firstRows(file, 200)).toEqual([
        ['7', '[x, NULL]', '2017-01-01', 'true'],
        ['7', '[]', null, 'false'],
      ]);
      expect(await firstRows(file, 1)).toHaveLength(1);
    });
  });
});

describe('counts of values', () => {
  it('are of all values, the most frequent first', async () => {
    const rows = [['x'], ['y'], ['y'], [null]];
    const found = await withTable({ reason: 'VARCHAR' }, rows, ({ connection }) =>
      countValues(connection, 'reason'),
    );
    expect(found).toEqual([
      { value: 'y', rows: 2 },
      { value: 'x', rows: 1 },
    ]);
  });
});
