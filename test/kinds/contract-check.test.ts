import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../src/engine/kinds.ts';
import { connectShared, quoteText } from '../../src/io/duckdb.ts';
import { checkContract } from '../../src/kinds/contract-check.ts';
import { profileParquet } from '../../src/kinds/table-profile.ts';
import { folder } from '../support/folder.ts';

/** Checks a promise of table `t`, made by a query, beside a table `u` of names. */
async function check(expectation: Contract['expect'], sql: string, more: Partial<Contract> = {}) {
  const root = folder();
  const table = async (name: string, query: string) => {
    const path = join(root, `${name}.parquet`);
    const connection = await connectShared();
    await connection.run(`copy (${query}) to ${quoteText(path)} (format parquet)`);
    connection.closeSync();
    return { name, step: name, path, table: await profileParquet(path) };
  };
  if (more.checks !== undefined) {
    const file = join(root, 'sql/checks/t.sql');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, more.checks);
  }
  await checkContract({
    step: 't',
    root,
    expect: expectation,
    params: {},
    tables: [await table('t', sql)],
    inputs: [await table('u', "select unnest(['a', 'b']) as name")],
    ...more,
    ...(more.checks === undefined ? {} : { checks: 'sql/checks/t.sql' }),
  });
}

const broken = (message: string, hint: string) => ({ code: 'E_CONTRACT', message, hint });

/** Twenty rows with a key, of which those from `from` on are below zero. */
const gdp = (from: number) =>
  `select 110000 + i as city, 2006 as year, 'x' as note, if(i >= ${from}, -1.5, 1) as gdp from range(20) r(i) order by city`;
const KEY = ['city', 'year'];

describe('a broken promise', () => {
  it('is shown by the key of its rows and the column that breaks it', async () => {
    await expect(check({ key: KEY, range: { gdp: [0, null] } }, gdp(18))).rejects.toMatchObject(
      broken(
        'table "t" breaks its contract: gdp lies in [0, ∞] (2 rows)',
        'offending rows:\n      city  year   gdp\n    110018  2006  -1.5\n    110019  2006  -1.5',
      ),
    );
  });

  it('shows at most ten rows and says of how many', async () => {
    const error = (await check({ key: KEY, range: { gdp: [0, null] } }, gdp(2)).catch(
      (caught: unknown) => caught,
    )) as { hint: string };
    expect(error.hint).toMatch(/^the first 10 of 18 offending rows:\n/u);
    expect(error.hint.split('\n')).toHaveLength(12);
  });

  it('of a table without a key shows the column first, then what there is room for', async () => {
    await expect(
      check({ not_null: ['v'] }, "select 'a' as x, 2 as y, null::int as v"),
    ).rejects.toMatchObject({ hint: 'offending rows:\n       v  x  y\n    null  a  2' });
  });

  it.each<[string, Contract['expect'], string, string]>([
    [
      'how often a key is there',
      { key: ['k'] },
      'select unnest([1, 1]) as k',
      'k  rows\n    1     2',
    ],
    ['how many rows there are', { rows: [2, 3] }, 'select 1 as v', 'rows\n       1'],
    [
      'the combination that is missing',
      { key: ['i', 't'], balanced: true },
      'select unnest([1, 1, 2]) as i, unnest([1, 2, 1]) as t',
      'i  t\n    2  2',
    ],
    ['the value not accepted', { accepted: { v: ['a'] } }, "select 'c' as v", 'v\n    c'],
    ['what refers to nothing', { references: { v: 'u.name' } }, "select 'z' as v", 'v\n    z'],
  ])('shows %s', async (_, expectation, sql, rows) => {
    await expect(check(expectation, sql)).rejects.toMatchObject({
      code: 'E_CONTRACT',
      hint: `offending rows:\n    ${rows}`,
    });
  });

  it('stands in the study, or in the file of the checks', async () => {
    await expect(check({ rows: 2 }, 'select 1 as v')).rejects.toMatchObject({
      where: 'pipeline.yaml#steps.t.expect',
    });
    await expect(check({}, 'select 1 as v', { checks: 'from t' })).rejects.toMatchObject({
      where: 'sql/checks/t.sql',
      hint: 'offending rows:\n    v\n    1',
    });
  });
});

describe('a promise that is kept', () => {
  it('passes: a missing value breaks neither a range nor a list nor a reference', async () => {
    const rules = {
      range: { v: [0, 1] as const },
      accepted: { w: [1] },
      references: { x: 'u.name' },
    };
    await expect(
      check(rules, 'select null::double as v, null::int as w, null::text as x'),
    ).resolves.toBeUndefined();
  });

  it('may use the step’s parameters in its own checks', async () => {
    const checks = "from t where v <> getvariable('year')";
    await expect(
      check({}, 'select 2017 as v', { checks, params: { year: 2017, models: [{ id: 'a' }] } }),
    ).resolves.toBeUndefined();
  });
});

describe('a promise that cannot be checked', () => {
  it('of a column that is not there names those that are', async () => {
    await expect(check({ not_null: ['w'] }, 'select 1 as v')).rejects.toMatchObject(
      broken('expect: of step "t" names column "w"', 'the table has v'),
    );
  });

  it('of a step that writes no table of its name', async () => {
    await expect(check({ rows: 1 }, 'select 1 as v', { tables: [] })).rejects.toMatchObject({
      code: 'E_CONTRACT',
      message: expect.stringContaining('writes no table'),
    });
  });

  it('in more than one statement, of which the others would pass unseen', async () => {
    await expect(
      check({}, 'select 1 as v', { checks: 'select 1 where false; from t' }),
    ).rejects.toMatchObject({ code: 'E_SQL_NOT_SELECT' });
  });
});
