/**
 * Times one case in a process of its own: `node --expose-gc bench/econometrics-run.ts FOLDER CASE`.
 * Prints one line of JSON. Reading the files is not timed; the first calls are thrown away.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { feols } from '../src/econometrics/feols.ts';
import { fepois } from '../src/econometrics/fepois.ts';
import type { FitRecord } from '../src/econometrics/fit.ts';
import { inputBytes, readFrame } from './column-files.ts';
import type { Case } from './econometrics-cases.ts';

export interface Timed {
  /** Milliseconds of each timed call. */
  readonly times: readonly number[];
  /** Milliseconds of processor time of each, all threads of the process together. */
  readonly cpu: readonly number[];
  readonly coefficients: readonly number[];
  readonly errors: readonly number[];
  /** SHA-256 of the fit as JSON, the same for every call. */
  readonly hash: string;
  readonly inputBytes: number;
  /** Largest resident memory of the first call above what reading left; NaN off Linux. */
  readonly peakBytes: number;
  readonly absorption: FitRecord['absorption'];
}

const WARM_MS = 3000;
const MOST_WARM = 300;
const [folder, text] = process.argv.slice(2) as [string, string];
const { estimator, formula, cluster, repeats } = JSON.parse(text) as Case;
const frame = readFrame(folder);
const estimate = estimator === 'feols' ? feols : fepois;
const call = (): FitRecord => estimate(frame, formula, { vcov: { cluster } });
const collect = (globalThis as { gc?: () => void }).gc ?? (() => {});

collect();
const before = memory('VmRSS');
resetPeak();
const fit = call();
const peakBytes = memory('VmHWM') - before;
const hash = hashOf(fit);
// The compiler needs some calls before it is at its best, unless each call is long.
for (let i = 0; i < MOST_WARM && process.cpuUsage().user / 1000 < WARM_MS; i++) call();
const times: number[] = [];
const cpu: number[] = [];
for (let i = 0; i < repeats; i++) {
  if (frame.rows >= 1e5) collect();
  const spent = process.cpuUsage();
  const began = performance.now();
  const again = call();
  times.push(performance.now() - began);
  const { user, system } = process.cpuUsage(spent);
  cpu.push((user + system) / 1000);
  if (hashOf(again) !== hash) throw new Error('two calls gave different bits');
}
const timed: Timed = {
  times,
  cpu,
  coefficients: fit.terms.map(({ estimate: value }) => value),
  errors: fit.terms.map(({ std_error }) => std_error),
  hash,
  inputBytes: inputBytes(frame),
  peakBytes,
  absorption: fit.absorption,
};
process.stdout.write(`${JSON.stringify(timed)}\n`);

function hashOf(record: FitRecord): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('hex');
}

/** Bytes of a line of /proc/self/status. */
function memory(name: 'VmRSS' | 'VmHWM'): number {
  if (process.platform !== 'linux') return Number.NaN;
  const status = readFileSync('/proc/self/status', 'utf8');
  return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) * 1024;
}

/** From here on VmHWM is the peak since now, so that reading the files does not count. */
function resetPeak(): void {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}
