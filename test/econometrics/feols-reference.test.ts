import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { feols } from '../../src/econometrics/feols.ts';
import type { Fit } from '../../src/econometrics/fit.ts';
import type { Frame } from '../../src/econometrics/frame/frame.ts';
import { wald, type WaldTest } from '../../src/econometrics/wald.ts';
import { readFrameCsv } from './frame/read-frame.ts';
import { EXTRA_CASES, OTHER_CASES, SIM_CASES, type ReferenceCase } from './reference-cases.ts';
import { relative, VS_PRINTED, VS_REFERENCE } from './tolerance.ts';

interface Entry {
  readonly id: string;
  readonly dataset: string;
  readonly call: string;
  readonly version: string;
  readonly values: Readonly<Record<string, number>>;
}

const OWN = join(import.meta.dirname, '../reference');
const FOLDER = process.env['DIDACTIC_REFERENCE'] ?? '';
const HAS_FOLDER = existsSync(join(FOLDER, 'reference-values.json'));
const frames = new Map<string, Frame>();
const skipped: string[] = [];
const tally = new Map<string, { calls: number; values: number; largest: number }>();

afterAll(() => {
  const lines = [...tally].map(
    ([name, { calls, values, largest }]) =>
      `feols, ${name}: ${calls} calls, ${values} values, largest deviation ${largest.toExponential(1)}`,
  );
  process.stdout.write(`${[...lines, ...skipped].join('\n')}\n`);
});

describe('feols equals the stored reference runs', () => {
  const entries = new Map([
    ...readEntries(join(OWN, 'feols-sim.json')),
    ...readEntries(join(OWN, 'feols-extra.json')),
  ]);
  const cases = [...SIM_CASES, ...EXTRA_CASES].filter(({ id }) => entries.has(id));
  it.each(cases)('$id', (reference) => {
    expect(deviations(reference, entries.get(reference.id), OWN)).toEqual([]);
  });

  it('covers every stored run', () => {
    const known = new Set(cases.map(({ id }) => id));
    expect([...entries.keys()].filter((id) => !known.has(id))).toEqual([]);
    expect(entries.size).toBeGreaterThan(80);
  });
});

describe('feols equals the reference runs on data sets of other origin', () => {
  if (!HAS_FOLDER) {
    skipped.push(
      `SKIPPED ${OTHER_CASES.length} reference runs: their data sets are not part of this project; ` +
        'set DIDACTIC_REFERENCE to a folder with reference-values.json and datasets/.',
    );
  }
  const entries = HAS_FOLDER ? readEntries(join(FOLDER, 'reference-values.json')) : new Map();
  const cases = [...OTHER_CASES, ...SIM_CASES.filter(({ id }) => entries.has(id))];
  it.skipIf(!HAS_FOLDER).each(cases)('$id', (reference) => {
    const entry = entries.get(reference.id);
    expect(deviations(reference, entry, join(FOLDER, 'datasets'))).toEqual([]);
  });
});

/** The values that are further from the reference than its tolerance, in words. */
function deviations(reference: ReferenceCase, entry: Entry | undefined, folder: string): string[] {
  if (entry === undefined) return [`no reference values for ${reference.id}`];
  const frame = frameOf(join(folder, reference.dataset));
  const fit = feols(reference.prepare?.(frame) ?? frame, reference.formula, reference.options);
  const compared = Object.entries(entry.values).map(([key, wanted]) => {
    const found = valueOf(fit, key);
    const sensitivity = sensitivityOf(fit, key);
    const distance = relative(found, wantedOf(reference, key, wanted, fit)) / sensitivity;
    const isPrinted = key.startsWith('stata_');
    const tolerance = isPrinted ? VS_PRINTED : reference.tolerance;
    return { text: `${key}: ${found} against ${wanted}`, distance, tolerance, isPrinted };
  });
  count(
    reference,
    compared.filter(({ isPrinted }) => !isPrinted).map(({ distance }) => distance),
  );
  if (compared.length === 0) return [`nothing to compare in ${reference.id}`];
  return compared
    .filter(({ distance, tolerance }) => !(distance <= tolerance))
    .map(({ text }) => text);
}

function count(reference: ReferenceCase, distances: readonly number[]): void {
  const isLoose = reference.tolerance > VS_REFERENCE;
  const name = isLoose ? `${reference.dataset} (looser run)` : reference.dataset;
  const before = tally.get(name) ?? { calls: 0, values: 0, largest: 0 };
  tally.set(name, {
    calls: before.calls + 1,
    values: before.values + distances.length,
    largest: Math.max(before.largest, ...distances),
  });
}

/** A relative change of t changes p by about min(t², df) times as much: digits of t end there. */
function sensitivityOf(fit: Fit, key: string): number {
  if (key.startsWith('p.')) {
    const t = valueOf(fit, key.replace('p.', 't.'));
    return 1 + Math.min(t * t, fit.df_residual);
  }
  const test = key.endsWith('_p') ? waldOf(fit, key) : null;
  return test === null ? 1 : 1 + Math.min(test.statistic * test.df1, test.df2);
}

/** The joint test behind a name: of the periods before the policy, or of all terms. */
function waldOf(fit: Fit, key: string): WaldTest | null {
  if (key.startsWith('pre')) return wald(fit, /::-\d+:|^period::[1-4]:/u);
  return key.startsWith('wald')
    ? wald(
        fit,
        fit.terms.map(({ term }) => term),
      )
    : null;
}

/** Without an intercept fixest multiplies the unexplained share by N / (N − 1) in r2; we do not. */
function wantedOf(reference: ReferenceCase, key: string, wanted: number, fit: Fit): number {
  if (key !== 'r2' || !reference.id.startsWith('no_intercept')) return wanted;
  return 1 - (1 - wanted) * ((fit.nobs - 1) / fit.nobs);
}

/** What a fit says under a name of the reference file. */
function valueOf(fit: Fit, key: string): number {
  const [kind = '', ...rest] = key.split('.');
  const term = fit.terms.find((candidate) => candidate.term === rest.join('.'));
  const test = waldOf(fit, key);
  const values: Record<string, number | null | undefined> = {
    pre_F: test?.statistic,
    pre_p: test?.p_value,
    pre_df1: test?.df1,
    pre_df2: test?.df2,
    pretrend_wald_F: test?.statistic,
    pretrend_wald_p: test?.p_value,
    pretrend_df2: test?.df2,
    wald: test?.statistic,
    wald_p: test?.p_value,
    coef: term?.estimate,
    se: term?.std_error,
    stata_se: term?.std_error,
    t: term?.statistic,
    p: term?.p_value,
    df_t: fit.df_residual,
    df_K: fit.vcov.small_sample.k,
    G: Math.min(...fit.vcov.clusters),
    nobs: fit.nobs,
    nparams: fit.nparams,
    r2: fit.r2,
    ar2: fit.adj_r2,
    wr2: fit.r2_within,
    war2: fit.adj_r2_within,
    rmse: fit.rmse,
    ssr: fit.ssr,
    ll: fit.log_likelihood,
    aic: fit.aic,
    bic: fit.bic,
    pr2: fit.pseudo_r2,
    f_stat: fit.f_test?.statistic,
    wf_stat: fit.f_test_within?.statistic,
    sigma2: fit.ssr / (fit.nobs - fit.nparams),
  };
  const value = values[kind];
  if (value === undefined || value === null) throw new Error(`the fit has no ${key}`);
  return value;
}

function frameOf(path: string): Frame {
  const known = frames.get(path) ?? readFrameCsv(path);
  frames.set(path, known);
  return known;
}

function readEntries(path: string): Map<string, Entry> {
  const entries = JSON.parse(readFileSync(path, 'utf8')) as Entry[];
  return new Map(entries.map((entry) => [entry.id, entry]));
}
