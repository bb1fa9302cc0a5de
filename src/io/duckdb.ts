import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

/** An open in-memory database; close it, since its threads and memory are the process's. */
export interface Database {
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
  readonly close: () => void;
}

export interface Lock {
  /** Files that SQL may read, absolute or as the query spells them. */
  readonly files: readonly string[];
  /** Folders that SQL may read and write. */
  readonly folders: readonly string[];
}

/** Nothing is fetched: what is not built in does not exist. */
const SETTINGS = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
};

/** A time stamp with a zone must print alike wherever the reader is. */
const UTC = "set TimeZone = 'UTC'";

/** Opens a database in memory. `threads` is DuckDB's own; 1 gives the same sums on every machine. */
export async function openDatabase(threads = 1): Promise<Database> {
  const instance = await DuckDBInstance.create(':memory:', {
    ...SETTINGS,
    threads: String(threads),
  });
  const connection = await instance.connect();
  await connection.run(UTC);
  return {
    instance,
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

let shared: Promise<DuckDBInstance> | undefined;

/**
 * A connection to one database that the whole process shares, for short questions of the program's
 * own: opening a database costs more than they do. Never for a step's SQL, since it is not locked.
 */
export async function connectShared(): Promise<DuckDBConnection> {
  shared ??= DuckDBInstance.create(':memory:', SETTINGS);
  const connection = await (await shared).connect();
  await connection.run(UTC);
  return connection;
}

/** Shuts the file system and the settings but for what `lock` names. Irreversible for a database. */
export async function lockDatabase(database: Database, lock: Lock): Promise<void> {
  const { connection } = database;
  await connection.run(`set allowed_paths = [${lock.files.map(quoteText).join(', ')}]`);
  await connection.run(
    `set allowed_directories = [${lock.folders.map((folder) => quoteText(folder)).join(', ')}]`,
  );
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
}

/** All rows of a query as objects of JSON values (dates and big numbers as text). */
export async function queryRows(
  connection: DuckDBConnection,
  sql: string,
): Promise<Record<string, unknown>[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJson();
}

/** A string as an SQL literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
