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
  const settings = { ...SETTINGS, threads: String(threads) };
  const instance = await DuckDBInstance.create(':memory:', settings);
  const connection = await instance.connect();
  await connection.run(UTC);
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  return { instance, connection, close };
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
  const list = (paths: readonly string[]): string => `[${paths.map(quoteText).join(', ')}]`;
  await connection.run(`set allowed_paths = ${list(lock.files)}`);
  await connection.run(`set allowed_directories = ${list(lock.folders)}`);
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
}

/** Uses a database that can read these files and nothing else, and closes it. */
export async function withFiles<T>(
  files: readonly string[],
  use: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const database = await openDatabase();
  try {
    await lockDatabase(database, { files, folders: [] });
    return await use(database.connection);
  } finally {
    database.close();
  }
}

/** Column -> DuckDB type of a table, in its order. */
export async function columnTypes(
  connection: DuckDBConnection,
  table: string,
): Promise<ReadonlyMap<string, string>> {
  const described = await queryRows(connection, `describe ${table}`);
  return new Map(described.map((row) => [String(row['column_name']), String(row['column_type'])]));
}

/** All rows of a query as objects of JSON values (dates and big numbers as text). */
export async function queryRows(
  connection: DuckDBConnection,
  sql: string,
): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

/** The number `n` of a query's first row. */
export async function queryCount(connection: DuckDBConnection, sql: string): Promise<number> {
  const [row] = await queryRows(connection, sql);
  return Number(row?.['n']);
}

/** A string as an SQL literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
