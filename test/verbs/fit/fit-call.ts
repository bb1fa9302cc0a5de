import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { AnyFit } from '../../../src/econometrics/fit.ts';
import { relative, VS_REFERENCE } from '../../econometrics/tolerance.ts';
import { project, type Project, type Result } from '../../support/rig.ts';

interface Entry {
  readonly id: string;
  readonly values: Readonly<Record<string, number>>;
}

const REFERENCE = join(import.meta.dirname, '../../reference');
const STORED = ['feols-sim.json', 'feols-extra.json', 'glm-extra.json'].flatMap(
  (name) => JSON.parse(readFileSync(join(REFERENCE, name), 'utf8')) as Entry[],
);
export const DID = 'y ~ did | city + year';
export const CONTROLS = 'y ~ did + lngdp + indshare + fin + gov + fdi | city + year';

/** A folder with the synthetic panel `sim.csv` and whatever else a test needs. */
export function folder(files: Readonly<Record<string, string>> = {}): Project {
  const made = project(files);
  copyFileSync(join(REFERENCE, 'sim_eurt.csv'), join(made.root, 'sim.csv'));
  copyFileSync(join(REFERENCE, 'sim_eurt_unbalanced.csv'), join(made.root, 'unbalanced.csv'));
  return made;
}

export function fitsOf({ out }: Result): AnyFit[] {
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AnyFit);
}

export async function fitOf(made: Project, ...args: string[]): Promise<AnyFit> {
  const result = await made.call(['fit', ...args, '--json']);
  expect(result.err).toBe('');
  expect(result.exit).toBe(0);
  const [fit] = fitsOf(result);
  if (fit === undefined) throw new Error('no fit');
  return fit;
}

/** The values of a stored run that a fit does not repeat. */
export function deviations(fit: AnyFit, id: string, tolerance = VS_REFERENCE): string[] {
  const values = STORED.find((entry) => entry.id === id)?.values;
  if (values === undefined) throw new Error(`no stored run ${id}`);
  const keys = { coef: 'estimate', se: 'std_error', t: 'statistic', p: 'p_value' } as const;
  const wrong: string[] = [];
  let compared = 0;
  for (const [name, wanted] of Object.entries(values)) {
    const [, kind = '', term = ''] = /^(coef|se|t|p)\.(.*)$/u.exec(name) ?? [];
    if (kind === '') continue;
    compared += 1;
    const found = fit.terms.find((one) => one.term === term)?.[keys[kind as 'coef']];
    if (found === undefined || relative(found, wanted) > tolerance) {
      wrong.push(`${name}: ${found} instead of ${wanted}`);
    }
  }
  return compared === 0 ? [`${id} has nothing to compare`] : wrong;
}
