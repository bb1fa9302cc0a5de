import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFile } from '../../io/tables/data-file.ts';
import { columnSummaries, firstRows, type ColumnSummary } from '../../io/tables/table-summary.ts';
import { countText, percentText, ungroupedText } from '../../text/numbers.ts';
import { usageError } from '../arguments.ts';
import { artifactNamed, inColumns, openArtifacts, type KnownArtifact } from './artifacts.ts';
import { EXIT, type RunArguments, type Terminal, type VerbContext } from '../terminal.ts';

const FIRST_ROWS = 5;
const FIRST_LINES = 12;
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
  const { artifacts } = await openArtifacts(context, { ...args, targets: [] });
  const known = artifactNamed(artifacts, wanted);
  if (known.artifact.table === undefined) showFile(context, known, args.json);
  else await showTable(context, known, args.json);
  return EXIT.done;
}

function about({ name, step, artifact: { path, bytes, sha256, table } }: KnownArtifact) {
  const size = table === undefined ? {} : { rows: table.rows, columns: table.columns.length };
  return { artifact: name, step, path, ...size, bytes, sha256 };
}

async function showTable(
  { root, terminal }: VerbContext,
  known: KnownArtifact,
  json: boolean,
): Promise<void> {
  const { path } = known.artifact;
  const file = await openDataFile(join(root, path), path);
  try {
    const columns = await columnSummaries(file);
    const rows = await firstRows(file, FIRST_ROWS);
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

function columnLine({
  column,
  type,
  missing,
  distinct,
  quantiles,
  histogram,
  extremes,
}: ColumnSummary): string[] {
  const numbers = quantiles?.map(ungroupedText);
  const [least = '', most = ''] = extremes ?? [];
  return [
    column,
    type,
    countText(missing),
    countText(distinct),
    ...(numbers ?? [cut(least), '', '', '', cut(most)]),
    histogram === undefined ? '' : barsOf(histogram),
  ];
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
