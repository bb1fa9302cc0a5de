import type { DuckDBAppender } from '@duckdb/node-api';
import { openDatabase, quoteText } from './duckdb.ts';

type StagedRow = readonly (string | number | null)[];

/** What of the staged rows may lie in memory; the rest lies in a folder until the end. */
const MEMORY = '800MB';

/**
 * A database for rows that must be joined before they can be read; numbers are whole. The folder is
 * made when it is needed and taken away when the database is closed.
 */
export async function openStaging(folder: string) {
  const database = await openDatabase(1);
  const { connection } = database;
  await connection.run(`set temp_directory = ${quoteText(folder)}`);
  await connection.run(`set memory_limit = '${MEMORY}'`);
  const appenders = new Map<string, DuckDBAppender>();
  const flush = (): void => {
    for (const appender of appenders.values()) appender.closeSync();
    appenders.clear();
  };
  return {
    async run(sql: string): Promise<void> {
      flush();
      await connection.run(sql);
    },
    async append(table: string, rows: readonly StagedRow[]): Promise<void> {
      const appender = appenders.get(table) ?? (await connection.createAppender(table));
      appenders.set(table, appender);
      for (const row of rows) {
        for (const cell of row) {
          if (cell === null) appender.appendNull();
          else if (typeof cell === 'number') appender.appendInteger(cell);
          else appender.appendVarchar(cell);
        }
        appender.endRow();
      }
    },
    async *query(sql: string): AsyncGenerator<StagedRow[]> {
      flush();
      // A connection of its own, so that rows may be added while these are read.
      const own = await database.instance.connect();
      try {
        const result = await own.stream(sql);
        for await (const rows of result.yieldRowsJs()) yield rows as StagedRow[];
      } finally {
        own.closeSync();
      }
    },
    close(): void {
      flush();
      database.close();
    },
  };
}
