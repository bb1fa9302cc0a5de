import type { DuckDBConnection } from '@duckdb/node-api';
import type { KnownCell } from '../../sources/row-rule.ts';
import { createTable } from '../tables/parquet.ts';

/** Rows in which the different values of a cell are looked for, spread over all. */
const SAMPLE_ROWS = 500_000;
const RUN_ROWS = 2048;
/** What is left out is read by the row rule, which takes longer and says the same. */
const MOST_VALUES = 50_000;

/**
 * Reads the frequent values of each known cell once, and returns a query of all rows with the values behind
 * them. A type of fixed values and a list do the work of a join, which would not keep the order of the rows.
 */
export async function withKnownCells(
  connection: DuckDBConnection,
  known: readonly KnownCell[],
  from: string,
  rows: number,
): Promise<string> {
  const every = Math.ceil(rows / SAMPLE_ROWS) * RUN_ROWS;
  let source = `(from ${from})`;
  for (const [at, { name, key, type, valueOf }] of known.entries()) {
    const keys = `known_${at}_keys`;
    await connection.run(
      `create or replace temp table ${keys} as select v from (select ${key} as v from ${source} where n % ${every} < ${RUN_ROWS})
       where v is not null group by v order by count(*) desc, v limit ${MOST_VALUES}`,
    );
    await connection.run(`drop type if exists known_${at}`);
    await connection.run(`create type known_${at} as enum (select v from ${keys} order by v)`);
    const found = await connection.runAndReadAll(`select v from ${keys} order by v`);
    const values = found.getRows().map(([v], i) => [i, valueOf(String(v))]);
    await createTable(connection, `known_${at}_values`, { i: 'INTEGER', v: type }, values);
    await connection.run(
      `set variable known_${at} = (select coalesce(list(v order by i), []) from known_${at}_values)`,
    );
    const value = `(getvariable('known_${at}')::${type}[])[enum_code(try_cast(${key} as known_${at})) + 1]`;
    source = `(select *, ${value} as known_${name} from ${source})`;
  }
  return source;
}
