/**
 * `npm run bench`: how long the pipeline takes, against bare Node in the same run. Wall times on a
 * shared machine are noisy, so short ones are medians of several runs.
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { measure } from './process-tree.ts';

const ROOT = resolve(import.meta.dirname, '..');
const START = join(ROOT, 'src/didactic.mjs');
const REPEATS = 11;
const BIG_STEPS = 1000;
const MIB = 1024 * 1024;

interface Line {
  readonly what: string;
  readonly value: string;
  readonly goal: string;
  readonly met: boolean;
}

export async function benchPipeline(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'didactic-bench-'));
  try {
    const cold = await study(join(folder, 'study'));
    print([...cold, ...(await bigGraph(join(folder, 'big')))]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The study of this project, in a folder of its own. */
async function study(root: string): Promise<Line[]> {
  for (const part of [
    'pipeline.yaml',
    'package.json',
    'package-lock.json',
    'src',
    'steps',
    'sql',
    'data/reference',
  ]) {
    cpSync(join(ROOT, part), join(root, part), { recursive: true });
  }
  link(root);
  const start = join(root, 'src/didactic.mjs');
  const cold = await measure(process.execPath, [start, 'run', '--json'], { cwd: root });
  if (cold.exit !== 0) throw new Error(`the cold run failed:\n${cold.out}`);
  const idle = await noOp(root, start);
  const sql = join(root, 'sql/panel.sql');
  writeFileSync(sql, `-- An edited comment.\n${readFileSync(sql, 'utf8')}`);
  const comment = await measure(process.execPath, [start, 'run', '--json'], { cwd: root });
  const built = lastEvent(comment.out).built;
  return [
    line('cold run, wall', cold.wallMs / 1000, 's', 60),
    line('cold run, peak memory of all processes', cold.peakBytes / MIB, 'MiB', 2048),
    ...idle('study', 60),
    await fitVerb(root, start),
    { what: 'comment edit, steps built', value: String(built), goal: '0', met: built === 0 },
  ];
}

/** A generated graph, to see what a step costs when it has nothing to do. */
async function bigGraph(root: string): Promise<Line[]> {
  mkdirSync(join(root, 'sql'), { recursive: true });
  link(root);
  const steps = Array.from({ length: BIG_STEPS }, (_, i) => {
    const needs = i % 10 === 0 ? [] : [`s${i - 1}`, ...(i % 10 > 2 ? [`s${i - 3}`] : [])];
    const from = needs.length === 0 ? `select ${i} as a` : `select a + 1 as a from s${i - 1}`;
    writeFileSync(join(root, `sql/s${i}.sql`), `-- Step ${i}.\n${from} order by a\n`);
    return `  s${i}: { kind: sql, needs: [${needs.join(', ')}] }`;
  });
  writeFileSync(
    join(root, 'pipeline.yaml'),
    `study: { title: Big }\nsteps:\n${steps.join('\n')}\n`,
  );
  const cold = await measure(process.execPath, [START, 'run', '--json'], { cwd: root });
  if (cold.exit !== 0) throw new Error(`the generated pipeline failed:\n${cold.out.slice(-2000)}`);
  const idle = await noOp(root, START);
  return [
    {
      what: `${BIG_STEPS} small SQL steps, cold`,
      value: `${(cold.wallMs / 1000).toFixed(1)} s`,
      goal: '',
      met: true,
    },
    ...idle(`${BIG_STEPS} steps`, 400),
  ];
}

/** Wall time of a run with nothing to do, above bare Node, both as medians of alternating runs. */
async function noOp(root: string, start: string): Promise<(name: string, goal: number) => Line[]> {
  // The first run after a build hashes young files once more.
  for (let i = 0; i < 2; i += 1) await measure(process.execPath, [start, 'run'], { cwd: root });
  const bare: number[] = [];
  const full: number[] = [];
  for (let i = 0; i < REPEATS; i += 1) {
    bare.push((await measure(process.execPath, ['-e', '0'], { cwd: root })).wallMs);
    const run = await measure(process.execPath, [start, 'run', '--json'], { cwd: root });
    if (lastEvent(run.out).built !== 0) throw new Error('a run with nothing to do built something');
    full.push(run.wallMs);
  }
  const floor = median(bare);
  const above = median(full) - floor;
  return (name, goal) => [
    line(`no-op run, ${name}, above bare Node (${floor.toFixed(0)} ms)`, above, 'ms', goal),
    {
      what: `no-op run, ${name}, ratio to bare Node`,
      value: (median(full) / floor).toFixed(2),
      goal: '',
      met: true,
    },
  ];
}

/** One regression on the study's panel from the shell, above bare Node. */
async function fitVerb(root: string, start: string): Promise<Line> {
  const formula = 'ln_et ~ did + pgdp + lu + gs + ind | city + year';
  const data = 'outputs/parquet/panel.parquet';
  const args = [start, 'fit', formula, '--data', data, '--vcov', 'cluster=city', '--json'];
  const bare: number[] = [];
  const full: number[] = [];
  for (let i = 0; i < REPEATS; i += 1) {
    bare.push((await measure(process.execPath, ['-e', '0'], { cwd: root })).wallMs);
    const fit = await measure(process.execPath, args, { cwd: root });
    if (fit.exit !== 0) throw new Error(`fit failed:\n${fit.out}`);
    full.push(fit.wallMs);
  }
  return line('fit on the panel, above bare Node', median(full) - median(bare), 'ms', 500);
}

function link(root: string): void {
  mkdirSync(root, { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
}

function lastEvent(out: string): { built: number } {
  return JSON.parse(out.trim().split('\n').at(-1) ?? '{}') as { built: number };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function line(what: string, value: number, unit: string, goal: number): Line {
  const digits = value < 100 ? 1 : 0;
  return {
    what,
    value: `${value.toFixed(digits)} ${unit}`,
    goal: `< ${goal} ${unit}`,
    met: value < goal,
  };
}

function print(lines: readonly Line[]): void {
  const width = Math.max(...lines.map(({ what }) => what.length));
  process.stdout.write(
    `Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model ?? ''})\n`,
  );
  for (const { what, value, goal, met } of lines) {
    const verdict = goal === '' ? '' : `  goal ${goal}${met ? '' : '  MISSED'}`;
    process.stdout.write(`${what.padEnd(width)}  ${value.padStart(9)}${verdict}\n`);
  }
}
