import type { DuckDBConnection } from '@duckdb/node-api';
import { openDatabase, queryRows, quoteName, quoteText, type Database } from '../../io/duckdb.ts';
import type { Schemas, TableColumns } from '../../engine/kinds.ts';
import { setParameters, sqlError, type SqlScope } from './database.ts';

/** What a query is planned with: tables without rows. */
export interface PlanScope extends Pick<SqlScope, 'root' | 'params'> {
  readonly tables: Schemas;
  /** Optimisers that may help beside `unused_columns`. */
  readonly optimisers?: readonly string[];
}

interface PlanNode {
  readonly name: string;
  readonly children: readonly PlanNode[];
  readonly extra_info: {
    readonly Table?: string;
    readonly Projections?: string | readonly string[];
  };
}

/**
 * Columns of each table that a query reads, from DuckDB's plan over tables without rows. Every
 * optimiser but `unused_columns` is off: the others answer a minimum, a count or a filter from
 * statistics and then show no scan at all, which would let a change of data go unseen.
 */
export async function columnsRead(
  sql: string,
  file: string,
  scope: PlanScope,
): Promise<Record<string, readonly string[] | '*'>> {
  const connection = await (await plannerWith(...(scope.optimisers ?? []))).instance.connect();
  try {
    await prepare(connection, scope);
    const reader = await connection.runAndReadAll(`explain (format json) ${sql}`);
    const plan = JSON.parse(String(reader.getRows()[0]?.[1])) as PlanNode[];
    const reads = new Map<string, Set<string> | '*'>();
    for (const node of plan) noteScans(node, reads);
    widen(sql, plan, scope.tables, reads);
    return Object.fromEntries(
      [...reads]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([table, columns]) => [table, columns === '*' ? '*' : [...columns].sort()]),
    );
  } catch (error) {
    throw sqlError(error, file);
  } finally {
    connection.closeSync();
  }
}

/** Columns of a query's result, without running it. */
export async function columnsMade(
  sql: string,
  file: string,
  scope: PlanScope,
): Promise<TableColumns> {
  const connection = await (await plannerWith()).instance.connect();
  try {
    await prepare(connection, scope);
    const rows = await queryRows(connection, `describe ${sql}`);
    return rows.map((row) => ({
      name: String(row['column_name']),
      type: String(row['column_type']),
    }));
  } catch (error) {
    throw sqlError(error, file);
  } finally {
    connection.closeSync();
  }
}

/** One database plans for the whole process; each plan has a connection and tables of its own. */
const planners = new Map<string, Promise<Database>>();

function plannerWith(...more: readonly string[]): Promise<Database> {
  const kept = ['unused_columns', ...more];
  const known = planners.get(kept.join(' ')) ?? openPlanner(kept);
  planners.set(kept.join(' '), known);
  return known;
}

async function openPlanner(kept: readonly string[]): Promise<Database> {
  const database = await openDatabase(1);
  const list = kept.map(quoteText).join(', ');
  const [row] = await queryRows(
    database.connection,
    `select string_agg(name, ',') as names from duckdb_optimizers() where name not in (${list})`,
  );
  await database.connection.run(`set disabled_optimizers = ${quoteText(String(row?.['names']))}`);
  return database;
}

async function prepare(connection: DuckDBConnection, scope: PlanScope): Promise<void> {
  await connection.run(`set file_search_path = ${quoteText(scope.root)}`);
  await setParameters(connection, scope.params);
  for (const [name, table] of Object.entries(scope.tables)) {
    const columns = table.map((c) => `${quoteName(c.name)} ${c.type}`);
    await connection.run(`create temp table ${quoteName(name)} (${columns.join(', ')})`);
  }
}

function noteScans(node: PlanNode, reads: Map<string, Set<string> | '*'>): void {
  const { Table: scanned, Projections: projected } = node.extra_info;
  if (scanned !== undefined) {
    const table = scanned.slice(scanned.lastIndexOf('.') + 1).replaceAll('"', '');
    const known = reads.get(table) ?? new Set<string>();
    // A scan that does not say what it projects is taken to read everything.
    if (projected === undefined) reads.set(table, '*');
    else if (known !== '*') {
      for (const column of typeof projected === 'string' ? [projected] : projected) {
        if (column !== '') known.add(column);
      }
      reads.set(table, known);
    }
  }
  for (const child of node.children) noteScans(child, reads);
}

/** Functions and statements whose answer depends on more of a table than the plan shows. */
const LOOKS_AT_SCHEMA =
  /\b(?:typeof|pg_typeof|can_cast_implicitly|describe|summarize|show|duckdb_\w+|information_schema|pragma_\w+)\b/i;

/** Takes whole tables to be read where the plan does not name columns that they have. */
function widen(
  sql: string,
  plan: readonly PlanNode[],
  tables: Schemas,
  reads: Map<string, Set<string> | '*'>,
): void {
  const everything = LOOKS_AT_SCHEMA.test(sql) || plan.some(readsParquet);
  for (const [name, table] of Object.entries(tables)) {
    const columns = new Set(table.map((column) => column.name));
    const known = reads.get(name);
    // A field of a struct (`s.a`) and a name with a line break are no names of columns.
    const strange = known !== undefined && known !== '*' && [...known].some((c) => !columns.has(c));
    if (everything || strange) reads.set(name, '*');
  }
}

/** Whether a parquet file is read by its path, past the views. */
function readsParquet(node: PlanNode): boolean {
  return /PARQUET/i.test(node.name) || node.children.some(readsParquet);
}
