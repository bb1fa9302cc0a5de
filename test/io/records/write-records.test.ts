import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { queryRows, withFiles } from '../../../src/io/duckdb.ts';
import { recordText } from '../../../src/io/records/record-text.ts';
import { groupRows, Staging } from '../../../src/io/records/staging.ts';
import { writeRecords } from '../../../src/io/records/write-records.ts';
import type { PlainRows, WholeText } from '../../../src/sources/row-rule.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const RECORD = { id: 'VARCHAR', day: 'DATE', parts: 'VARCHAR[]' } as const;
const SCHEMA = { record: RECORD, key: 'id' };

/** Ids are digits; `#7` is an odd spelling of 7, and anything else is none. */
const PLAIN: PlainRows = {
  cells: ['id', 'day', 'parts'],
  known: [{ name: 'day', key: 'day', type: 'DATE', valueOf: (text) => dayOf(text) }],
  made: {},
  isPlain: String.raw`regexp_full_match(id, '\d+') and known_day is not null and (parts is null or regexp_full_match(parts, '[a-z](?:; [a-z])*'))`,
  values: { id: 'id', day: 'known_day', parts: 'parts' },
  key: String.raw`case when regexp_full_match(id, '\d+') then id end`,
};

function dayOf(text: string): string | null {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text : null;
}

function readCells([id = '', day, parts]: readonly (string | null)[]) {
  const key = /^#?(\d+)$/.exec(id ?? '')?.[1];
  const problem = { column: 'id', value: id ?? '', reason: 'bad_id' };
  if (key === undefined) return { record: null, problems: [problem] };
  const list = (parts ?? '').split(/; ?/).filter((part) => part !== '');
  const record = { id: key, day: dayOf(day ?? '') ?? '1999-01-01', parts: list };
  return { record, problems: id === key ? [] : [problem] };
}

function whole(path: string, header: readonly string[] = ['id', 'day', 'parts']): WholeText {
  const positions = ['id', 'day', 'parts'].map((name) => [header.indexOf(name)]);
  return {
    origin: { file: 'a.csv', sheet: '' },
    text: { path, encoding: 'utf-8', delimiter: ',' },
    headerRow: 1,
    header,
    positions,
    read: readCells,
  };
}

async function written(csv: string, threads = 2) {
  const at = temporaryFolder({ 'a.csv': csv });
  const staging = await Staging.open(at('staged'), PLAIN.cells, threads);
  const rows = await staging.addText(whole(at('a.csv')));
  const outcomes = await writeRecords(staging, PLAIN, SCHEMA, at('out.parquet'), () => undefined);
  staging.close();
  expect(existsSync(at('staged'))).toBe(false);
  const bytes = existsSync(at('out.parquet')) ? readFileSync(at('out.parquet')) : Buffer.alloc(0);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const path = at('out.parquet');
  const records = await withFiles([path], (connection) =>
    queryRows(
      connection,
      `select id, day, parts, source_file, source_row as row from '${path}' limit 10`,
    ),
  );
  return { rows, outcomes, records, hash };
}

describe('records of staged rows', () => {
  it('come in the order of the file, whoever reads them', async () => {
    const { rows, records, outcomes } = await written(
      'id,day,parts\n1,2017-01-01,a; b\n#2,2017-01-01,\n?,2017-01-01,\n3,soon,a;b\n4,2018-01-01,\n',
    );
    expect(rows).toBe(5);
    expect(records.map(({ id, day, parts, row }) => [id, day, parts, row])).toEqual([
      ['1', '2017-01-01', ['a', 'b'], 2],
      ['2', '2017-01-01', [], 3],
      ['3', '1999-01-01', ['a', 'b'], 5],
      ['4', '2018-01-01', [], 6],
    ]);
    expect(outcomes.map(({ row, isRejected }) => [row, isRejected])).toEqual([
      [3, false],
      [4, true],
    ]);
  });

  it('that say the same are kept once, also in another spelling', async () => {
    const { records, outcomes } = await written(
      'id,day,parts\n1,2017-01-01,a\n#1,2017-01-01,a\n1,2017-01-01,b\n1,2017-01-01,a\n',
    );
    expect(records.map(({ parts, row }) => [parts, row])).toEqual([
      [['a'], 2],
      [['b'], 4],
    ]);
    const merged = outcomes.filter(({ mergedKey }) => mergedKey !== null);
    expect(merged.map(({ row, problems }) => [row, problems.length])).toEqual([
      [3, 1],
      [5, 0],
    ]);
  });

  it('have the number of their row behind cells with line breaks and rows without a value', async () => {
    const { records } = await written('id,day,parts\n1,2017-01-01,"a\nb"\n,,\n2,2017-01-01,\n');
    expect(records.map(({ id, row }) => [id, row])).toEqual([
      ['1', 2],
      ['2', 4],
    ]);
  });

  it('are the same bytes on one thread and on three', { timeout: 60_000 }, async () => {
    const lines = Array.from({ length: 260_000 }, (_, i) => {
      const id = i % 7 === 0 ? `#${i}` : i % 11 === 0 ? String(i - 1) : String(i);
      return `${id},20${String(10 + (i % 9))}-01-01,${i % 5 === 0 ? 'a; b; c' : ''}`;
    });
    const csv = `id,day,parts\n${lines.join('\n')}\n`;
    const one = await written(csv, 1);
    const three = await written(csv, 3);
    expect(one.outcomes.length).toBeGreaterThan(30_000);
    expect(one.hash).toBe(three.hash);
    expect(one.outcomes).toEqual(three.outcomes);
  });

  it('of files that were read row by row stand between those of texts', async () => {
    const at = temporaryFolder({ 'a.csv': 'id,day,parts\n1,2017-01-01,\n' });
    const staging = await Staging.open(at('staged'), PLAIN.cells, 2);
    const origin = { file: 'b.xlsx', sheet: 'S' };
    const add = (row: number, id: string) =>
      staging.addRecord({ origin, row, text: recordText({ id, day: null, parts: ['x'] }, RECORD) });
    await add(7, '8');
    await staging.addText(whole(at('a.csv')));
    await add(9, '1');
    await add(10, '8');
    const outcomes = await writeRecords(staging, PLAIN, SCHEMA, at('out.parquet'), () => undefined);
    staging.close();
    const records = await withFiles([at('out.parquet')], (connection) =>
      queryRows(
        connection,
        `select id, source_file, source_row as row from '${at('out.parquet')}'`,
      ),
    );
    expect(records.map(({ id, source_file, row }) => [id, source_file, row])).toEqual([
      ['8', 'b.xlsx', 7],
      ['1', 'a.csv', 2],
      ['1', 'b.xlsx', 9],
    ]);
    expect(outcomes.map(({ place, row, mergedKey }) => [place.sheet, row, mergedKey])).toEqual([
      ['S', 10, '8'],
    ]);
  });
});

describe('a text file', () => {
  it.each([
    ['has a row of another length', 'id,day,parts\n1,2017-01-01\n'],
    ['has a blank line between rows', 'id,day,parts\n1,2017-01-01,\n\n2,2017-01-01,\n'],
    ['repeats its header', 'id,day,parts\n1,2017-01-01,\nid,day,parts\n'],
    ['has text behind a quote', 'id,day,parts\n1,2017-01-01,"a"b\n'],
    ['has a quote that is never closed', 'id,day,parts\n1,2017-01-01,"a\n2,2017-01-01,\n'],
  ])('that %s is left to the reader of rows', async (_, csv) => {
    const at = temporaryFolder({ 'a.csv': csv });
    const staging = await Staging.open(at('staged'), PLAIN.cells, 2);
    expect(await staging.addText(whole(at('a.csv')))).toBeNull();
    expect(staging.rows).toBe(0);
    staging.close();
  });

  it('is read with its columns in another order, and with more of them', async () => {
    const at = temporaryFolder({ 'a.csv': 'x,parts,id,day\n0,a,5,2017-01-01\n' });
    const staging = await Staging.open(at('staged'), PLAIN.cells, 2);
    await staging.addText(whole(at('a.csv'), ['x', 'parts', 'id', 'day']));
    await writeRecords(staging, PLAIN, SCHEMA, at('out.parquet'), () => undefined);
    staging.close();
    const records = await withFiles([at('out.parquet')], (connection) =>
      queryRows(connection, `select id, parts from '${at('out.parquet')}'`),
    );
    expect(records).toEqual([{ id: '5', parts: ['a'] }]);
  });
});

describe('a group of rows', () => {
  it('is as large as in every artifact, but for long rows', () => {
    expect(groupRows(365)).toBe(122_880);
    expect(groupRows(4000)).toBe(14_336);
    expect(groupRows(1e9)).toBe(2048);
  });
});
