/**
 * `npm run bench -- econometrics [ROWS]`: the estimators against R's fixest where it is installed, on the
 * same synthetic columns, in one run and in turns; cases with more than ROWS rows are left out. fixest
 * is timed with two threads and with one, and the faster of the two counts; this code uses one thread.
 * Processor time is beside wall time, since other programs on the machine disturb it less.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeColumns } from './column-files.ts';
import { CASES, type Case } from './econometrics-cases.ts';
import { makeColumns } from './econometrics-data.ts';
import type { PlaceboTimed } from './econometrics-placebo.ts';
import type { Timed } from './econometrics-run.ts';
import { fixestVersion, timeFixest, type PeerTimes } from './fixest.ts';

/** Below so many rows the engine's own memory hides that of the data. */
const MEMORY_ROWS = 1e6;
/** Peak memory above the input, in sizes of the input. */
const MEMORY_GOAL = 3;
const PLACEBO_GOAL = 1000;

const HEAD = [
  '| model | rows | here | fixest, 2 threads | fixest, 1 | ratio (goal) | CPU here | CPU fixest, 1 | ratio | memory | deviation |',
  '| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |',
];

export function benchEconometrics(largest: number): void {
  const peer = fixestVersion();
  say(`Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model ?? ''})`);
  say(peer ?? 'R with fixest is not installed: absolute times only.');
  say(`load at the start: ${loadavg()[0]!.toFixed(1)}; times are medians, in milliseconds`);
  for (const line of HEAD) say(line);
  for (const one of CASES)
    if (one.rows <= largest) inFolder((folder) => runCase(folder, one, peer));
  inFolder((folder) => runPlacebo(folder, peer));
  inFolder(runThreads);
  say(`load at the end: ${loadavg()[0]!.toFixed(1)}`);
}

function runCase(folder: string, one: Case, peer: string | null): void {
  writeColumns(folder, makeColumns(one.shape, one.rows));
  const first = timeHere(folder, one, {});
  const theirs = peer === null ? null : timeFixest(folder, one);
  const second = timeHere(folder, one, {});
  if (first.hash !== second.hash) throw new Error(`${one.name}: two runs gave different bits`);
  const here = median([...first.times, ...second.times]);
  const memory = first.peakBytes / first.inputBytes;
  const heavy = memory > MEMORY_GOAL ? ' MISSED' : '';
  say(
    row([
      one.name,
      one.rows.toLocaleString('en'),
      format(here),
      ...compare(here, mean([...first.cpu, ...second.cpu]), theirs, one),
      one.rows < MEMORY_ROWS ? '' : `${memory.toFixed(1)}×${heavy}`,
      theirs === null ? '' : deviation(first, theirs).toExponential(0),
    ]),
  );
}

function compare(here: number, cpu: number, theirs: PeerTimes | null, one: Case): string[] {
  if (theirs === null) return ['', '', '', format(cpu), '', ''];
  const [two, single] = [median(theirs.two), median(theirs.one)];
  const ratio = Math.min(two, single) / here;
  const missed = ratio < one.goal ? ' MISSED' : '';
  const theirCpu = mean(theirs.cpu);
  return [
    format(two),
    format(single),
    `${ratio.toFixed(1)} (≥ ${one.goal})${missed}`,
    format(cpu),
    format(theirCpu),
    (theirCpu / cpu).toFixed(1),
  ];
}

/** Largest relative difference of coefficients and standard errors. */
function deviation(ours: Timed, theirs: PeerTimes): number {
  const pairs = [
    ...ours.coefficients.map((value, j) => [value, theirs.coefficients[j] ?? Number.NaN] as const),
    ...ours.errors.map((value, j) => [value, theirs.errors[j] ?? Number.NaN] as const),
  ];
  return Math.max(...pairs.map(([a, b]) => Math.abs(a - b) / Math.abs(b)));
}

function runPlacebo(folder: string, peer: string | null): void {
  writeColumns(folder, makeColumns('paper', 3584));
  const timed = JSON.parse(child('econometrics-placebo.ts', [folder], {})) as PlaceboTimed;
  const { few, many, call } = timed;
  const ratio = (call * few.draws) / few.ms;
  const missed = ratio < PLACEBO_GOAL ? ' MISSED' : '';
  say('');
  say(`placebo, 3,584 rows, ${few.draws} draws: ${format(few.ms)} ms in all`);
  say(`placebo, 3,584 rows, ${many.draws} draws: ${format(many.ms)} ms in all`);
  say(
    `against ${few.draws} calls of feols (median of ${timed.calls} calls ${format(call)} ms, scaled): ` +
      `${ratio.toFixed(0)} times as fast, goal ${PLACEBO_GOAL}${missed}`,
  );
  const [paper] = CASES;
  if (peer === null || paper === undefined) return;
  const { two, one } = timeFixest(folder, paper);
  const theirs = Math.min(median(two), median(one));
  const times = (theirs * few.draws) / few.ms;
  say(
    `against as many calls of fixest (${format(theirs)} ms each, scaled): ${times.toFixed(0)} times`,
  );
}

/** The code has one thread; Node's own helpers must not show either. */
function runThreads(folder: string): void {
  const chosen = CASES.filter(({ rows }) => rows === 1e5);
  const same = chosen.every((one) => {
    writeColumns(folder, makeColumns(one.shape, one.rows));
    const short = { ...one, repeats: 1 };
    const hashes = [1, 2].map(
      (threads) => timeHere(folder, short, { UV_THREADPOOL_SIZE: String(threads) }).hash,
    );
    return hashes[0] === hashes[1];
  });
  say(`bits with 1 and 2 threads for Node's helpers: ${same ? 'the same' : 'DIFFERENT'}`);
}

function timeHere(folder: string, one: Case, env: Readonly<Record<string, string>>): Timed {
  return JSON.parse(child('econometrics-run.ts', [folder, JSON.stringify(one)], env)) as Timed;
}

function child(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): string {
  const pool = env['UV_THREADPOOL_SIZE'];
  const flags = ['--expose-gc', ...(pool === undefined ? [] : [`--v8-pool-size=${pool}`])];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, join(import.meta.dirname, script), ...args],
    { encoding: 'utf8', env: { ...process.env, ...env } },
  );
  if (status !== 0) throw new Error(`${script} failed:\n${stderr}`);
  return stdout;
}

function inFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'didactic-bench-'));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!];
  return (low + high) / 2;
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function format(ms: number): string {
  return ms < 10 ? ms.toFixed(2) : ms < 100 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
