import { describe, expect, it } from 'vitest';
import { columnsRead } from '../../../src/kinds/sql/reads.ts';

function table(name: string, columns: Readonly<Record<string, string>>) {
  const list = Object.entries(columns).map(([column, type]) => ({ name: column, type, hash: '' }));
  return { name, path: `/nowhere/${name}.parquet`, table: { rows: 0, columns: list } };
}
const PANEL = table('panel', { city: 'INTEGER', year: 'INTEGER', x: 'DOUBLE', note: 'VARCHAR' });
const CITIES = table('cities', { city: 'INTEGER', name: 'VARCHAR', pos: 'STRUCT(lat DOUBLE)' });

const reads = (sql: string, params = {}) =>
  columnsRead(sql, 'sql/q.sql', { root: '/', params, tables: [PANEL, CITIES] });

describe('the columns that a statement reads', () => {
  it.each<[string, string, Record<string, readonly string[] | '*'>]>([
    ['those shown', 'select city, x from panel order by city', { panel: ['city', 'x'] }],
    ['those of a condition', 'select city from panel where note = 1', { panel: ['city', 'note'] }],
    ['those of an order', 'select x from panel order by year', { panel: ['x', 'year'] }],
    [
      'those of a join',
      'select name from panel join cities using (city)',
      { cities: ['city', 'name'], panel: ['city'] },
    ],
    [
      'those behind a named query, and no more',
      'with all_of as (from panel) select sum(x) as s from all_of',
      { panel: ['x'] },
    ],
    ['all of them by *', 'from cities', { cities: ['city', 'name', 'pos'] }],
    ['those of EXISTS', 'select 1 as o where exists (from panel where x > 1)', { panel: ['x'] }],
  ])('are %s', async (_, sql, expected) => {
    expect(await reads(sql)).toEqual(expected);
  });

  it('are all where a statement looks at the schema or at a field', async () => {
    expect(await reads('select typeof(x) as t from panel')).toMatchObject({ panel: '*' });
    expect(await reads('select pos.lat as lat from cities')).toMatchObject({ cities: '*' });
  });

  it('may depend on a parameter', async () => {
    const sql = "select x from panel where year = getvariable('policy_year')";
    expect(await reads(sql, { policy_year: 2017 })).toEqual({ panel: ['x', 'year'] });
  });

  it('cannot be told of a statement with a mistake, which is shown with its line', async () => {
    await expect(reads('select city,\n  zity from panel')).rejects.toMatchObject({
      code: 'E_SQL',
      where: 'sql/q.sql:2',
    });
  });
});
