/** Times placebo tests and single regressions at the paper's size: FOLDER of columns, one line of JSON. */
import { feols } from '../src/econometrics/feols.ts';
import { placeboTest } from '../src/econometrics/placebo.ts';
import { readFrame } from './column-files.ts';
import { PLACEBO } from './econometrics-cases.ts';

interface Draws {
  readonly draws: number;
  readonly ms: number;
}

export interface PlaceboTimed {
  readonly few: Draws;
  readonly many: Draws;
  /** Median milliseconds of one call of `feols` with a cluster variance, over `calls` calls. */
  readonly call: number;
  readonly calls: number;
}

const CALLS = 500;
const REPEATS = 5;
const { formula, ...options } = PLACEBO;
const frame = readFrame(process.argv[2]!);

test(1000);
for (let i = 0; i < CALLS; i++) regression();
const calls = Array.from({ length: CALLS }, () => timed(regression));
const few = Array.from({ length: REPEATS }, () => timed(() => test(10_000)));
const many = timed(() => test(100_000));
const result: PlaceboTimed = {
  few: { draws: 10_000, ms: median(few) },
  many: { draws: 100_000, ms: many },
  call: median(calls),
  calls: CALLS,
};
process.stdout.write(`${JSON.stringify(result)}\n`);

function test(draws: number): void {
  placeboTest(frame, formula, { ...options, draws, seed: 20170101 });
}

function regression(): void {
  feols(frame, formula, { vcov: { cluster: options.unit } });
}

function timed(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
