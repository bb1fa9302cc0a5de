import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column, Frame } from '../econometrics/frame.ts';
import { UserError, type InputTable } from '../step.ts';
import { lockDatabase, openDatabase, queryRows, quoteName, quoteText } from './duckdb.ts';

const NUMERIC = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL.*|BOOLEAN)$/;

/**
 * Reads columns of a table into typed arrays: numbers as doubles (missing NaN), text as codes into
 * levels sorted by code unit. Without `columns`, all that the step declared. A column that the step
 * did not declare is an error, since a change of it would not rebuild the step.
 */
export async function readFrame(table: InputTable, columns?: readonly string[]): Promise<Frame> {
  return withTable(table, async (connection, schema) => {
    const names = chosenColumns(table, schema, columns);
    const kinds = names.map((name) => frameKind(table.name, name, schema.get(name) ?? ''));
    const list = names.map((name, i) => {
      const cast = kinds[i] === 'number' ? 'double' : 'varchar';
      return `${quoteName(name)}::${cast}`;
    });
    const { rows, values } = await readColumns(connection, list);
    const built = names.map((name, i): [string, Column] => {
      const cells = values[i] ?? [];
      return [name, kinds[i] === 'number' ? numberColumn(cells) : textColumn(cells)];
    });
    return { rows, columns: Object.fromEntries(built) };
  });
}

/** Reads a small table as row objects: numbers, `YYYY-MM-DD`, arrays, and null for missing. */
export async function readRows(
  table: InputTable,
  columns?: readonly string[],
): Promise<Record<string, unknown>[]> {
  return withTable(table, async (connection, schema) => {
    const names = chosenColumns(table, schema, columns);
    // JSON carries 64-bit integers as text; a count fits a double, so it is read as one.
    const list = names.map((name) => {
      const wide = /^(?:U?BIGINT|U?HUGEINT|DECIMAL.*)$/.test(schema.get(name) ?? '');
      return wide ? `${quoteName(name)}::double as ${quoteName(name)}` : quoteName(name);
    });
    return queryRows(connection, `select ${list.join(', ')} from source_table`);
  });
}

async function withTable<T>(
  table: InputTable,
  use: (connection: DuckDBConnection, schema: ReadonlyMap<string, string>) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(1);
  try {
    await lockDatabase(database, { files: [table.path], folders: [] });
    const { connection } = database;
    await connection.run(`create view source_table as from read_parquet(${quoteText(table.path)})`);
    const described = await queryRows(connection, 'describe source_table');
    const schema = new Map(
      described.map((row) => [String(row['column_name']), String(row['column_type'])]),
    );
    return await use(connection, schema);
  } finally {
    database.close();
  }
}

function chosenColumns(
  table: InputTable,
  schema: ReadonlyMap<string, string>,
  columns: readonly string[] | undefined,
): readonly string[] {
  const declared = table.columns === '*' ? [...schema.keys()] : table.columns;
  const names = columns ?? declared;
  for (const name of names) {
    if (!schema.has(name)) {
      throw new UserError('E_UNKNOWN_COLUMN', `table "${table.name}" has no column "${name}"`, {
        hint: `its columns are ${[...schema.keys()].join(', ')}`,
      });
    }
    if (!declared.includes(name)) {
      throw new UserError(
        'E_UNDECLARED_READ',
        `the step reads column "${name}" of "${table.name}" without declaring it`,
        { hint: 'name it in the step’s reads(), so that a change of it rebuilds the step' },
      );
    }
  }
  return names;
}

function frameKind(table: string, name: string, type: string): 'number' | 'text' {
  if (NUMERIC.test(type)) return 'number';
  if (type === 'VARCHAR' || type === 'DATE') return 'text';
  throw new UserError('E_COLUMN_TYPE', `column "${name}" of "${table}" is ${type}`, {
    hint: 'a frame holds numbers and text; change it in SQL first',
  });
}

async function readColumns(
  connection: DuckDBConnection,
  list: readonly string[],
): Promise<{ rows: number; values: readonly (readonly unknown[])[] }> {
  if (list.length === 0) {
    const [row] = await queryRows(connection, 'select count(*)::integer as n from source_table');
    return { rows: Number(row?.['n'] ?? 0), values: [] };
  }
  const reader = await connection.runAndReadAll(`select ${list.join(', ')} from source_table`);
  return { rows: reader.currentRowCount, values: reader.getColumns() };
}

function numberColumn(cells: readonly unknown[]): Column {
  const values = new Float64Array(cells.length);
  cells.forEach((cell, i) => (values[i] = cell === null ? Number.NaN : Number(cell)));
  return { kind: 'number', values };
}

function textColumn(cells: readonly unknown[]): Column {
  const present = new Set<string>();
  for (const cell of cells) if (typeof cell === 'string') present.add(cell);
  const levels = [...present].sort();
  const index = new Map(levels.map((level, i) => [level, i]));
  const codes = Int32Array.from(cells, (cell) =>
    typeof cell === 'string' ? (index.get(cell) ?? -1) : -1,
  );
  return { kind: 'text', codes, levels };
}
