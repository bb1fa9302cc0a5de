import { describe, expect, it, onTestFinished } from 'vitest';
import {
  lockDatabase,
  openDatabase,
  queryRows,
  quoteName,
  quoteText,
  type Database,
} from '../../src/io/duckdb.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function opened(): Promise<Database> {
  const database = await openDatabase();
  onTestFinished(() => database.close());
  return database;
}

describe('a database', () => {
  it('gives rows as JSON: dates and big numbers as text', async () => {
    const { connection } = await opened();
    const sql =
      "select 1 as n, 9007199254740993 as big, date '2017-01-01' as day, [1, null] as list";
    expect(await queryRows(connection, sql)).toEqual([
      { n: 1, big: '9007199254740993', day: '2017-01-01', list: [1, null] },
    ]);
  });

  it('prints a time with a zone in UTC, wherever the reader is', async () => {
    const { connection } = await opened();
    const sql = "select (timestamptz '2017-01-01 00:00:00+08')::varchar as t";
    expect(await queryRows(connection, sql)).toEqual([{ t: '2016-12-31 16:00:00+00' }]);
  });

  it('reads the files that its lock names and no others, and cannot be unlocked', async () => {
    const at = temporaryFolder({ 'a.csv': 'x\n1\n', 'b.csv': 'x\n2\n' });
    const database = await opened();
    await lockDatabase(database, { files: [at('a.csv')], folders: [] });
    const read = (name: string) => queryRows(database.connection, `from ${quoteText(at(name))}`);
    expect(await read('a.csv')).toEqual([{ x: '1' }]);
    await expect(read('b.csv')).rejects.toThrow(/disabled by configuration/u);
    await expect(database.connection.run('set enable_external_access = true')).rejects.toThrow();
    await expect(
      database.connection.run(`copy (select 1) to ${quoteText(at('c.csv'))}`),
    ).rejects.toThrow(/disabled by configuration/u);
  });
});

describe('quotes', () => {
  it('keep any text a text and any name a name', async () => {
    const { connection } = await opened();
    const [text, name] = ["it's '; drop table x", 'a "b"; c'];
    const sql = `select ${quoteText(text)} as ${quoteName(name)}`;
    expect(await queryRows(connection, sql)).toEqual([{ [name]: text }]);
  });
});
