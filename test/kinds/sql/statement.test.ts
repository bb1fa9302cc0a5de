import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/kinds/sql/code.ts';

const names = (found: readonly { readonly name: string }[]) => found.map(({ name }) => name);
const tablesOf = async (sql: string) => names((await parseQuery(sql, 'q.sql')).tables).sort();

describe('the tables of a statement', () => {
  const cases: Readonly<Record<string, [string, string[]]>> = {
    'from and join': ['select * from a join b using (x), c', ['a', 'b', 'c']],
    subqueries: [
      'select (select max(x) from a) from b where exists (select 1 from c) and x in (select x from d)',
      ['a', 'b', 'c', 'd'],
    ],
    'set operations': [
      'select x from a union all select x from b except select x from c',
      ['a', 'b', 'c'],
    ],
    'a WITH is no table': ['with w as (select * from a) select * from w', ['a']],
    'a WITH of the name of a table reads that table': [
      'with a as (select * from a) select * from a',
      ['a'],
    ],
    'a WITH sees those before it': [
      'with v as (select * from a), w as (select * from v) from w',
      ['a'],
    ],
    'a WITH inside a subquery ends there': [
      'select * from (with w as (from a) from w) join w using (x)',
      ['a', 'w'],
    ],
    recursion: [
      'with recursive r as (select x from a union all select x + 1 from r where x < 3) from r',
      ['a'],
    ],
    'from first': ['from a select x', ['a']],
    'pivot of named values': ["pivot a on x in ('p', 'q') using sum(y)", ['a']],
    'files are no tables': ["select * from 'data/x.csv' join a using (x)", ['a']],
    'table functions are no tables': ['select * from range(3) r(i) join a using (i)', ['a']],
    'quoted and in capitals': ['select * from "a" join B using (x)', ['a', 'b']],
  };
  for (const [name, [sql, tables]] of Object.entries(cases)) {
    it(`are found: ${name}`, async () => {
      expect(await tablesOf(sql)).toEqual(tables);
    });
  }
});

describe('the variables of a statement', () => {
  it('have a name and a place, in lines and characters', async () => {
    const { variables } = await parseQuery(
      "-- é\nselect x\nfrom a where y = getvariable('first') and z > getvariable('last')",
      'q.sql',
    );
    expect(variables).toEqual([
      { name: 'first', at: '3:18' },
      { name: 'last', at: '3:47' },
    ]);
  });

  it('bear on the columns whose expressions name them, and on columns made of these', async () => {
    const { columns, everywhere } = await parseQuery(
      `select a, b >= getvariable('year') as post, treat * post as did, post as later, did + 1 as more
       from t where c = getvariable('sample')`,
      'q.sql',
    );
    expect(everywhere).toEqual(['sample']);
    expect(columns).toEqual({
      a: [],
      post: ['year'],
      did: ['year'],
      later: ['year'],
      more: ['year'],
    });
  });

  it('bear on every column from a WITH, a set operation or an expression without a name', async () => {
    for (const sql of [
      "with w as (select x * getvariable('k') as x from t) select x from w",
      "select x from t where x < getvariable('k') union all select x from t",
      "select y, x + getvariable('k') from t",
    ]) {
      expect((await parseQuery(sql, 'q.sql')).everywhere).toEqual(['k']);
    }
  });
});
