import { UserError } from '../../text/user-error.ts';
import type { DuckDBConnection } from '@duckdb/node-api';
import { columnTypes, queryCount, queryRows, quoteName, quoteText, withFiles } from '../duckdb.ts';
import { isNumeric } from './summary.ts';

export interface ColumnDiff {
  readonly column: string;
  /** Rows in both tables in which it differs; null equals null, not a number equals itself. */
  readonly changed: number;
  /** Largest and mean size of the difference over the changed rows; of numbers in both tables. */
  readonly largest?: number;
  readonly mean?: number;
}

export interface TableDiff {
  readonly key: readonly string[];
  readonly before: number;
  readonly after: number;
  readonly added: number;
  readonly removed: number;
  /** Rows in both that differ in a column that both have. */
  readonly changed: number;
  readonly columns_added: readonly string[];
  readonly columns_removed: readonly string[];
  /** Columns that differ somewhere, most changed first. */
  readonly columns: readonly ColumnDiff[];
  /** Some changed rows: the key, and `before` and `after` of what changed. */
  readonly examples: readonly Example[];
}

export interface Example {
  readonly key: Readonly<Record<string, unknown>>;
  readonly values: Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;
}

/** The place of a row in its file, which joins tables without a key. */
const PLACE = 'file_row_number';
const EXAMPLES = 5;

interface Compared {
  readonly column: string;
  readonly differs: string;
  readonly numeric: boolean;
}

/**
 * Compares two parquet files by `key`, or row by row where it is empty. Errors: `E_KEY` where the key
 * is no column of both, or not unique; `E_DATA_FORMAT` for a file that is no parquet.
 */
export function diffTables(
  before: string,
  after: string,
  key: readonly string[],
): Promise<TableDiff> {
  return withFiles([before, after], async (connection) => {
    const old = await openTable(connection, 'before', before, key);
    const now = await openTable(connection, 'after', after, key);
    const names = key.length === 0 ? [PLACE] : key;
    await checkKey(connection, names, [old, now]);
    const compared = [...now].flatMap(([column, type]) => {
      const was = old.get(column);
      return was === undefined || names.includes(column) ? [] : comparedColumn(column, type, was);
    });
    return {
      key: names,
      ...(await rowCounts(connection, names)),
      ...(await changes(connection, names, compared)),
      columns_added: [...now.keys()].filter((name) => !old.has(name)),
      columns_removed: [...old.keys()].filter((name) => !now.has(name)),
    };
  });
}

async function openTable(
  connection: DuckDBConnection,
  name: string,
  path: string,
  key: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const options = key.length === 0 ? ', file_row_number = true' : '';
  try {
    await connection.run(`create view ${name} as from read_parquet(${quoteText(path)}${options})`);
  } catch {
    throw new UserError('E_DATA_FORMAT', 'this is no parquet file', { where: path });
  }
  return columnTypes(connection, name);
}

async function checkKey(
  connection: DuckDBConnection,
  key: readonly string[],
  schemas: readonly ReadonlyMap<string, string>[],
): Promise<void> {
  const absent = key.find((name) => schemas.some((schema) => !schema.has(name)));
  if (absent !== undefined) {
    throw new UserError('E_KEY', `one of the two tables has no column "${absent}"`);
  }
  const list = key.map(quoteName).join(', ');
  for (const table of ['before', 'after']) {
    const repeated = `select 1 from ${table} group by ${list} having count(*) > 1`;
    if ((await queryCount(connection, `select count(*)::integer as n from (${repeated})`)) > 0) {
      const message = `${key.join(', ')} is not unique in the table ${table} the change`;
      throw new UserError('E_KEY', message);
    }
  }
}

/** Columns whose types differ are compared as text. */
function comparedColumn(column: string, now: string, old: string): Compared {
  const name = quoteName(column);
  const numeric = isNumeric(now) && isNumeric(old);
  const as = numeric || now === old ? '' : '::varchar';
  return { column, numeric, differs: `(b.${name}${as} is distinct from a.${name}${as})` };
}

async function rowCounts(connection: DuckDBConnection, key: readonly string[]) {
  const using = `using (${key.map(quoteName).join(', ')})`;
  const count = (from: string): Promise<number> =>
    queryCount(connection, `select count(*)::integer as n from ${from}`);
  return {
    before: await count('before'),
    after: await count('after'),
    added: await count(`after anti join before ${using}`),
    removed: await count(`before anti join after ${using}`),
  };
}

async function changes(
  connection: DuckDBConnection,
  key: readonly string[],
  compared: readonly Compared[],
): Promise<Pick<TableDiff, 'changed' | 'columns' | 'examples'>> {
  if (compared.length === 0) return { changed: 0, columns: [], examples: [] };
  const on = key.map((name) => `a.${quoteName(name)} = b.${quoteName(name)}`).join(' and ');
  const from = `from before a join after b on ${on}`;
  const any = compared.map(({ differs }) => differs).join(' or ');
  const selects = compared.flatMap(({ column, differs, numeric }, i) => {
    const size = `abs(b.${quoteName(column)}::double - a.${quoteName(column)}::double)`;
    const finite = `filter (${differs} and isfinite(${size}))`;
    const changed = `count(*) filter (${differs})::integer as n${i}`;
    if (!numeric) return [changed];
    return [changed, `max(${size}) ${finite} as largest${i}`, `avg(${size}) ${finite} as mean${i}`];
  });
  const [row] = await queryRows(
    connection,
    `select count(*) filter (${any})::integer as changed, ${selects.join(', ')} ${from}`,
  );
  const columns = compared.map(({ column }, i): ColumnDiff => {
    const [largest, mean] = [row?.[`largest${i}`], row?.[`mean${i}`]];
    const sizes = typeof largest === 'number' && typeof mean === 'number' ? { largest, mean } : {};
    return { column, changed: Number(row?.[`n${i}`]), ...sizes };
  });
  return {
    changed: Number(row?.['changed']),
    columns: columns.filter(({ changed }) => changed > 0).sort((x, y) => y.changed - x.changed),
    examples: await examples(connection, key, compared, `${from} where ${any}`),
  };
}

async function examples(
  connection: DuckDBConnection,
  key: readonly string[],
  compared: readonly Compared[],
  from: string,
): Promise<Example[]> {
  const keys = key.map((name, i) => `b.${quoteName(name)} as k${i}`);
  const values = compared.flatMap(({ column, differs }, i) => [
    `${differs} as d${i}`,
    `a.${quoteName(column)} as a${i}`,
    `b.${quoteName(column)} as b${i}`,
  ]);
  const order = key.map((_, i) => `k${i}`).join(', ');
  const rows = await queryRows(
    connection,
    `select ${[...keys, ...values].join(', ')} ${from} order by ${order} limit ${EXAMPLES}`,
  );
  return rows.map((row) => ({
    key: Object.fromEntries(key.map((name, i) => [name, row[`k${i}`]])),
    values: Object.fromEntries(
      compared.flatMap(({ column }, i) =>
        row[`d${i}`] === true ? [[column, { before: row[`a${i}`], after: row[`b${i}`] }]] : [],
      ),
    ),
  }));
}
