import type { DuckDBConnection } from '@duckdb/node-api';
import { queryCount, queryRows, quoteName, quoteText, withFiles } from '../duckdb.ts';

/** Values that a column may have, as DuckDB prints them. */
export type Constraints = ReadonlyMap<string, ReadonlySet<string>>;

/** The file and row of a raw export that a row was read from. */
export interface SourceRow {
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
}

export interface MatchingRows {
  readonly rows: number;
  /** The first of them, with the columns asked for. */
  readonly first: Readonly<Record<string, unknown>> | undefined;
  /** Values of the columns in `keys` over all matching rows. */
  readonly values: Constraints;
  /** Of a table that names them: how many different source rows, and the first of them. */
  readonly sources: { readonly count: number; readonly some: readonly SourceRow[] } | undefined;
}

export interface RowQuestion {
  readonly path: string;
  /** Columns that must have one of the values, and lists that must hold one. */
  readonly equal: Constraints;
  readonly holds: Constraints;
  readonly keys: readonly string[];
  readonly show: readonly string[];
  /** The table's columns. */
  readonly columns: readonly string[];
}

const SOURCE_COLUMNS = ['source_file', 'source_sheet', 'source_row', 'source_column'] as const;
const SHOWN_SOURCES = 5;

/** Rows of a parquet file that meet constraints by value, with what leads on from them. */
export function matchingRows(question: RowQuestion): Promise<MatchingRows> {
  return withFiles([question.path], async (connection) => {
    await connection.run(
      `create table matching as from read_parquet(${quoteText(question.path)}) where ${condition(question)}`,
    );
    const rows = await queryCount(connection, 'select count(*)::integer as n from matching');
    const show = question.show.length === 0 ? '*' : question.show.map(quoteName).join(', ');
    const [first] = await queryRows(connection, `select ${show} from matching limit 1`);
    const values = new Map<string, ReadonlySet<string>>();
    for (const key of question.keys) {
      const found = await queryRows(
        connection,
        `select distinct ${quoteName(key)}::varchar as v from matching where ${quoteName(key)} is not null order by v`,
      );
      values.set(key, new Set(found.map(({ v }) => String(v))));
    }
    return { rows, first, values, sources: await sourcesOf(question, connection) };
  });
}

function condition({ equal, holds }: RowQuestion): string {
  const list = (values: ReadonlySet<string>): string =>
    `[${[...values].map(quoteText).join(', ')}]::varchar[]`;
  const parts = [
    ...[...equal].map(
      ([name, values]) => `list_contains(${list(values)}, ${quoteName(name)}::varchar)`,
    ),
    ...[...holds].map(
      ([name, values]) => `list_has_any(${quoteName(name)}::varchar[], ${list(values)})`,
    ),
    'true',
  ];
  return parts.join(' and ');
}

async function sourcesOf(
  { columns }: RowQuestion,
  connection: DuckDBConnection,
): Promise<MatchingRows['sources']> {
  const present = SOURCE_COLUMNS.filter((name) => columns.includes(name));
  if (!present.includes('source_file') || !present.includes('source_row')) return undefined;
  const list = present.map(quoteName).join(', ');
  const distinct = `(select distinct ${list} from matching)`;
  const count = await queryCount(connection, `select count(*)::integer as n from ${distinct}`);
  const rows = await queryRows(
    connection,
    `from ${distinct} order by ${list} limit ${SHOWN_SOURCES}`,
  );
  const some = rows.map((row) => ({
    file: String(row['source_file']),
    sheet: textOf(row['source_sheet']),
    row: Number(row['source_row']),
    column: textOf(row['source_column']),
  }));
  return { count, some };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
