import { UserError } from '../../text/user-error.ts';
import {
  lockDatabase,
  openDatabase,
  queryRows,
  quoteName,
  quoteText,
  type Database,
} from '../duckdb.ts';

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
const NUMERIC = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL.*)$/u;

interface Compared {
  readonly column: string;
  readonly differs: string;
  readonly numeric: boolean;
}

/**
 * Compares two parquet files by `key`, or row by row where it is empty. Errors: `E_KEY` where the key
 * is no column of both, or not unique; `E_DATA_FORMAT` for a file that is no parquet.
 */
export async function diffTables(
  before: string,
  after: string,
  key: readonly string[],
): Promise<TableDiff> {
  const database = await openDatabase(1);
  try {
    await lockDatabase(database, { files: [before, after], folders: [] });
    const old = await openTable(database, 'before', before, key);
    const now = await openTable(database, 'after', after, key);
    const names = key.length === 0 ? [PLACE] : key;
    await checkKey(database, names, [old, now]);
    const shared = [...now].filter(([name]) => old.has(name) && !names.includes(name));
    const compared = shared.map(([column, type]) => comparedColumn(column, type, old.get(column)!));
    const missing = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): string[] =>
      [...a.keys()].filter((name) => !b.has(name));
    return {
      key: names,
      ...(await rowCounts(database, names)),
      ...(await changes(database, names, compared)),
      columns_added: missing(now, old),
      columns_removed: missing(old, now),
    };
  } finally {
    database.close();
  }
}

async function openTable(
  { connection }: Database,
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
  const described = await queryRows(connection, `describe ${name}`);
  return new Map(described.map((row) => [String(row['column_name']), String(row['column_type'])]));
}

async function checkKey(
  { connection }: Database,
  key: readonly string[],
  schemas: readonly ReadonlyMap<string, string>[],
): Promise<void> {
  const absent = key.find((name) => schemas.some((schema) => !schema.has(name)));
  if (absent !== undefined) {
    throw new UserError('E_KEY', `one of the two tables has no column "${absent}"`);
  }
  const list = key.map(quoteName).join(', ');
  for (const table of ['before', 'after']) {
    const [row] = await queryRows(
      connection,
      `select count(*)::integer as n from (select 1 from ${table} group by ${list} having count(*) > 1)`,
    );
    if (Number(row?.['n']) > 0) {
      throw new UserError(
        'E_KEY',
        `${key.join(', ')} is not unique in the table ${table} the change`,
      );
    }
  }
}

/** Columns whose types differ are compared as text. */
function comparedColumn(column: string, now: string, old: string): Compared {
  const name = quoteName(column);
  const cast = now === old ? '' : '::varchar';
  const numeric = NUMERIC.test(now) && NUMERIC.test(old);
  const as = numeric ? '' : cast;
  return { column, numeric, differs: `(b.${name}${as} is distinct from a.${name}${as})` };
}

async function rowCounts({ connection }: Database, key: readonly string[]) {
  const using = `using (${key.map(quoteName).join(', ')})`;
  const [row] = await queryRows(
    connection,
    `select (select count(*) from before)::integer as before, (select count(*) from after)::integer as after,
       (select count(*) from after anti join before ${using})::integer as added,
       (select count(*) from before anti join after ${using})::integer as removed`,
  );
  const count = (name: string): number => Number(row?.[name]);
  return {
    before: count('before'),
    after: count('after'),
    added: count('added'),
    removed: count('removed'),
  };
}

async function changes(
  { connection }: Database,
  key: readonly string[],
  compared: readonly Compared[],
): Promise<Pick<TableDiff, 'changed' | 'columns' | 'examples'>> {
  if (compared.length === 0) return { changed: 0, columns: [], examples: [] };
  const on = key.map((name) => `a.${quoteName(name)} = b.${quoteName(name)}`).join(' and ');
  const from = `from before a join after b on ${on}`;
  const any = compared.map(({ differs }) => differs).join(' or ');
  const selects = compared.flatMap(({ column, differs, numeric }, i) => {
    const size = `abs(b.${quoteName(column)}::double - a.${quoteName(column)}::double)`;
    const finite = `${differs} and isfinite(${size})`;
    return [
      `count(*) filter (${differs})::integer as n${i}`,
      ...(numeric
        ? [
            `max(${size}) filter (${finite}) as largest${i}`,
            `avg(${size}) filter (${finite}) as mean${i}`,
          ]
        : []),
    ];
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
    examples: await examples({ connection }, key, compared, `${from} where ${any}`),
  };
}

async function examples(
  { connection }: Pick<Database, 'connection'>,
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
