import { describe, expect, it } from 'vitest';
import { columnsMade, columnsRead } from '../../../src/kinds/sql/reads.ts';

const TABLES = {
  panel: columns({ city: 'INTEGER', year: 'INTEGER', x: 'DOUBLE', note: 'VARCHAR' }),
  cities: columns({ city: 'INTEGER', name: 'VARCHAR', pos: 'STRUCT(lat DOUBLE)' }),
};

function columns(types: Readonly<Record<string, string>>) {
  return Object.entries(types).map(([name, type]) => ({ name, type }));
}

const scope = (params = {}) => ({ root: '/', params, tables: TABLES });
const reads = (sql: string, params = {}) => columnsRead(sql, 'sql/q.sql', scope(params));

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

describe('the columns that a statement makes', () => {
  it('are known with their types before it runs', async () => {
    const sql =
      "select city, x * 2 as twice, name like 'a%' as is_a from panel join cities using (city)";
    expect(await columnsMade(sql, 'sql/q.sql', scope())).toEqual([
      { name: 'city', type: 'INTEGER' },
      { name: 'twice', type: 'DOUBLE' },
      { name: 'is_a', type: 'BOOLEAN' },
    ]);
  });
});
