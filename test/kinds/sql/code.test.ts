import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/kinds/sql/code.ts';

const parse = (sql: string) => parseQuery(sql, 'sql/panel.sql');
const hash = async (sql: string): Promise<string> => (await parse(sql)).hash;
const SQL = 'select city, x * 2 as x from raw where year >= 2006 order by city';

describe('the hash of a statement', () => {
  it.each([
    ['a comment', `-- One row is a city.\n${SQL} -- the end`],
    ['line breaks and blanks', SQL.replaceAll(' ', '\n   ')],
    ['the case of keywords', SQL.replace('select', 'SELECT').replace('order by', 'Order By')],
    ['a semicolon', `${SQL};`],
  ])('does not change with %s', async (_, other) => {
    expect(await hash(other)).toBe(await hash(SQL));
  });

  it.each([
    ['a number', SQL.replace('2006', '2007')],
    ['a column', SQL.replace('select city', 'select town')],
    ['an alias', SQL.replace('as x', 'as y')],
    ['an operator', SQL.replace('>=', '>')],
    ['the order', SQL.replace('order by city', 'order by city desc')],
    ['a digit beyond a double', SQL.replace('* 2', '* 0.12345678901234567891')],
  ])('changes with %s', async (_, other) => {
    expect(await hash(other)).not.toBe(await hash(SQL));
  });

  it('tells numbers apart that are one double', async () => {
    const [a, b] = ['9007199254740993', '9007199254740992'].map((n) => hash(`select ${n} as n`));
    expect(await a).not.toBe(await b);
  });
});

describe('what is not one SELECT', () => {
  it('is refused with the line of a syntax error', async () => {
    await expect(hash('select city,\n  x y z\nfrom raw')).rejects.toMatchObject({
      code: 'E_SQL',
      where: 'sql/panel.sql:2',
    });
  });

  it.each(['create table t as select 1', 'select 1; select 2', "copy t to 'x.csv'", ''])(
    'is refused: %s',
    async (sql) => {
      await expect(hash(sql)).rejects.toMatchObject({ code: 'E_SQL_NOT_SELECT' });
    },
  );

  it('is refused with what to do about a pivot', async () => {
    const error = await hash('pivot t on year using sum(x)').catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'E_SQL_NOT_SELECT',
      hint: expect.stringContaining('on x in (1, 2)'),
    });
  });
});

describe('the names in a statement', () => {
  it('are its tables, but not those that it makes itself, and its variables, with their places', async () => {
    const sql =
      "with own as (from raw)\nselect x from own join cities using (city)\nwhere y = getvariable('year')";
    expect(await parse(sql)).toMatchObject({
      tables: [{ name: 'raw' }, { name: 'cities', at: '2:24' }],
      variables: [{ name: 'year', at: expect.stringMatching(/^3:/u) }],
    });
  });

  it('tell which column a variable bears on', async () => {
    const sql = "select city, x * getvariable('factor') as x from raw";
    expect(await parse(sql)).toMatchObject({ columns: { x: ['factor'] }, everywhere: [] });
    const where = await parse(`${sql} where y > getvariable('least')`);
    expect(where.everywhere).toContain('least');
  });
});
