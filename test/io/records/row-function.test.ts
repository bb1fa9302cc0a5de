import { describe, expect, it } from 'vitest';
import { openDatabase, queryRows } from '../../../src/io/duckdb.ts';
import { registerRowFunction, type StagedRow } from '../../../src/io/records/row-function.ts';

describe('a function of ours in SQL', () => {
  it('is asked of the rows that need it, with their numbers and cells', async () => {
    const database = await openDatabase(2);
    const asked: StagedRow[] = [];
    const failed = registerRowFunction(database.connection, 'odd', 2, (at, [a, b]) => {
      asked.push(at);
      return a === null ? null : `${a}${b}`;
    });
    const rows = await queryRows(
      database.connection,
      `select case when n % 2 = 0 then 'even' else odd(n::integer, 7, n::integer + 1, case when n = 3 then null else 'a' end, 'b') end as v
       from range(4) as t(n) order by n`,
    );
    database.close();
    failed();
    expect(rows.map(({ v }) => v)).toEqual(['even', 'ab', 'even', null]);
    expect(asked).toEqual([
      { n: 1, place: 7, row: 2 },
      { n: 3, place: 7, row: 4 },
    ]);
  });

  it('keeps its error until it is asked for it', async () => {
    const database = await openDatabase();
    const failed = registerRowFunction(database.connection, 'broken', 1, () => {
      throw new TypeError('no such row');
    });
    await database.connection.run(`select broken(1, 1, 1, 'a')`);
    database.close();
    expect(failed).toThrow('no such row');
  });
});
