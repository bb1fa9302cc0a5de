import { copyFileSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { integer, randomStream, uniform } from '../../src/econometrics/numeric/random.ts';
import { readRows } from '../../src/io/tables/frame.ts';
import type { StepContext, StepDefinition } from '../../src/step.ts';
import { UserError } from '../../src/text/user-error.ts';
import { BYTE_MUTATIONS, NAMES } from './byte-mutations.ts';
import { GRID_MUTATIONS } from './grid-mutations.ts';
import { FORMATS, seedGrid, SOURCES, writeGrid, type Grid, type Source } from './seeds.ts';

/** A file made worse, in a folder of a source. */
export interface FuzzCase {
  readonly source: Source;
  /** What was done to it, in words. */
  readonly story: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly link: boolean;
  /** Rows below the header, where each of them must be in the counts; null where bytes were changed. */
  readonly rows: number | null;
}

export interface Verdict {
  /** `read`, `ignored`, or the code of the error. */
  readonly end: string;
  /** What is wrong with how it ended; empty if nothing is. */
  readonly wrong: string;
}

/** The file of a seed and number: the same ones give the same bytes. */
export function fuzzCase(seed: number, number: number): FuzzCase {
  const stream = randomStream(seed, `fuzz ${number}`);
  const pick = <T>(list: readonly T[]): T => list[integer(stream, list.length)] as T;
  const source = pick(SOURCES);
  const good = seedGrid(source, stream);
  const grids = pick(GRID_MUTATIONS);
  const grid = grids.apply(good, stream);
  const format = pick(FORMATS);
  const written = writeGrid(grid, format);
  // Half of the files are whole, so that what is wrong in their cells is reached.
  const changes = uniform(stream) < 0.5 ? pick(BYTE_MUTATIONS) : BYTE_MUTATIONS[0];
  const bytes = changes?.apply(written.bytes, stream) ?? written.bytes;
  const name = uniform(stream) < 0.15 ? pick(NAMES) : written.name;
  const link = uniform(stream) < 0.02;
  const story = [
    source,
    format,
    grids.name,
    changes?.name ?? '',
    name,
    link ? 'a link in a loop' : '',
  ];
  const whole = changes?.name === 'nothing' && source === 'incopat' && grids.name === 'nothing';
  return {
    source,
    story: story.join(', '),
    name,
    bytes: Buffer.from(bytes),
    link,
    rows: whole ? filled(grid) - 1 : null,
  };
}

const filled = (grid: Grid): number =>
  grid.filter((row) => row.some((cell) => cell !== null && cell !== '')).length;

/** Runs the source's step over the file, in a project made for it, and judges how it ends. */
export async function judgeCase(one: FuzzCase, root: string): Promise<Verdict> {
  rmSync(root, { recursive: true, force: true });
  const folder = `data/raw/${one.source}`;
  mkdirSync(join(root, folder), { recursive: true });
  copyReference(root);
  const file = `${folder}/${one.name}`;
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), one.bytes);
  if (one.link) symlinkSync('loop.csv', join(root, folder, 'loop.csv'));
  const { default: step } = (await import(`../../steps/${one.source}.ts`)) as {
    default: StepDefinition<unknown>;
  };
  const files = [file, ...(one.link ? [`${folder}/loop.csv`] : [])];
  let counts: Readonly<Record<string, number>> = {};
  const reference = readdirSync(join(root, 'data/reference')).map(
    (name) => `data/reference/${name}`,
  );
  try {
    await step.run({
      ...NOTHING,
      step: one.source,
      params: step.params.parse({}),
      root,
      files: [...reference, ...files].sort(),
      output: (name) => join(root, `${name}.parquet`),
      count: (all) => (counts = all),
    });
  } catch (error) {
    return endOfError(error);
  }
  return endOfRun(one, root, counts);
}

function endOfError(error: unknown): Verdict {
  if (!(error instanceof UserError)) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { end: 'E_BUG', wrong: text.slice(0, 1000) };
  }
  const { code, message, hint } = error;
  return { end: code, wrong: message === '' || hint === '' ? 'an error without a hint' : '' };
}

async function endOfRun(
  one: FuzzCase,
  root: string,
  counts: Readonly<Record<string, number>>,
): Promise<Verdict> {
  const table = (name: string) => ({
    name,
    path: join(root, `${name}.parquet`),
    columns: '*' as const,
  });
  const outcomes = await readRows(table(`${one.source}_files`));
  const kept = (await readRows(table(one.source))).length;
  const of = (name: string) => counts[name] ?? 0;
  const sum = of('kept') + of('merged') + of('missing') + of('skipped') + of('rejected');
  const end = outcomes.some((row) => row['outcome'] === 'read') ? 'read' : 'ignored';
  const problems = [
    outcomes.length === 0 ? 'no outcome of the file' : '',
    sum === of('read') ? '' : `read ${of('read')}, accounted for ${sum}`,
    kept === of('kept') ? '' : `says kept ${of('kept')}, the table has ${kept}`,
    one.rows === null || one.rows === of('read') ? '' : `${one.rows} rows, ${of('read')} counted`,
  ];
  return { end, wrong: problems.filter((text) => text !== '').join('; ') };
}

function copyReference(root: string): void {
  const from = join(import.meta.dirname, '../../data/reference');
  mkdirSync(join(root, 'data/reference'), { recursive: true });
  for (const name of readdirSync(from))
    copyFileSync(join(from, name), join(root, 'data/reference', name));
}

const unexpected = (name: string): never => {
  throw new Error(`${name} is not expected`);
};

const NOTHING: Omit<
  StepContext<unknown>,
  'step' | 'params' | 'root' | 'files' | 'output' | 'count'
> = {
  steps: [],
  synthetic: true,
  settings: [],
  fits: [],
  input: unexpected,
  model: unexpected,
  progress: () => undefined,
  log: () => undefined,
  warn: () => undefined,
};
