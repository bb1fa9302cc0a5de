import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { openDatabase, quoteText } from '../../../src/io/duckdb.ts';
import { sheetsOf } from '../../support/sheets.ts';
import { temporaryFolder } from '../temporary-folder.ts';

async function parquet(sql: string): Promise<Buffer> {
  const path = temporaryFolder()('a.parquet');
  const database = await openDatabase();
  await database.connection.run(`copy (${sql}) to ${quoteText(path)} (format parquet)`);
  database.close();
  return readFileSync(path);
}

const QUERY = `select 'a' as text, 1::bigint as whole, 9007199254740993::bigint as long, 0.1::float as short,
  1.5::decimal(9, 2) as fixed, true as flag, date '2017-02-28' as day, timestamp '2017-02-28 10:00:00' as moment,
  ['x', 'y'] as list, {'k': 1} as record, null::varchar as nothing`;
const ROWS = [
  ['text', 'whole', 'long', 'short', 'fixed', 'flag', 'day', 'moment', 'list', 'record', 'nothing'],
  [
    'a',
    1,
    '9007199254740993',
    0.1,
    1.5,
    true,
    '2017-02-28',
    '2017-02-28',
    '["x","y"]',
    '{"k":1}',
    null,
  ],
];

it('reads a parquet file, packed or not', async () => {
  const bytes = await parquet(QUERY);
  for (const packed of [bytes, gzipSync(bytes)]) {
    const [sheet] = await sheetsOf(packed, 'a.parquet');
    expect(sheet).toMatchObject({ format: 'parquet', rows: ROWS });
  }
});

it('keeps the order of many rows', async () => {
  const bytes = await parquet('select range as n from range(100000)');
  const [sheet] = await sheetsOf(bytes, 'a.parquet');
  expect(sheet?.rows.slice(1).every(([n], i) => n === i)).toBe(true);
  expect(sheet?.rows.length).toBe(100_001);
});

it('says of a damaged one that it is', async () => {
  const bytes = await parquet(QUERY);
  const cut = bytes.subarray(0, bytes.length - 20);
  await expect(sheetsOf(cut, 'a.parquet')).rejects.toMatchObject({
    code: 'E_FILE_CORRUPT',
    where: 'a.parquet',
  });
});
