import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Contract } from '../engine/kinds.ts';
import { queryRows, quoteName, quoteText } from '../io/duckdb.ts';
import { UserError } from '../text/user-error.ts';
import { offendingRows } from './offending-rows.ts';
import { parseQuery } from './sql/code.ts';
import { openScope, sqlError, sqlParameters } from './sql/database.ts';

/** Offending rows that a failure shows. */
const SHOWN_ROWS = 10;
/** No step can have this name. */
const OFFENDING = '"Offending rows"';

interface Rule {
  readonly name: string;
  /** Returns the offending rows; an empty answer is a pass. */
  readonly sql: string;
  readonly file?: string;
  /** Columns that tell which row it is and what is wrong with it; all unless given. */
  readonly shown?: readonly string[];
}

/** Checks a step's new tables against its `expect:` and its `sql/checks/<step>.sql`. */
export async function checkContract(contract: Contract): Promise<void> {
  const own = contract.tables.find((table) => table.name === contract.step);
  const rules =
    own === undefined ? [] : expectRules(contract, own.table?.columns.map((c) => c.name) ?? []);
  if (own === undefined && Object.keys(contract.expect).length > 0) {
    throw new UserError(
      'E_CONTRACT',
      `step "${contract.step}" has expect: but writes no table of its name`,
    );
  }
  if (contract.checks !== undefined) {
    const sql = await readFile(join(contract.root, contract.checks), 'utf8');
    // More than one statement would leave all but the first unchecked.
    await parseQuery(sql, contract.checks);
    rules.push({ name: contract.checks, sql, file: contract.checks });
  }
  const database = await openScope({
    root: contract.root,
    params: sqlParameters(contract.params),
    tables: [...contract.tables, ...contract.inputs.filter((input) => input.table !== undefined)],
    files: [],
    folders: [],
    threads: 1,
  });
  try {
    for (const rule of rules) await checkRule(database.connection, contract, rule);
  } finally {
    database.close();
  }
}

async function checkRule(
  connection: DuckDBConnection,
  contract: Contract,
  rule: Rule,
): Promise<void> {
  let rows: Record<string, unknown>[];
  let total = 0;
  try {
    await connection.run(`create or replace temp table ${OFFENDING} as ${rule.sql}`);
    const [count] = await queryRows(connection, `select count(*)::integer as n from ${OFFENDING}`);
    total = Number(count?.['n'] ?? 0);
    rows = await queryRows(connection, `from ${OFFENDING} limit ${SHOWN_ROWS}`);
  } catch (error) {
    throw sqlError(error, rule.file ?? `expect of step "${contract.step}", ${rule.name}`);
  }
  if (total === 0) return;
  const few = total > rows.length ? `the first ${rows.length} of ${total} offending rows` : '';
  throw new UserError(
    'E_CONTRACT',
    `table "${contract.step}" breaks its contract: ${rule.name} (${total} ${total === 1 ? 'row' : 'rows'})`,
    {
      where: rule.file ?? `pipeline.yaml#steps.${contract.step}.expect`,
      hint: `${few || 'offending rows'}:\n${offendingRows(rows, rule.shown)}`,
    },
  );
}

function expectRules(contract: Contract, columns: readonly string[]): Rule[] {
  const { expect, step } = contract;
  const table = quoteName(step);
  const q = quoteName;
  const key = (expect.key ?? []).map(q).join(', ');
  const rules: Rule[] = [];
  checkColumns(contract, columns);
  // A row is known by its key; where there is none, by as much of it as there is room for.
  const about = (...named: string[]): string[] => [
    ...new Set([...(expect.key ?? []), ...named, ...(expect.key === undefined ? columns : [])]),
  ];
  if (expect.key !== undefined) {
    const missing = expect.key.map((column) => `${q(column)} is null`).join(' or ');
    rules.push({
      name: `key ${expect.key.join(', ')} has no missing value`,
      sql: `from ${table} where ${missing}`,
      shown: about(...columns),
    });
    rules.push({
      name: `key ${expect.key.join(', ')} is unique`,
      sql: `select ${key}, count(*) as rows from ${table} group by ${key} having count(*) > 1 order by ${key}`,
    });
  }
  for (const column of expect.not_null ?? []) {
    rules.push({
      name: `${column} is not missing`,
      sql: `from ${table} where ${q(column)} is null`,
      shown: about(column),
    });
  }
  for (const [column, [low, high]] of Object.entries(expect.range ?? {})) {
    const below = low === null ? [] : [`${q(column)} < ${low}`];
    const above = high === null ? [] : [`${q(column)} > ${high}`];
    // NaN compares as greater than all, so an open upper end still refuses it.
    const broken = [...below, ...above, `${q(column)} = 'nan'::double`].join(' or ');
    rules.push({
      name: `${column} lies in [${low ?? '-∞'}, ${high ?? '∞'}]`,
      sql: `from ${table} where ${q(column)} is not null and (${broken})`,
      shown: about(column),
    });
  }
  if (expect.rows !== undefined) rules.push(rowsRule(table, expect.rows));
  if (expect.balanced === true) rules.push(balancedRule(table, expect.key ?? []));
  for (const [column, values] of Object.entries(expect.accepted ?? {})) {
    const list = values.map((v) => (typeof v === 'string' ? quoteText(v) : String(v))).join(', ');
    rules.push({
      name: `${column} is one of ${values.join(', ')}`,
      sql: `from ${table} where ${q(column)} is not null and ${q(column)} not in (${list})`,
      shown: about(column),
    });
  }
  for (const [column, target] of Object.entries(expect.references ?? {})) {
    const [other = '', otherColumn = ''] = target.split('.');
    rules.push({
      name: `each ${column} occurs in ${target}`,
      sql: `from ${table} where ${q(column)} is not null and ${q(column)} not in (select ${q(otherColumn)} from ${q(other)} where ${q(otherColumn)} is not null)`,
      shown: about(column),
    });
  }
  return rules;
}

function checkColumns(contract: Contract, columns: readonly string[]): void {
  const { expect } = contract;
  const named = [
    ...(expect.key ?? []),
    ...(expect.not_null ?? []),
    ...Object.keys(expect.range ?? {}),
    ...Object.keys(expect.accepted ?? {}),
    ...Object.keys(expect.references ?? {}),
  ];
  const unknown = named.find((column) => !columns.includes(column));
  if (unknown === undefined) return;
  throw new UserError(
    'E_CONTRACT',
    `expect: of step "${contract.step}" names column "${unknown}"`,
    {
      where: `pipeline.yaml#steps.${contract.step}.expect`,
      hint: `the table has ${columns.join(', ')}`,
    },
  );
}

function rowsRule(table: string, rows: NonNullable<Contract['expect']['rows']>): Rule {
  const [low, high] = typeof rows === 'number' ? [rows, rows] : rows;
  const broken = [
    low === null ? [] : [`count(*) < ${low}`],
    high === null ? [] : [`count(*) > ${high}`],
  ];
  const name = low === high ? `has ${low} rows` : `has ${low ?? 0} to ${high ?? '∞'} rows`;
  return {
    name,
    sql: `select count(*) as rows from ${table} having ${broken.flat().join(' or ') || 'false'}`,
  };
}

function balancedRule(table: string, key: readonly string[]): Rule {
  const columns = key.map(quoteName);
  const all = columns.map((c, i) => `(select distinct ${c} from ${table}) as k${i}`).join(', ');
  return {
    name: `every combination of ${key.join(', ')} occurs`,
    sql: `select * from (select ${columns.join(', ')} from ${all}) anti join ${table} using (${columns.join(', ')}) order by all`,
  };
}
