import type { DuckDBConnection } from '@duckdb/node-api';
import type { InputTable } from '../../step.ts';
import { UserError } from '../../text/user-error.ts';
import { lockDatabase, openDatabase, queryRows, quoteName, quoteText } from '../duckdb.ts';

/** Bars of a histogram, and values named of a column of text. */
const BARS = 12;
const NAMED_VALUES = 6;
const NUMERIC = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL.*)$/;

export interface ColumnSummary {
  readonly name: string;
  readonly type: string;
  readonly kind: 'number' | 'text';
  /** Null or NaN. */
  readonly missing: number;
  readonly distinct: number;
  /** Minimum, quartiles, maximum; each a value that occurs. Numbers only, empty without any. */
  readonly quantiles: readonly number[];
  /** Rows in equal parts of the range from minimum to maximum. Numbers only. */
  readonly bars: readonly number[];
  /** The most frequent values. Text only. */
  readonly frequent: readonly { readonly value: string; readonly rows: number }[];
}

export interface TableSummary {
  readonly rows: number;
  readonly columns: readonly ColumnSummary[];
  /** The first rows as text; null is missing. */
  readonly first: readonly (readonly (string | null)[])[];
}

/**
 * Describes a table and reads its first rows. All is counted, nothing summed in floating point, so
 * that it does not depend on threads. The table must be declared with all its columns.
 */
export async function summariseTable(table: InputTable, firstRows: number): Promise<TableSummary> {
  if (table.columns !== '*') {
    throw new UserError('E_UNDECLARED_READ', `table "${table.name}" is read as a whole`, {
      hint: "declare it as '*' in the step’s reads()",
    });
  }
  return withSource(table, async (connection) => {
    const described = await queryRows(connection, 'describe source_table');
    const columns: ColumnSummary[] = [];
    for (const row of described) {
      const [name, type] = [String(row['column_name']), String(row['column_type'])];
      columns.push(await summariseColumn(connection, name, type));
    }
    const cells = columns.map(({ name }) => `${quoteName(name)}::varchar`).join(', ');
    const reader = await connection.runAndReadAll(
      `select ${cells} from source_table limit ${firstRows}`,
    );
    const [count] = await queryRows(connection, 'select count(*)::double as n from source_table');
    return {
      rows: Number(count?.['n'] ?? 0),
      columns,
      first: reader.getRows() as (string | null)[][],
    };
  });
}

/** How many rows have each value of a column, the most frequent first. */
export async function countValues(
  table: InputTable,
  column: string,
): Promise<readonly { readonly value: string; readonly rows: number }[]> {
  return withSource(table, (connection) => frequentValues(connection, column));
}

async function withSource<T>(
  table: InputTable,
  use: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(1);
  try {
    await lockDatabase(database, { files: [table.path], folders: [] });
    const source = `read_parquet(${quoteText(table.path)})`;
    await database.connection.run(`create view source_table as from ${source}`);
    return await use(database.connection);
  } finally {
    database.close();
  }
}

async function summariseColumn(
  connection: DuckDBConnection,
  name: string,
  type: string,
): Promise<ColumnSummary> {
  const kind = NUMERIC.test(type) ? 'number' : 'text';
  const column = kind === 'number' ? `${quoteName(name)}::double` : `${quoteName(name)}::varchar`;
  const present =
    kind === 'number' ? 'value is not null and not isnan(value)' : 'value is not null';
  const quantiles =
    kind === 'number' ? 'quantile_disc(value, [0, 0.25, 0.5, 0.75, 1])::double[]' : 'null';
  const [found] = await queryRows(
    connection,
    `select (select count(*) from source_table)::double - count(*)::double as missing,
       count(distinct value)::double as distinct_values, ${quantiles} as quantiles
     from (select ${column} as value from source_table) where ${present}`,
  );
  const marks = ((found?.['quantiles'] ?? []) as unknown[]).map(Number);
  return {
    name,
    type,
    kind,
    missing: Number(found?.['missing'] ?? 0),
    distinct: Number(found?.['distinct_values'] ?? 0),
    quantiles: marks,
    bars: kind === 'number' ? await histogram(connection, name, marks) : [],
    frequent: kind === 'text' ? await frequentValues(connection, name, NAMED_VALUES) : [],
  };
}

async function histogram(
  connection: DuckDBConnection,
  name: string,
  quantiles: readonly number[],
): Promise<number[]> {
  const [low, high] = [quantiles[0], quantiles.at(-1)];
  if (low === undefined || high === undefined) return [];
  if (!Number.isFinite(high - low) || high === low) return [];
  const rows = await queryRows(
    connection,
    `select least(floor((value - ${double(low)}) / (${double(high)} - ${double(low)}) * ${BARS}), ${BARS - 1})::integer as bar,
       count(*)::double as n
     from (select ${quoteName(name)}::double as value from source_table)
     where value is not null and not isnan(value) group by bar order by bar`,
  );
  const bars = Array<number>(BARS).fill(0);
  for (const row of rows) bars[Number(row['bar'])] = Number(row['n']);
  return bars;
}

async function frequentValues(
  connection: DuckDBConnection,
  name: string,
  limit?: number,
): Promise<{ value: string; rows: number }[]> {
  const rows = await queryRows(
    connection,
    `select value, count(*)::double as n
     from (select ${quoteName(name)}::varchar as value from source_table)
     where value is not null group by value order by n desc, value
     ${limit === undefined ? '' : `limit ${limit}`}`,
  );
  return rows.map((row) => ({ value: String(row['value']), rows: Number(row['n']) }));
}

/** A literal without a type would be read as a DECIMAL, which holds less. */
function double(value: number): string {
  return `'${value}'::double`;
}
