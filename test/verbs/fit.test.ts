import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeParquet, type ColumnType } from '../../src/io/parquet.ts';
import type { PrintedFit } from '../../src/verbs/fit-models.ts';
import { relative, VS_REFERENCE, VS_TIGHT_ITERATION } from '../econometrics/tolerance.ts';
import { project, type Project, type Result } from '../support/rig.ts';

interface Entry {
  readonly id: string;
  readonly values: Readonly<Record<string, number>>;
}

const REFERENCE = join(import.meta.dirname, '../reference');
const STORED = ['feols-sim.json', 'feols-extra.json', 'glm-extra.json'].flatMap(
  (name) => JSON.parse(readFileSync(join(REFERENCE, name), 'utf8')) as Entry[],
);
const DID = 'y ~ did | city + year';
const CONTROLS = 'y ~ did + lngdp + indshare + fin + gov + fdi | city + year';

/** A folder with the synthetic panel `sim.csv` and whatever else a test needs. */
function folder(files: Readonly<Record<string, string>> = {}): Project {
  const made = project(files);
  copyFileSync(join(REFERENCE, 'sim_eurt.csv'), join(made.root, 'sim.csv'));
  copyFileSync(join(REFERENCE, 'sim_eurt_unbalanced.csv'), join(made.root, 'unbalanced.csv'));
  return made;
}

function fitsOf({ out }: Result): PrintedFit[] {
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as PrintedFit);
}

async function fitOf(made: Project, ...args: string[]): Promise<PrintedFit> {
  const result = await made.call(['fit', ...args, '--json']);
  expect(result.err).toBe('');
  expect(result.exit).toBe(0);
  const [fit] = fitsOf(result);
  if (fit === undefined) throw new Error('no fit');
  return fit;
}

/** The values of a stored run that a fit does not repeat. */
function deviations(fit: PrintedFit, id: string, tolerance = VS_REFERENCE): string[] {
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

describe('fit gives the numbers of the stored reference runs', () => {
  it.each([
    ['sim.bal.y.iid', DID, []],
    ['sim.bal.y.hc1', DID, ['--vcov', 'hetero']],
    ['sim.bal.y.hc1', DID, ['--vcov=hc1']],
    ['sim.bal.y.cl_prov', DID, ['--vcov', 'cluster=prov']],
    ['sim.bal.y.ctrl.twoway_prov_year', CONTROLS, ['--vcov', 'twoway=prov+year']],
    ['sim.bal.y.ctrl.twoway_prov_year', CONTROLS, ['--vcov', 'cluster=prov,year']],
    ['sim.bal.y.prov_x_year', DID, ['--vcov', 'cluster=prov^year']],
    ['sim.bal.weighted', CONTROLS, ['--vcov', 'cluster=city', '--weights', 'w']],
    ['sim.bal.excl_carbon', CONTROLS, ['--vcov', 'cluster=city', '--where', 'carbon = 0']],
  ])('%s: "%s" %j', async (id, formula, flags) => {
    const fit = await fitOf(folder(), formula, '--data', 'sim.csv', ...flags);
    expect(deviations(fit, id)).toEqual([]);
  });

  it.each([
    ['hc2.unbalanced', ['--vcov', 'hc2']],
    ['hc3.unbalanced', ['--vcov', 'hc3']],
  ])('%s', async (id, flags) => {
    const formula = 'y ~ did + lngdp + fin | city + year';
    const fit = await fitOf(folder(), formula, '--data', 'unbalanced.csv', ...flags);
    expect(deviations(fit, id)).toEqual([]);
  });

  it('keeps singletons when asked to', async () => {
    const args = [CONTROLS, '--data', 'unbalanced.csv', '--vcov', 'cluster=city'];
    const kept = await fitOf(folder(), ...args, '--keep-singletons');
    expect(deviations(kept, 'sim.unbal.fixef_rm.none')).toEqual([]);
    const dropped = await fitOf(folder(), ...args);
    expect(deviations(dropped, 'sim.unbal.fixef_rm.singletons')).toEqual([]);
    expect(dropped.nobs).toBeLessThan(kept.nobs);
  });

  it.each([
    ['fepois.two_way', 'cites ~ did + lngdp + fin | city + year', 'fepois', 'cluster=city', []],
    [
      'fepois.offset',
      'cites ~ did + lngdp + fin | city + year',
      'fepois',
      'cluster=city',
      ['--offset', 'log(pop)'],
    ],
    ['logit.hetero', 'pilot ~ lngdp + indshare + fin + gov + fdi', 'logit', 'hetero', []],
    ['probit.iid', 'pilot ~ lngdp + indshare + fin + gov + fdi', 'probit', 'iid', []],
    [
      'fepois.ssc',
      'cites ~ did + fin | city + year',
      'fepois',
      'cluster=prov',
      ['--ssc', 'k_fixef=full,g_adj=false'],
    ],
  ])('%s', async (id, formula, estimator, vcov, more) => {
    const args = ['--data', 'sim.csv', '--estimator', estimator, '--vcov', vcov, ...more];
    const fit = await fitOf(folder(), formula, ...args);
    expect(deviations(fit, id, VS_TIGHT_ITERATION)).toEqual([]);
    expect(fit.estimator).toBe(estimator);
  });
});

const SCHEMA = {
  y: 'DOUBLE',
  x: 'DOUBLE',
  flag: 'BOOLEAN',
  region: 'VARCHAR',
  day: 'DATE',
  big: 'BIGINT',
} as const satisfies Record<string, ColumnType>;

/** 60 rows: `big` differs beyond 2^53, `x` is missing once. */
async function writeSmall(made: Project): Promise<void> {
  const rows = Array.from({ length: 60 }, (_, i) => [
    ((i * 37) % 23) / 7 + (i % 2),
    i === 7 ? null : ((i * 53) % 29) / 3,
    i % 2 === 0,
    ['east', 'west', '中部'][i % 3],
    `2020-01-0${1 + (i % 5)}`,
    9_007_199_254_740_992n + BigInt(i % 4),
  ]);
  await writeParquet(join(made.root, 'small.parquet'), SCHEMA, rows);
}

describe('fit reads what a file holds', () => {
  it('takes truth values as 0 and 1, text and dates as effects, and counts a missing number', async () => {
    const made = folder();
    await writeSmall(made);
    const fit = await fitOf(made, 'y ~ x + flag | region + day', '--data', 'small.parquet');
    expect(fit.terms.map(({ term }) => term)).toEqual(['x', 'flag']);
    expect(fit.fixed_effects).toEqual({ region: 3, day: 5 });
    expect(fit.dropped_rows).toEqual([{ reason: 'missing x', rows: 1 }]);
  });

  it('keeps whole numbers beyond 2^53 apart as categories, and refuses them as numbers', async () => {
    const made = folder();
    await writeSmall(made);
    const fit = await fitOf(made, 'y ~ x | big', '--data', 'small.parquet');
    expect(fit.fixed_effects).toEqual({ big: 4 });
    const refused = await made.call(['fit', 'y ~ big', '--data', 'small.parquet']);
    expect(refused.err).toContain('E_NOT_NUMERIC column "big" holds whole numbers beyond 2^53');
    expect(refused.exit).toBe(2);
  });

  it('refuses a date as a regressor', async () => {
    const made = folder();
    await writeSmall(made);
    const result = await made.call(['fit', 'y ~ day', '--data', 'small.parquet']);
    expect(result.err).toContain('small.parquet E_NOT_NUMERIC column "day" holds dates');
    expect(result.exit).toBe(2);
  });
});
