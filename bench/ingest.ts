/**
 * `npm run bench -- ingest [ROWS]`: how long raw files take to become records, from a csv export of so many
 * rows (1,000,000 unless given, and each tenth of it from 100,000 on), against DuckDB's bare scan of the same file
 * in the same run; and a workbook against the bare loop of another reader. The processes are measured whole: start, hashes and receipts are in the times.
 */
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDatabase, quoteText } from '../src/io/duckdb.ts';
import { EXPORT_COLUMNS, EXPORT_SAYS, writeExport } from './ingest-export.ts';
import { timeWorkbook } from './ingest-workbook.ts';
import { measure, type Measured } from './process-tree.ts';

const ROOT = resolve(import.meta.dirname, '..');
const START = join(ROOT, 'src/didactic.mjs');
const CITIES = join(ROOT, 'data/reference/cities.csv');
const LEAST_ROWS = 100_000;
/** Scans that are timed, of which the fastest is the floor. */
const SCANS = 3;
const SCAN_THREADS = 2;
const GIB = 1024 ** 3;
const WORKBOOK_ROWS = 100_000;
const GOAL = { ratio: 10, workbook: 1.5, bytes: 2 * GIB, exponent: 1.1 };

const STUDY = `study: { title: Ingest }
settings: { data: data/raw }
steps:
  incopat:
    use: incopat
    reads: ['\${settings.data}/\${step}/*', 'data/reference/*.csv']
`;

interface Size {
  readonly rows: number;
  readonly floorMs: number;
  readonly run: Measured;
}

export async function benchIngest(rows: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'didactic-bench-'));
  try {
    process.stdout.write(
      `Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model ?? ''}), load ${loadavg()[0]?.toFixed(1)}\n${EXPORT_SAYS}\n`,
    );
    const start = await runOf(folder, 'start', 10);
    print('start', `${seconds(start.run.wallMs)} with a file of 10 rows`);
    const sizes: Size[] = [];
    for (let size = rows; size >= LEAST_ROWS; size /= 10)
      sizes.unshift(await runOf(folder, 'csv', size));
    for (const size of sizes) report(size, start.run.wallMs);
    const { rows: lines, ownMs, otherMs } = await timeWorkbook(folder, WORKBOOK_ROWS, CITIES);
    const over = ownMs / otherMs;
    print(
      `xlsx, ${lines.toLocaleString('en')} rows × 25`,
      `${seconds(ownMs)}, hucre's bare loop ${seconds(otherMs)}, ratio ${over.toFixed(2)}${verdict(over <= GOAL.workbook, `≤ ${GOAL.workbook}`)}`,
    );
    sizes.slice(1).forEach((size, i) => reportGrowth(sizes[i], size, start.run.wallMs));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runOf(folder: string, name: string, rows: number): Promise<Size> {
  const root = join(folder, `${name}-${rows}`);
  const raw = join(root, 'data/raw/incopat');
  mkdirSync(raw, { recursive: true });
  cpSync(join(ROOT, 'data/reference'), join(root, 'data/reference'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  copyFileSync(join(ROOT, 'package.json'), join(root, 'package.json'));
  writeFileSync(join(root, 'pipeline.yaml'), STUDY);
  const file = join(raw, 'export.csv');
  writeExport(file, rows, CITIES);
  const floorMs = await scan(file);
  const run = await measure(process.execPath, [START, 'run', '--json'], { cwd: root });
  if (run.exit !== 0) throw new Error(`the run failed:\n${run.out.slice(-2000)}`);
  rmSync(root, { recursive: true });
  return { rows, floorMs, run };
}

/** DuckDB reads every cell of the file and keeps none: no program that reads it is faster. */
async function scan(file: string): Promise<number> {
  const database = await openDatabase(SCAN_THREADS);
  const columns = EXPORT_COLUMNS.map((_, i) => `c${i}: 'VARCHAR'`).join(', ');
  const sql = `select count(columns(*)) from read_csv(${quoteText(file)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {${columns}})`;
  let fastest = Infinity;
  for (let i = 0; i < SCANS; i += 1) {
    const began = performance.now();
    await database.connection.runAndReadAll(sql);
    fastest = Math.min(fastest, performance.now() - began);
  }
  database.close();
  return fastest;
}

function report({ rows, floorMs, run }: Size, startMs: number): void {
  const ratio = run.wallMs / floorMs;
  const above = (run.wallMs - startMs) / floorMs;
  const counts = /"counts":(\{[^}]*\})/.exec(run.out)?.[1] ?? '';
  print(
    `csv, ${rows.toLocaleString('en')} rows`,
    `${seconds(run.wallMs)}, bare scan ${seconds(floorMs)}, ratio ${ratio.toFixed(1)} (without the start ${above.toFixed(1)})${verdict(ratio <= GOAL.ratio, `≤ ${GOAL.ratio}`)}`,
  );
  const peak = `${(run.peakBytes / GIB).toFixed(2)} GiB`;
  print('  peak memory', `${peak}${verdict(run.peakBytes < GOAL.bytes, '< 2 GiB')}`);
  print(
    '  rows a second',
    `${Math.round((rows / run.wallMs) * 1000).toLocaleString('en')}  ${counts}`,
  );
}

/** Time grows with the rows to this power. */
function reportGrowth(small: Size | undefined, large: Size, startMs: number): void {
  if (small === undefined) return;
  const growth = (offset: number) =>
    Math.log((large.run.wallMs - offset) / (small.run.wallMs - offset)) /
    Math.log(large.rows / small.rows);
  const exponent = growth(0);
  print(
    `time, ${small.rows.toLocaleString('en')} to ${large.rows.toLocaleString('en')} rows`,
    `exponent ${exponent.toFixed(2)} (without the start ${growth(startMs).toFixed(2)})${verdict(exponent <= GOAL.exponent, `≤ ${GOAL.exponent}`)}`,
  );
}

function verdict(met: boolean, goal: string): string {
  return `  goal ${goal}${met ? '' : '  MISSED'}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function print(what: string, value: string): void {
  process.stdout.write(`${what.padEnd(36)}  ${value}\n`);
}
