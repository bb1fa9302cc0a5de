import { join } from 'node:path';
import type { Json } from '../../engine/state/hash.ts';
import type { InputFile } from '../../engine/kinds.ts';
import type { DuckDBConnection } from '@duckdb/node-api';
import {
  lockDatabase,
  openDatabase,
  quoteName,
  quoteText,
  type Database,
} from '../../io/duckdb.ts';
import { UserError } from '../../text/user-error.ts';

export interface SqlScope {
  readonly root: string;
  readonly params: Readonly<Record<string, Json>>;
  readonly tables: readonly InputFile[];
  /** Project files that the SQL may read by their path from the project's folder. */
  readonly files: readonly string[];
  /** Folders that the SQL may write to. */
  readonly folders: readonly string[];
  readonly threads: number;
}

/** Opens a database in which one SQL step's tables, files and parameters exist, and nothing else. */
export async function openScope(scope: SqlScope): Promise<Database> {
  const database = await openDatabase(scope.threads);
  try {
    const { connection } = database;
    await connection.run(`set file_search_path = ${quoteText(scope.root)}`);
    await setParameters(connection, scope.params);
    const tables = scope.tables.map((table) => table.path);
    const files = scope.files.flatMap((file) => [file, join(scope.root, file)]);
    await lockDatabase(database, { files: [...tables, ...files], folders: scope.folders });
    for (const table of scope.tables) {
      await connection.run(
        `create view ${quoteName(table.name)} as from read_parquet(${quoteText(table.path)})`,
      );
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Makes parameters readable by `getvariable('name')`. */
export async function setParameters(
  connection: DuckDBConnection,
  params: SqlScope['params'],
): Promise<void> {
  for (const [name, value] of Object.entries(params)) {
    await connection.run(`set variable ${quoteName(name)} = ${literal(name, value)}`);
  }
}

/** Those parameters of a step of another kind that a check in SQL can read: no mappings. */
export function sqlParameters(params: SqlScope['params']): SqlScope['params'] {
  const isSql = (value: Json): boolean =>
    Array.isArray(value) ? value.every(isSql) : value === null || typeof value !== 'object';
  return Object.fromEntries(Object.entries(params).filter(([, value]) => isSql(value)));
}

/** A parameter as a DuckDB literal: text, number, truth value, null, or a list of these. */
function literal(name: string, value: Json): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return quoteText(value);
  if (typeof value === 'number')
    return Number.isInteger(value) ? String(value) : `${value}::double`;
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    return `[${value.map((item: Json) => literal(name, item)).join(', ')}]`;
  }
  throw new UserError('E_WRONG_TYPE', `parameter "${name}" of a SQL step is a mapping`, {
    hint: 'a SQL parameter is text, a number, true/false or a list of these',
  });
}

/** DuckDB's complaint about a query, placed in the file that holds it. */
export function sqlError(error: unknown, file: string): UserError {
  const message = error instanceof Error ? error.message : String(error);
  const line = /\nLINE (\d+):/.exec(message)?.[1];
  const text = message.split('\n\nLINE')[0] ?? message;
  const hint = /Did you mean[^\n]*|Candidate bindings[^\n]*/.exec(text)?.[0] ?? '';
  const shown = text
    .replace(hint, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
  return new UserError('E_SQL', shown, {
    where: line === undefined ? file : `${file}:${line}`,
    hint,
  });
}
