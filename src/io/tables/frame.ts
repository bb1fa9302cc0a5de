import type { DuckDBConnection } from '@duckdb/node-api';
import type { Frame } from '../../econometrics/frame/frame.ts';
import type { InputTable } from '../../step.ts';
import { UserError } from '../../text/user-error.ts';
import { columnTypes, queryRows, quoteName, quoteText, withFiles } from '../duckdb.ts';
import { readColumns } from './read-columns.ts';
import { isNumeric } from './summary.ts';

/**
 * Reads columns of a table into typed arrays: numbers as doubles (missing NaN), text as codes into
 * levels sorted by code unit. Without `columns`, all that the step declared. A column that the step
 * did not declare is an error, since a change of it would not rebuild the step.
 */
export async function readFrame(table: InputTable, columns?: readonly string[]): Promise<Frame> {
  return withTable(table, async (connection, schema) => {
    const names = chosenColumns(table, schema, columns);
    const selected = names.map((name) => ({
      name,
      kind: frameKind(table.name, name, schema.get(name) ?? ''),
    }));
    return readColumns(connection, selected, 'from source_table');
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

function withTable<T>(
  { path }: InputTable,
  use: (connection: DuckDBConnection, schema: ReadonlyMap<string, string>) => Promise<T>,
): Promise<T> {
  return withFiles([path], async (connection) => {
    await connection.run(`create view source_table as from read_parquet(${quoteText(path)})`);
    return use(connection, await columnTypes(connection, 'source_table'));
  });
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
        subject: name,
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
  if (isNumeric(type) || type === 'BOOLEAN') return 'number';
  if (type === 'VARCHAR' || type === 'DATE') return 'text';
  throw new UserError('E_COLUMN_TYPE', `column "${name}" of "${table}" is ${type}`, {
    hint: 'a frame holds numbers and text; change it in SQL first',
    subject: name,
  });
}
