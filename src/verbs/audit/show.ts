import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFile } from '../../io/tables/data-file.ts';
import { keyNames, summariseColumns, type ColumnSummary } from '../../io/tables/summary.ts';
import { queryRows } from '../../io/duckdb.ts';
import { countText, percentText, ungroupedText } from '../../text/numbers.ts';
import { usageError } from '../arguments.ts';
import { artifactNamed, openArtifacts, type KnownArtifact } from './artifacts.ts';
import { inColumns } from '../../text/columns.ts';
import { EXIT, type RunArguments, type Terminal, type VerbContext } from '../terminal.ts';

const FIRST_ROWS = 5;
const FIRST_LINES = 12;
/** Values named of a column without bars. */
const FREQUENT = 3;
/** Longer cells are cut, so that a row stays a line. */
const CELL = 24;
const BARS = ' ▁▂▃▄▅▆▇█';
const TEXT_FILE = /\.(?:json|csv|md|tex|html|txt|svg)$/u;

/** `audit show ARTIFACT`: what a table holds, column by column, and its first rows; or a file's start. */
export async function auditShow(context: VerbContext, args: RunArguments): Promise<number> {
  const [wanted, ...more] = args.targets;
  if (wanted === undefined || more.length > 0) {
    throw usageError('audit show takes one artifact', 'didactic audit show panel');
  }
  const { artifacts, graph } = await openArtifacts(context, { ...args, targets: [] });
  const known = artifactNamed(artifacts, wanted);
  const keys = keyNames([...graph.values()].map(({ spec }) => spec.expect ?? {}));
  if (known.artifact.table === undefined) showFile(context, known, args.json);
  else await showTable(context, known, keys, args.json);
  return EXIT.done;
}

function about({ name, step, artifact: { path, bytes, sha256, table } }: KnownArtifact) {
  const size = table === undefined ? {} : { rows: table.rows, columns: table.columns.length };
  return { artifact: name, step, path, ...size, bytes, sha256 };
}

async function showTable(
  { root, terminal }: VerbContext,
  known: KnownArtifact,
  keys: ReadonlySet<string>,
  json: boolean,
): Promise<void> {
  const { path } = known.artifact;
  const file = await openDataFile(join(root, path), path);
  try {
    const columns = await summariseColumns(file, keys);
    const rows = await queryRows(file.connection, `from data limit ${FIRST_ROWS}`);
    if (json) {
      terminal.out(
        `${JSON.stringify({ event: 'artifact', ...about(known), summary: columns, first: rows })}\n`,
      );
      return;
    }
    headLine(terminal, known);
    const head = [
      'column',
      'type',
      'missing',
      'distinct',
      'least',
      percentText(0.25),
      'median',
      percentText(0.75),
      'most',
      '',
    ];
    terminal.out(inColumns([head, ...columns.map(columnLine)], [2, 3, 4, 5, 6, 7, 8]));
    terminal.out('\n');
    const names = columns.map(({ column }) => column);
    const cells = rows.map((row) => names.map((name) => cellText(row[name])));
    terminal.out(inColumns([names, ...cells], []));
  } finally {
    file.close();
  }
}

function headLine(terminal: Terminal, known: KnownArtifact): void {
  const { artifact, step } = known;
  const { table, bytes, path } = artifact;
  const size =
    table === undefined ? '' : `${countText(table.rows)} rows, ${table.columns.length} columns, `;
  terminal.out(`${path}: ${size}${countText(bytes)} bytes, made by ${step}\n\n`);
}

function columnLine(summary: ColumnSummary): string[] {
  const { column, type, missing, distinct, quantiles, extremes, bars } = summary;
  const [first = '', last = ''] = extremes;
  const ends = [first, '', '', '', last];
  return [
    column,
    type,
    countText(missing),
    countText(distinct),
    ...(quantiles.length > 0 ? quantiles.map(ungroupedText) : ends),
    bars.length > 0 ? barsOf(bars.map(({ rows }) => rows)) : frequentText(summary),
  ];
}

function frequentText({ frequent }: ColumnSummary): string {
  return frequent
    .slice(0, FREQUENT)
    .map(({ value, rows }) => `${cut(value)} ${countText(rows)}`)
    .join(', ');
}

function barsOf(counts: readonly number[]): string {
  const most = Math.max(...counts, 1);
  return counts.map((count) => BARS[Math.ceil((count / most) * (BARS.length - 1))]).join('');
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return ungroupedText(value);
  return cut(typeof value === 'string' ? value : JSON.stringify(value));
}

function cut(text: string): string {
  const letters = Array.from(text.replaceAll(/\s+/gu, ' '));
  return letters.length > CELL ? `${letters.slice(0, CELL - 1).join('')}…` : letters.join('');
}

function showFile({ root, terminal }: VerbContext, known: KnownArtifact, json: boolean): void {
  const { path, files } = known.artifact;
  const list = files === undefined ? {} : { files: Object.keys(files) };
  if (json) {
    terminal.out(`${JSON.stringify({ event: 'artifact', ...about(known), ...list })}\n`);
    return;
  }
  headLine(terminal, known);
  if (files !== undefined)
    terminal.out(
      Object.keys(files)
        .map((file) => `${file}\n`)
        .join(''),
    );
  else if (TEXT_FILE.test(path)) {
    const lines = readFileSync(join(root, path), 'utf8').split('\n');
    terminal.out(
      lines
        .slice(0, FIRST_LINES)
        .map((line) => `${line.slice(0, 120)}\n`)
        .join(''),
    );
    if (lines.length > FIRST_LINES)
      terminal.out(`… ${countText(lines.length - FIRST_LINES)} lines more\n`);
  }
}
