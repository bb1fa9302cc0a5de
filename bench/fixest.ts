import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Case } from './econometrics-cases.ts';

const SCRIPT = join(import.meta.dirname, 'peers/fixest.R');

export interface PeerTimes {
  /** Milliseconds of each timed call, with two threads and with one. */
  readonly two: readonly number[];
  readonly one: readonly number[];
  /** Milliseconds of processor time of each call with one thread. */
  readonly cpu: readonly number[];
  readonly coefficients: readonly number[];
  readonly errors: readonly number[];
}

/** Versions of R and fixest in words; null where they are not installed. */
export function fixestVersion(): string | null {
  const code = 'cat(R.version.string, "and fixest", format(packageVersion("fixest")))';
  const { status, stdout } = spawnSync('Rscript', ['-e', code], { encoding: 'utf8' });
  return status === 0 ? stdout : null;
}

export function timeFixest(folder: string, one: Case): PeerTimes {
  const { estimator, formula, cluster, repeats } = one;
  const parameters = [SCRIPT, folder, estimator, formula, cluster, String(repeats)];
  const { status, stdout, stderr } = spawnSync('Rscript', parameters, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`fixest failed on ${one.name}:\n${stderr}`);
  const lines = new Map(
    stdout.split('\n').map((line) => {
      const [key = '', ...values] = line.trim().split(/\s+/);
      return [key, values.map(Number)];
    }),
  );
  const numbers = (key: string): readonly number[] => lines.get(key) ?? [];
  return {
    two: numbers('times2'),
    one: numbers('times1'),
    cpu: numbers('cpu1'),
    coefficients: numbers('coefficients'),
    errors: numbers('errors'),
  };
}
