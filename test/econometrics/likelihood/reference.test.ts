import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { logit, probit } from '../../../src/econometrics/binary.ts';
import { fepois, type FepoisOptions } from '../../../src/econometrics/fepois.ts';
import type { LikelihoodFit } from '../../../src/econometrics/fit.ts';
import type { Frame } from '../../../src/econometrics/frame/frame.ts';
import { readFrameCsv, withColumns } from '../frame/read-frame.ts';
import { relative, VS_DEFAULT_ITERATION, VS_TIGHT_ITERATION } from '../tolerance.ts';

interface Entry {
  readonly id: string;
  readonly dataset: string;
  readonly values: Readonly<Record<string, number>>;
}

type Case = readonly [
  id: string,
  estimator: LikelihoodFit['estimator'],
  formula: string,
  options?: FepoisOptions,
];

const CITY: FepoisOptions = { vcov: { cluster: 'city' } };
const PROV: FepoisOptions = { vcov: { cluster: 'prov' } };
const TWO_WAY = 'cites ~ did + lngdp + fin | city + year';
const PROPENSITY = 'pilot ~ lngdp + indshare + fin + gov + fdi';

const OWN_CASES: readonly Case[] = [
  ['fepois.two_way', 'fepois', TWO_WAY, CITY],
  ['fepois.two_way.iid', 'fepois', TWO_WAY],
  ['fepois.two_way.hetero', 'fepois', TWO_WAY, { vcov: 'hetero' }],
  ['fepois.twoway_cluster', 'fepois', TWO_WAY, { vcov: { cluster: ['prov', 'year'] } }],
  ['fepois.offset', 'fepois', TWO_WAY, { ...CITY, offset: 'log(pop)' }],
  ['fepois.unbalanced', 'fepois', TWO_WAY, CITY],
  ['fepois.unbalanced.weights', 'fepois', TWO_WAY, { ...CITY, weights: 'w' }],
  ['fepois.weights.offset', 'fepois', TWO_WAY, { vcov: 'hetero', weights: 'w', offset: 'log_pop' }],
  ['fepois.one_way', 'fepois', 'cites ~ did + lngdp + fin | city', PROV],
  ['fepois.three_way', 'fepois', `${TWO_WAY} + band`, CITY],
  ['fepois.province_year', 'fepois', 'cites ~ lngdp + fin | city + prov_year', PROV],
  ['fepois.no_effects', 'fepois', 'cites ~ did + lngdp + fin', CITY],
  ['fepois.no_effects.offset', 'fepois', 'cites ~ did + lngdp + fin', { offset: 'log_pop' }],
  ['fepois.no_intercept', 'fepois', 'cites ~ 0 + did + fin', { vcov: 'hetero' }],
  ['fepois.not_whole', 'fepois', 'kilo ~ did + lngdp + fin | city + year', CITY],
  [
    'fepois.missing',
    'fepois',
    'cites ~ did + lngdp_na | city + year',
    { ...CITY, offset: 'pop_na' },
  ],
  ['fepois.collinear', 'fepois', 'cites ~ did + fin + twice + lat + lngdp | city + year', CITY],
  ['fepois.rare', 'fepois', 'rare ~ did + lngdp + fin | city + prov_year', CITY],
  [
    'fepois.rare.no_drop',
    'fepois',
    'rare ~ did + lngdp + fin | city + year',
    { ...CITY, dropSingletons: false },
  ],
  [
    'fepois.ssc',
    'fepois',
    'cites ~ did + fin | city + year',
    { ...PROV, ssc: { k_fixef: 'full', g_adj: false } },
  ],
  ['fepois.ssc.iid', 'fepois', 'cites ~ did + fin | city + year', { ssc: { k_adj: false } }],
  ...(['logit', 'probit'] as const).flatMap((link): Case[] => [
    [`${link}.iid`, link, PROPENSITY],
    [`${link}.hetero`, link, PROPENSITY, { vcov: 'hetero' }],
    [`${link}.cluster`, link, PROPENSITY, CITY],
    [`${link}.weights`, link, 'pilot ~ lngdp + fin', { vcov: 'hetero', weights: 'w' }],
    [`${link}.one_way`, link, 'any ~ lngdp + fin | prov', PROV],
    [`${link}.two_way`, link, 'any ~ lngdp + fin | city + year', CITY],
    [`${link}.no_intercept`, link, 'any ~ 0 + lngdp + fin'],
  ]),
];

const TRADE = 'Euros ~ `log(dist_km)` | Origin + Destination + Product + Year';
const SIM = 'did + lngdp + indshare + fin + gov + fdi | city + year';
const BASE = 'cnt ~ x1 | id + period';

const OTHER_CASES: readonly Case[] = [
  ['fixest.base_did.fepois', 'fepois', BASE, { vcov: { cluster: 'id' } }],
  ['fixest.base_did.fepois.iid', 'fepois', BASE],
  ['fixest.base_did.fepois.hc1', 'fepois', BASE, { vcov: 'hetero' }],
  ...['tight', 'default'].flatMap((run): Case[] => [
    [`fixest.trade.fepois4.${run}`, 'fepois', TRADE, { vcov: { cluster: 'Origin' } }],
    [
      `fixest.trade.fepois4.twoway.${run}`,
      'fepois',
      TRADE,
      { vcov: { cluster: ['Origin', 'Destination'] } },
    ],
  ]),
  ['sim.bal.fepois.cites', 'fepois', `cites ~ ${SIM}`, { ...CITY, offset: 'log_pop' }],
  ['sim.bal.fepois.cites.prov', 'fepois', `cites ~ ${SIM}`, { ...PROV, offset: 'log_pop' }],
  [
    'sim.bal.fepois.cites_abroad.prov',
    'fepois',
    `cites_abroad ~ ${SIM}`,
    { ...PROV, offset: 'log_pop' },
  ],
];

const ESTIMATORS = { fepois, logit, probit };
const OWN = join(import.meta.dirname, '../../reference');
const FOLDER = process.env['DIDACTIC_REFERENCE'] ?? '';
const HAS_FOLDER = existsSync(join(FOLDER, 'reference-values.json'));
const frames = new Map<string, Frame>();
const tally = new Map<string, { calls: number; values: number; largest: number }>();
const skipped: string[] = [];

afterAll(() => {
  const lines = [...tally].map(
    ([name, { calls, values, largest }]) =>
      `${name}: ${calls} calls, ${values} values, largest deviation ${largest.toExponential(1)}`,
  );
  process.stdout.write(`${[...lines, ...skipped].join('\n')}\n`);
});

describe('likelihood models equal the stored reference runs', () => {
  const entries = readEntries(join(OWN, 'glm-extra.json'));
  it.each(OWN_CASES.map(named))('$id', ({ reference }) => {
    expect(deviations(reference, entries, OWN, VS_TIGHT_ITERATION)).toEqual([]);
  });

  it('covers every stored run', () => {
    expect([...entries.keys()]).toEqual(expect.arrayContaining(OWN_CASES.map(([id]) => id)));
    expect(entries.size).toBe(OWN_CASES.length);
  });
});

describe('likelihood models equal the reference runs on data sets of other origin', () => {
  if (!HAS_FOLDER) {
    skipped.push(
      `SKIPPED ${OTHER_CASES.length} reference runs: their data sets are not part of this project; ` +
        'set DIDACTIC_REFERENCE to a folder with reference-values.json and datasets/.',
    );
  }
  const entries = HAS_FOLDER ? readEntries(join(FOLDER, 'reference-values.json')) : new Map();
  it.skipIf(!HAS_FOLDER).each(OTHER_CASES.map(named))('$id', ({ reference }) => {
    const tolerance = reference[0].endsWith('tight') ? VS_TIGHT_ITERATION : VS_DEFAULT_ITERATION;
    const folder = join(FOLDER, 'datasets');
    expect(deviations(reference, entries, folder, tolerance)).toEqual([]);
  });
});

function named(reference: Case): { readonly id: string; readonly reference: Case } {
  return { id: reference[0], reference };
}

/** The values that are further from the reference than `tolerance`, in words. */
function deviations(
  [id, estimator, formula, options = {}]: Case,
  entries: ReadonlyMap<string, Entry>,
  folder: string,
  tolerance: number,
): string[] {
  const entry = entries.get(id);
  if (entry === undefined) return [`no reference values for ${id}`];
  const fit = ESTIMATORS[estimator](frameOf(join(folder, entry.dataset)), formula, options);
  const compared = Object.entries(entry.values).map(([key, wanted]) => {
    const found = valueOf(fit, key);
    const sensitivity = key.startsWith('p.') ? 1 + valueOf(fit, key.replace('p.', 't.')) ** 2 : 1;
    return { key, found, wanted, distance: relative(found, wanted) / sensitivity };
  });
  const name = `${estimator}, ${entry.dataset}, tolerance ${tolerance}`;
  const before = tally.get(name) ?? { calls: 0, values: 0, largest: 0 };
  tally.set(name, {
    calls: before.calls + 1,
    values: before.values + compared.length,
    largest: Math.max(before.largest, ...compared.map(({ distance }) => distance)),
  });
  if (compared.length === 0) return [`nothing to compare in ${id}`];
  return compared
    .filter(({ distance }) => !(distance <= tolerance))
    .map(({ key, found, wanted, distance }) => `${key}: ${found} against ${wanted} (${distance})`);
}

/** What a fit says under a name of the reference file. */
function valueOf(fit: LikelihoodFit, key: string): number {
  const [kind = '', ...rest] = key.split('.');
  const term = fit.terms.find((candidate) => candidate.term === rest.join('.'));
  const values: Record<string, number | undefined> = {
    coef: term?.estimate,
    se: term?.std_error,
    t: term?.statistic,
    p: term?.p_value,
    df_t: fit.df_residual,
    df_K: fit.vcov.small_sample.k,
    G: Math.min(...fit.vcov.clusters),
    nobs: fit.nobs,
    nparams: fit.nparams,
    deviance: fit.deviance,
    sqcor: fit.squared_correlation,
    ll: fit.log_likelihood,
    pr2: fit.pseudo_r2,
    aic: fit.aic,
    bic: fit.bic,
  };
  const value = values[kind];
  if (value === undefined) throw new Error(`the fit has no ${key}`);
  return value;
}

/** The data set with the columns that the calls make. */
function frameOf(path: string): Frame {
  const known = frames.get(path);
  if (known !== undefined) return known;
  const raw = readFrameCsv(path);
  const frame = path.includes('sim_eurt') ? withExtras(raw) : withMade(raw);
  frames.set(path, frame);
  return frame;
}

/** The same columns that glm-extra.R makes. */
function withExtras(raw: Frame): Frame {
  const row = { index: -1 };
  const frame = withColumns(raw, {
    row: () => (row.index += 1),
    log_pop: (value) => Math.log(value('pop')),
    prov_year: (value) => value('prov') * 10_000 + value('year'),
    band: (value) => Math.floor(value('indshare') / 5),
    any: (value) => (value('cites') > 5 ? 1 : 0),
    kilo: (value) => value('cites') * 1.7 + (value('cites') > 0 ? 0.25 : 0),
    twice: (value) => 2 * value('did') - 3 * value('fin'),
    rare: (value) => {
      const group = value('city') % 7;
      return group === 0 || (group === 1 && value('year') < 2015) ? 0 : value('cites');
    },
  });
  return withColumns(frame, {
    lngdp_na: (value) => (value('row') % 10 === 3 ? Number.NaN : value('lngdp')),
    pop_na: (value) => (value('row') % 11 === 4 ? Number.NaN : value('log_pop')),
  });
}

function withMade(raw: Frame): Frame {
  if (raw.columns['dist_km'] !== undefined) {
    return withColumns(raw, { 'log(dist_km)': (value) => Math.log(value('dist_km')) });
  }
  return withColumns(raw, { cnt: (value) => Math.floor(Math.abs(value('y'))) });
}

function readEntries(path: string): Map<string, Entry> {
  const entries = JSON.parse(readFileSync(path, 'utf8')) as Entry[];
  return new Map(entries.map((entry) => [entry.id, entry]));
}
