import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { feols, fitFeols, type FeolsOptions } from '../../../src/econometrics/feols.ts';
import { fepois, fitFepois, type FepoisOptions } from '../../../src/econometrics/fepois.ts';
import type { FixedEffects } from '../../../src/econometrics/linear/fixed-effects.ts';
import type { Fit, LikelihoodFit } from '../../../src/econometrics/fit.ts';
import type { Frame } from '../../../src/econometrics/frame/frame.ts';
import { filterRows, readFrameCsv, withColumns } from '../frame/read-frame.ts';
import { relative, VS_REFERENCE, VS_TIGHT_ITERATION } from '../tolerance.ts';

type Options = FeolsOptions & FepoisOptions & { readonly city?: number };

interface Entry {
  readonly id: string;
  readonly dataset: string;
  readonly estimator: 'feols' | 'fepois';
  readonly formula: string;
  readonly options: Options | null;
  readonly call: string;
  readonly values: Readonly<Record<string, number>>;
}

/** fepois iterates; R's `lm` with 270 dummies leaves 2e-10 where three cluster terms cancel. */
const TOLERANCES = [
  ['fepois', VS_TIGHT_ITERATION],
  ['sandwich.three_way', VS_TIGHT_ITERATION],
] as const;
const FOLDER = join(import.meta.dirname, '../../reference');
const entries = JSON.parse(readFileSync(join(FOLDER, 'inference.json'), 'utf8')) as Entry[];
const frames = new Map<string, Frame>();
const tally = new Map<string, { calls: number; values: number; largest: number }>();

afterAll(() => {
  for (const [name, { calls, values, largest }] of tally) {
    process.stdout.write(
      `inference, ${name}: ${calls} calls, ${values} values, largest deviation ${largest.toExponential(1)}\n`,
    );
  }
});

describe('inference equals the reference runs', () => {
  it.each(entries.filter(({ id }) => !id.startsWith('effects')))('$id', (entry) => {
    const { city, ...options } = entry.options ?? {};
    const frame = frameOf(entry.dataset);
    const rows = city === undefined ? frame : filterRows(frame, 'city', (value) => value === city);
    const estimate = { feols, fepois }[entry.estimator];
    const fit = estimate(rows, entry.formula, options);
    expect(far(entry, (key) => valueOf(fit, key))).toEqual([]);
  });
});

describe('effects and predictions equal the reference runs', () => {
  it.each(entries.filter(({ id }) => id.startsWith('effects')))('$id', (entry) => {
    const frame = frameOf(entry.dataset);
    const { formula } = entry;
    const options = entry.options ?? {};
    if (entry.estimator === 'feols') {
      const { fitted, residuals, fixed_effects, effect_sums } = fitFeols(frame, formula, options);
      const columns = { fitted, residual: residuals, effects: effect_sums };
      expect(far(entry, (key) => effectOf(columns, fixed_effects, key))).toEqual([]);
    } else {
      const { fitted, fixed_effects } = fitFepois(frame, formula, options);
      const [outcome = ''] = formula.split(' ');
      const y = frame.columns[outcome];
      if (y?.kind !== 'number') throw new Error('no outcome');
      const residual = y.values.map((value, row) => value - fitted[row]!);
      const columns = { fitted, residual, effects: null };
      expect(far(entry, (key) => effectOf(columns, fixed_effects, key))).toEqual([]);
    }
  });
});

/** The values further from the reference than the tolerance, in words. */
function far(entry: Entry, found: (key: string) => number | null): string[] {
  const tolerance = TOLERANCES.find(([part]) => entry.id.includes(part))?.[1] ?? VS_REFERENCE;
  const distances = Object.entries(entry.values).flatMap(([key, wanted]) => {
    const value = found(key);
    if (value === null) return [];
    const distance = relative(value, wanted) / sensitivity(entry, key);
    return [{ text: `${key}: ${value} against ${wanted}`, distance }];
  });
  const group = `${entry.id.split('.')[0]}, ${entry.dataset}`;
  const before = tally.get(group) ?? { calls: 0, values: 0, largest: 0 };
  tally.set(group, {
    calls: before.calls + 1,
    values: before.values + distances.length,
    largest: Math.max(before.largest, ...distances.map(({ distance }) => distance)),
  });
  if (distances.length === 0) return ['nothing was compared'];
  return distances.filter(({ distance }) => !(distance <= tolerance)).map(({ text }) => text);
}

/** A relative change of a statistic changes its p value by so many times as much. */
function sensitivity(entry: Entry, key: string): number {
  if (key.startsWith('p.')) return 1 + entry.values[key.replace('p.', 't.')]! ** 2;
  if (!key.endsWith('_p')) return 1;
  const f = entry.values[key.replace('_p', '')]!;
  const df = key === 'f_p' ? entry.values['f_df1']! : 3;
  return 1 + f * df;
}

function valueOf(fit: Fit | LikelihoodFit, key: string): number | null {
  const [kind = '', ...rest] = key.split('.');
  const term = fit.terms.find((candidate) => candidate.term === rest.join('.'));
  const isLinear = fit.estimator === 'feols';
  const values: Record<string, number | null | undefined> = {
    coef: term?.estimate,
    se: term?.std_error,
    t: term?.statistic,
    p: term?.p_value,
    lo: term?.conf_low,
    hi: term?.conf_high,
    cov: fit.covariance[1]?.[0],
    df_t: fit.df_residual,
    df_K: fit.vcov.small_sample.k,
    nobs: fit.nobs,
    wald: fit.wald_test?.statistic,
    wald_p: fit.wald_test?.p_value,
    ll: fit.log_likelihood,
    ll_null: fit.log_likelihood_null,
    aic: fit.aic,
    bic: fit.bic,
    pr2: fit.pseudo_r2,
    ...(isLinear
      ? {
          f: fit.f_test?.statistic,
          f_p: fit.f_test?.p_value,
          f_df1: fit.f_test?.df1,
          f_df2: fit.f_test?.df2,
          wf: fit.f_test_within?.statistic,
          wf_p: fit.f_test_within?.p_value,
        }
      : {}),
  };
  const value = values[kind];
  if (value === undefined || value === null) throw new Error(`the fit has no ${key}`);
  return value;
}

function effectOf(
  columns: Readonly<Record<string, Float64Array | null>>,
  effects: FixedEffects | null,
  key: string,
): number | null {
  const [kind = '', name = '', level = ''] = key.split('|');
  const column = columns[kind];
  if (column === null) return null;
  if (column !== undefined) return column[Number(name) - 1]!;
  const effect = effects?.effects.find((candidate) => candidate.effect === name);
  if (effect === undefined) throw new Error(`no effect ${name}`);
  if (kind === 'refs') return effect.references;
  if (kind === 'levels') return effect.levels.length;
  if (kind === 'sum') return effect.estimates.reduce((sum, value) => sum + value, 0);
  return effect.estimates[effect.levels.indexOf(level)]!;
}

/** The same columns that inference.R makes. */
function frameOf(name: string): Frame {
  const known = frames.get(name);
  if (known !== undefined) return known;
  const row = { index: -1 };
  const frame = withColumns(readFrameCsv(join(FOLDER, name)), {
    row: () => (row.index += 1),
    prov_year: (value) => value('prov') * 10_000 + value('year'),
    band: (value) => Math.floor(value('indshare') / 5),
    half_year: (value) => value('year') + (value('prov') > 15 ? 10_000 : 0),
    y_gap: (value) =>
      (value('city') * 5 + value('year') * 3) % 4 === 1 || value('year') === 2010
        ? Number.NaN
        : value('y'),
    lon_360: (value) => value('lon') + 70,
    lon_pacific: (value) => value('lon') + 70 - (value('lon') + 70 > 180 ? 360 : 0),
    quarter: (value) => Math.floor((value('year') - 2006) / 3),
  });
  const made = withColumns(frame, {
    lat_na: (value) => (value('row') % 11 === 4 ? Number.NaN : value('lat')),
  });
  frames.set(name, made);
  return made;
}
