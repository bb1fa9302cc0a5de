import { describe, expect, it } from 'vitest';
import { openDatabase, queryRows } from '../../../src/io/duckdb.ts';
import { withKnownCells } from '../../../src/io/records/known-cells.ts';

describe('known cells', () => {
  it('are read once for each value, and may rest on one another', async () => {
    const { connection, close } = await openDatabase(2);
    await connection.run(
      `create view rows as select i as n, ['a', 'b', null][i % 3 + 1] as cell from range(9000) as t(i)`,
    );
    const asked: string[] = [];
    const size = (text: string) => {
      asked.push(text);
      return text === 'a' ? 1 : null;
    };
    const query = await withKnownCells(
      connection,
      [
        { name: 'size', key: 'cell', type: 'INTEGER', valueOf: size },
        {
          name: 'list',
          key: `concat(cell, '-', known_size)`,
          type: 'VARCHAR[]',
          valueOf: (text) => text.split('-'),
        },
      ],
      'rows',
      9000,
    );
    const rows = await queryRows(
      connection,
      `select n, known_size, known_list from ${query} order by n limit 3`,
    );
    close();
    expect(asked).toEqual(['a', 'b']);
    expect(rows.map(({ known_size, known_list }) => [known_size, known_list])).toEqual([
      [1, ['a', '1']],
      [null, ['b', '']],
      [null, ['', '']],
    ]);
  });

  it('may be of no rows', async () => {
    const { connection, close } = await openDatabase(2);
    await connection.run(`create view rows as select 0 as n, null::varchar as cell where false`);
    const known = { name: 'day', key: 'cell', type: 'DATE', valueOf: () => null } as const;
    const query = await withKnownCells(connection, [known], 'rows', 0);
    expect(await queryRows(connection, `select known_day from ${query}`)).toEqual([]);
    close();
  });
});
