import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readsOf } from '../../engine/plan.ts';
import type { Session } from '../../engine/session.ts';
import type { Graph } from '../../engine/graph.ts';
import { matchingRows, type Constraints } from '../../io/tables/matching-rows.ts';
import type { AnyFit } from '../../econometrics/fit.ts';
import { readFits } from '../../records/fits.ts';
import { readTable } from '../../records/table.ts';
import type { Cell, CellSource, Table } from '../../tables/table.ts';
import { usageError, type Flags } from '../arguments.ts';
import { openArtifacts, valueText } from './artifacts.ts';
import { cellAt, fitIndexOf, parseAddress } from './trace-cell.ts';
import { keyNames, tableNamed, walkBack, type Start, type TraceNode } from './trace-walk.ts';
import { EXIT, tell, type RunArguments, type VerbContext } from '../terminal.ts';
import { countText } from '../../text/numbers.ts';
import { UserError } from '../../text/user-error.ts';

const SHOWN_COLUMNS = 8;

/**
 * `audit trace TABLE:COLUMN:ROW [--row unit=330100,year=2018]`: from a cell of a table to its fit,
 * and from one row of the fit's data (the first, unless named) back to files and rows of the raw
 * exports.
 */
export async function auditTrace(
  context: VerbContext,
  args: RunArguments,
  flags: Flags,
): Promise<number> {
  const address = parseAddress(args.targets[0]);
  const { session, graph } = await openArtifacts(context, { ...args, targets: [] });
  const cell = cellAt(printedTable(session, address.step), address);
  const say = (event: object, text: string): void => tell(context, args, event, text);
  say({ event: 'cell', ...address, ...cell }, cellText(args.targets[0] ?? '', cell));
  const { source } = cell;
  if (source === undefined) return EXIT.done;
  const fit = readFit(session, source);
  if (fit === undefined) return EXIT.done;
  const { covariance: _, ...shown } = fit;
  say({ event: 'fit', step: source.step, ...shown }, fitText(source, fit));
  const node = graph.get(source.step);
  if (node === undefined) return EXIT.done;
  for (const [table, columns] of Object.entries(await readsOf(session, node))) {
    const names = columns === '*' ? [] : columns;
    const start = await startingRow(session, graph, table, flags.get('--row')?.at(-1));
    const emit = (one: TraceNode) => say({ event: 'table', ...one }, nodeText(one));
    await walkBack({ session, graph, emit }, table, start, names);
  }
  return EXIT.done;
}

function printedTable(session: Session, step: string): Table {
  const path = session.receipt(step)?.outputs[`${step}_en_json`]?.path;
  if (path !== undefined) return readTable(path, readFileSync(join(session.root, path), 'utf8'));
  throw new UserError('E_UNKNOWN_TABLE', `step "${step}" has written no table`, {
    hint: `didactic run ${step}, or didactic audit list for the names`,
  });
}

function readFit(session: Session, source: CellSource): AnyFit | undefined {
  const index = fitIndexOf(source);
  const path = session.receipt(source.step)?.outputs[source.step]?.path;
  if (index === undefined || path === undefined) return undefined;
  const text = readFileSync(join(session.root, path), 'utf8');
  return readFits(source.step, path, text)[index]?.fit;
}

/** The row to follow by its key: the first that `--row` names, or the first of the table. */
async function startingRow(
  session: Session,
  graph: Graph,
  table: string,
  wanted: string | undefined,
): Promise<Start> {
  const known = tableNamed({ session, graph }, table);
  if (known === undefined) return { row: new Map(), of: 0 };
  const columns = known.columns.map(({ name }) => name);
  const keys = columns.filter((name) => keyNames(graph).has(name));
  const equal = rowOf(wanted, columns);
  const { first, rows } = await matchingRows({
    path: join(session.root, known.artifact.path),
    equal,
    holds: new Map(),
    keys: [],
    show: keys,
    columns,
  });
  if (rows === 0) {
    const which = wanted === undefined ? 'no rows' : `no row with ${wanted}`;
    throw new UserError('E_NO_ROW', `table "${table}" has ${which}`);
  }
  const entries = Object.entries(first ?? {}).filter(([, value]) => value !== null);
  return {
    row: new Map(entries.map(([name, value]) => [name, new Set([String(value)])])),
    of: rows,
  };
}

function rowOf(text: string | undefined, columns: readonly string[]): Constraints {
  const pairs = (text ?? '').split(',').filter((pair) => pair !== '');
  const entries = pairs.map((pair): [string, ReadonlySet<string>] => {
    const cut = pair.indexOf('=');
    const name = pair.slice(0, cut).trim();
    if (cut < 1 || !columns.includes(name)) {
      const hint = `write COLUMN=VALUE,…; the columns are ${columns.join(', ')}`;
      throw usageError(`--row ${text}`, hint);
    }
    return [name, new Set([pair.slice(cut + 1).trim()])];
  });
  return new Map(entries);
}

function cellText(address: string, { text, stars = '', value, source }: Cell): string {
  const exact = value === undefined ? '' : ` = ${value}`;
  const from = source === undefined ? 'no source\n' : `  from ${source.path} of ${source.step}\n`;
  return `${address}  ${text}${stars}${exact}\n${from}`;
}

function fitText({ step }: CellSource, fit: AnyFit): string {
  const { type, by } = fit.vcov;
  const rows = fit.dropped_rows.map((dropped) => `, ${dropped.rows} dropped (${dropped.reason})`);
  return [
    `fit ${fit.id} of step ${step}\n`,
    `  ${fit.formula}\n`,
    `  ${countText(fit.nobs)} rows${rows.join('')}; ${fit.sample}\n`,
    `  errors: ${type}${by.length === 0 ? '' : ` by ${by.join(', ')}`}\n`,
  ].join('');
}

function nodeText(node: TraceNode): string {
  const { table, code, depth, matched, repeated, by, files, of } = node;
  const indent = '  '.repeat(depth);
  if (matched === undefined) {
    const why = repeated ? 'the same rows as above' : 'all rows: no key in common';
    return `${indent}${table}  ${why} (${code})\n`;
  }
  const rows = `${countText(matched.rows)} ${matched.rows === 1 ? 'row' : 'rows'}`;
  const followed = of === undefined ? rows : `the first of ${countText(of)} rows`;
  const count = `${followed} by ${by.join(', ')}`;
  const values = matched.rows === 1 ? `${indent}    ${valuesText(matched.first)}\n` : '';
  const { sources } = matched;
  const reads =
    sources === undefined && files.length > 0 ? `${indent}    reads ${files.join(', ')}\n` : '';
  const raw = (sources?.some ?? []).map(({ file, sheet, row, column }) => {
    const parts = [file, sheet === '' ? '' : `sheet ${sheet}`, `row ${row}`, column];
    return `${indent}    ${parts.filter((part) => part !== '').join(', ')}\n`;
  });
  const more = (sources?.count ?? 0) - raw.length;
  const rest = more > 0 ? `${indent}    … and ${countText(more)} more rows of raw files\n` : '';
  const other = of === undefined ? '' : `${indent}    --row ${by.join('=…,')}=… follows another\n`;
  return `${indent}${table}  ${count} (${code})\n${other}${values}${reads}${raw.join('')}${rest}`;
}

function valuesText(first: Readonly<Record<string, unknown>> | undefined): string {
  const entries = Object.entries(first ?? {});
  const shown = entries
    .slice(0, SHOWN_COLUMNS)
    .map(([name, value]) => `${name} ${value === null ? 'null' : valueText(value)}`);
  const more = entries.length - shown.length;
  return shown.join(', ') + (more > 0 ? `, and ${more} more` : '');
}
