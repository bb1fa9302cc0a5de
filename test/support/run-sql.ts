import { readFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';

export interface SqlProject {
  /** Input table -> the query that makes it, usually `select … from (values …)`. */
  readonly tables: Readonly<Record<string, string>>;
  /** What `getvariable` gives. */
  readonly variables?: Readonly<Record<string, string | number>>;
}

export type Row = Readonly<Record<string, unknown>>;

/** Runs `sql/<name>.sql` alone over the given tables, from the project's folder; gives its rows. */
export async function runSql(name: string, project: SqlProject): Promise<Row[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    for (const [variable, value] of Object.entries(project.variables ?? {})) {
      await connection.run(`set variable ${variable} = ${literal(value)}`);
    }
    for (const [table, query] of Object.entries(project.tables)) {
      await connection.run(`create table "${table}" as ${query}`);
    }
    const reader = await connection.runAndReadAll(await readFile(`sql/${name}.sql`, 'utf8'));
    return reader.getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function literal(value: string | number): string {
  return typeof value === 'number' ? `${value}` : `'${value.replaceAll("'", "''")}'`;
}
