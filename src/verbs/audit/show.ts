import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFile } from '../../io/tables/data-file.ts';
import { keyNames, summariseColumns, type ColumnSummary } from '../../io/tables/summary.ts';
import { queryRows } from '../../io/duckdb.ts';
import { countText, percentText, ungroupedText } from '../../text/numbers.ts';
import { usageError } from '../arguments.ts';
import {
  artifactNamed,
  eventOf,
  openArtifacts,
  valueText,
  type KnownArtifact,
} from './artifacts.ts';
import { inColumns } from '../../text/columns.ts';
import { EXIT, tell, type RunArguments, type VerbContext } from '../terminal.ts';

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
  const { table, bytes, path, files } = known.artifact;
  const size =
    table === undefined ? '' : `${countText(table.rows)} rows, ${table.columns.length} columns, `;
  const head = `${path}: ${size}${countText(bytes)} bytes, made by ${known.step}\n\n`;
  if (table === undefined) {
    const list = files && { files: Object.keys(files) };
    const text = args.json ? '' : head + fileText(context.root, known);
    tell(context, args, { ...eventOf(known), ...list }, text);
    return EXIT.done;
  }
  const { columns, rows } = await readTable(context.root, path, keys);
  const event = { ...eventOf(known), summary: columns, first: rows };
  tell(context, args, event, head + tableText(columns, rows));
  return EXIT.done;
}

type Row = Readonly<Record<string, unknown>>;

async function readTable(root: string, path: string, keys: ReadonlySet<string>) {
  const file = await openDataFile(join(root, path), path);
  try {
    const columns = await summariseColumns(file, keys);
    const rows: Row[] = await queryRows(file.connection, `from data limit ${FIRST_ROWS}`);
    return { columns, rows };
  } finally {
    file.close();
  }
}

function tableText(columns: readonly ColumnSummary[], rows: readonly Row[]): string {
  const quantiles = ['least', percentText(0.25), 'median', percentText(0.75), 'most'];
  const head = ['column', 'type', 'missing', 'distinct', ...quantiles, ''];
  const names = columns.map(({ column }) => column);
  const cells = rows.map((row) => names.map((name) => cut(valueText(row[name]))));
  const profile = inColumns([head, ...columns.map(columnLine)], [2, 3, 4, 5, 6, 7, 8]);
  return `${profile}\n${inColumns([names, ...cells], [])}`;
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

function cut(text: string): string {
  const letters = Array.from(text.replaceAll(/\s+/gu, ' '));
  return letters.length > CELL ? `${letters.slice(0, CELL - 1).join('')}…` : letters.join('');
}

/** The files of a folder, or how a text begins. */
function fileText(root: string, { artifact: { path, files } }: KnownArtifact): string {
  const shown = Object.keys(files ?? {});
  if (files === undefined && TEXT_FILE.test(path)) {
    const lines = readFileSync(join(root, path), 'utf8').split('\n');
    const more = lines.length - FIRST_LINES;
    shown.push(...lines.slice(0, FIRST_LINES).map((line) => line.slice(0, 120)));
    if (more > 0) shown.push(`… ${countText(more)} lines more`);
  }
  return shown.map((line) => `${line}\n`).join('');
}
