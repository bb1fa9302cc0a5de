import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectShared, queryRows, quoteText } from '../../../src/io/duckdb.ts';
import { openScope, sqlError, sqlParameters } from '../../../src/kinds/sql/database.ts';
import { folder } from '../../support/folder.ts';

/** A database with one table, one file and one folder, in which a query is asked. */
async function opened(params: Parameters<typeof openScope>[0]['params'] = {}) {
  const root = folder();
  writeFileSync(join(root, 'in.csv'), 'a\n1\n');
  writeFileSync(join(root, 'secret.csv'), 'a\n9\n');
  mkdirSync(join(root, 'out'));
  const path = join(root, 'panel.parquet');
  const shared = await connectShared();
  await shared.run(`copy (select 7 as x) to ${quoteText(path)} (format parquet)`);
  shared.closeSync();
  const database = await openScope({
    root,
    params,
    tables: [{ name: 'panel', step: 'panel', path }],
    files: ['in.csv'],
    folders: [join(root, 'out')],
    threads: 1,
  });
  onTestFinished(database.close);
  return (sql: string) => queryRows(database.connection, sql);
}

describe('the database of a SQL step', () => {
  it('has its tables, its files by their path in the project, and its folder', async () => {
    const ask = await opened();
    expect(await ask('from panel')).toEqual([{ x: 7 }]);
    expect(await ask("from 'in.csv'")).toMatchObject([{ a: '1' }]);
    const [root] = await ask("select current_setting('file_search_path') as path");
    const copy = quoteText(join(String(root?.['path']), 'out/copy.csv'));
    await ask(`copy panel to ${copy}`);
    expect(await ask(`from ${copy}`)).toHaveLength(1);
  });

  it.each([
    "from 'secret.csv'",
    "from read_text('/etc/hostname')",
    "copy panel to 'in2.csv'",
    "attach 'other.db'",
    'set threads = 2',
    'install spatial',
  ])('refuses %s', async (sql) => {
    const ask = await opened();
    await expect(ask(sql)).rejects.toThrow();
  });

  it('gives parameters with their types', async () => {
    const ask = await opened({
      year: 2017,
      share: 0.5,
      word: "it's",
      on: true,
      none: null,
      l: [1, 2],
    });
    const names = ['year', 'share', 'word', 'on', 'none', 'l'];
    const list = names.map((name) => `getvariable('${name}') as "${name}"`).join(', ');
    expect(await ask(`select ${list}, typeof(getvariable('share')) as t`)).toMatchObject([
      { year: 2017, share: 0.5, word: "it's", on: true, none: null, l: [1, 2], t: 'DOUBLE' },
    ]);
  });

  it('refuses a parameter that is a mapping, which SQL could not read', async () => {
    await expect(opened({ study: { year: 1 } })).rejects.toMatchObject({ code: 'E_WRONG_TYPE' });
  });
});

describe('parameters of a step of another kind', () => {
  it('are those that SQL can read', () => {
    const params = { a: 1, b: ['x'], c: { d: 1 }, e: [{ f: 1 }], g: null };
    expect(sqlParameters(params)).toEqual({ a: 1, b: ['x'], g: null });
  });
});

describe('a complaint of DuckDB', () => {
  it('stands at its line of the file, with its suggestion as what to try', () => {
    const message =
      'Binder Error: Referenced column "ctiy" not found in FROM clause!\nCandidate bindings: "city", "x"\n\nLINE 3: select ctiy\n               ^';
    expect(sqlError(new Error(message), 'sql/panel.sql')).toMatchObject({
      code: 'E_SQL',
      where: 'sql/panel.sql:3',
      message: 'Binder Error: Referenced column "ctiy" not found in FROM clause!',
      hint: 'Candidate bindings: "city", "x"',
    });
  });

  it('without a line stands in the file', () => {
    expect(sqlError('out of memory', 'sql/panel.sql')).toMatchObject({
      where: 'sql/panel.sql',
      message: 'out of memory',
      hint: '',
    });
  });
});
