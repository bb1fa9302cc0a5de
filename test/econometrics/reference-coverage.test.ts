import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fitFeols } from '../../src/econometrics/feols.ts';
import { readFrameCsv } from './frame/read-frame.ts';
import { OTHER_CASES, SIM_CASES } from './reference-cases.ts';
import { relative, VS_REFERENCE } from './tolerance.ts';

interface Entry {
  readonly id: string;
  readonly values: Readonly<Record<string, number>>;
}

/** Reference runs that another test compares. */
const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/^(?:fixest|sim)\..*fepois/u, 'likelihood/reference.test.ts'],
  [/^sim\.log1p_scale$/u, 'formula/reference.test.ts'],
  [/^psmatch2\./u, 'matching/matching.test.ts'],
  [/^psmdid\./u, 'match-panel.test.ts'],
  [/^pstest\./u, 'matching/balance.test.ts'],
  [/^ritest\.|^sim\.placebo_rejection$/u, 'placebo.test.ts'],
  [/^hetero\./u, 'subgroups.test.ts'],
  [/^clubSandwich\..*CR[123](?:\.absorbed_id)?$/u, 'variance/bias-reduced.test.ts'],
];

/** Reference runs of what least squares and likelihood models here do not do, and why. */
const NOT_DONE: readonly (readonly [RegExp, string])[] = [
  [
    /\.ssc\.Kexact\.id$/u,
    'fixest counts K = 117 where one of two effects is nested; the rank is 11',
  ],
  [/^fixest\.base_stagg\.sunab/u, 'Sun and Abraham’s aggregation'],
  [/^fixest\.cigarettes\.iv|\.iv_fe_/u, 'instrumental variables'],
  [
    /^clubSandwich\..*CR(?:0|1S|1\.dummies)/u,
    'the factors of CR0 and CR1S, and CR1 once more on dummies',
  ],
  [/^did\.|^etwfe\.|^bjs\.|^bacon\.|^DRDID\./u, 'estimators for staggered adoption'],
  [/^wild\.|^honestdid\./u, 'wild bootstrap and sensitivity to pre-trends'],
];

const FOLDER = process.env['DIDACTIC_REFERENCE'] ?? '';
const HAS_FOLDER = existsSync(join(FOLDER, 'reference-values.json'));
if (!HAS_FOLDER)
  process.stdout.write('SKIPPED the list of reference runs: set DIDACTIC_REFERENCE.\n');

describe.skipIf(!HAS_FOLDER)('the reference runs', () => {
  const entries = HAS_FOLDER
    ? (JSON.parse(readFileSync(join(FOLDER, 'reference-values.json'), 'utf8')) as Entry[])
    : [];
  const compared = new Set([...OTHER_CASES, ...SIM_CASES].map(({ id }) => id));
  const fixef = 'fixest.base_did.fixef';

  it('are compared, here or elsewhere, or named as not done', () => {
    const ids = entries.map(({ id }) => id).filter((id) => id !== fixef && !compared.has(id));
    const left = ids.filter((id) => ![...ELSEWHERE, ...NOT_DONE].some(([part]) => part.test(id)));
    expect(left).toEqual([]);
    const notDone = ids.filter((id) => NOT_DONE.some(([part]) => part.test(id)));
    const here = entries.filter(({ id }) => compared.has(id)).length + 1;
    process.stdout.write(
      `reference runs: ${entries.length}, compared with feols ${here}, ` +
        `in other tests ${ids.length - notDone.length}, of methods that are not done ${notDone.length}\n`,
    );
  });

  it('that other tests compare are in tests that exist', () => {
    for (const [, file] of ELSEWHERE)
      expect(existsSync(join(import.meta.dirname, file))).toBe(true);
  });

  it('of absorbed effects', () => {
    const values = entries.find(({ id }) => id === fixef)?.values ?? {};
    const frame = readFrameCsv(join(FOLDER, 'datasets/base_did.csv'));
    const { fixed_effects: found } = fitFeols(frame, 'y ~ x1 | id + period');
    const distances = Object.entries(values).map(([key, wanted]) => {
      const name = key.includes('id') ? 'id' : 'period';
      const effect = found?.effects.find((candidate) => candidate.effect === name);
      const level = key.replace(/^\D+/u, '');
      const value = key.startsWith('sum')
        ? effect?.estimates.reduce((sum, estimate) => sum + estimate, 0)
        : effect?.estimates[effect.levels.indexOf(level)];
      return relative(value ?? Number.NaN, wanted);
    });
    expect(distances).toHaveLength(8);
    expect(Math.max(...distances)).toBeLessThan(VS_REFERENCE);
  });
});
