import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { estimateMulti } from '../../../src/econometrics/estimate-multi.ts';
import type { Fit } from '../../../src/econometrics/fit.ts';
import type { Frame } from '../../../src/econometrics/frame/frame.ts';
import type { VcovSpec } from '../../../src/econometrics/variance/kinds.ts';
import { wald } from '../../../src/econometrics/wald.ts';
import { readFrameCsv, valuesOf, withColumns, withText } from '../frame/read-frame.ts';
import { relative, VS_ITERATED, VS_REFERENCE } from '../tolerance.ts';

interface Entry {
  readonly id: string;
  readonly dataset: string;
  readonly formula: string;
  readonly vcov: string;
  readonly split?: string;
  readonly fsplit?: string;
  /** Terms that fixest found collinear, for a single model. */
  readonly dropped?: readonly string[];
  readonly fits: readonly Readonly<Record<string, number>>[];
  readonly wald: readonly WaldEntry[];
}

interface WaldEntry {
  readonly pattern: string;
  readonly statistic: number;
  readonly p_value: number;
  readonly df1: number;
  readonly df2: number;
}

const OWN = join(import.meta.dirname, '../../reference');
const entries = JSON.parse(readFileSync(join(OWN, 'feols-formula.json'), 'utf8')) as Entry[];
const FOLDER = process.env['DIDACTIC_REFERENCE'] ?? '';
const HAS_FOLDER = existsSync(join(FOLDER, 'reference-values.json'));
const CONTROLS = 'lngdp + indshare + fin + gov + fdi';
const frames = new Map<string, Frame>();
const tally = { calls: 0, fits: 0, values: 0, largest: 0 };

afterAll(() => {
  const skipped = HAS_FOLDER
    ? ''
    : 'SKIPPED splits and units on values computed elsewhere: set DIDACTIC_REFERENCE.\n';
  process.stdout.write(
    `${skipped}formula language: ${tally.calls} calls, ${tally.fits} fits, ${tally.values} values, ` +
      `largest deviation ${tally.largest.toExponential(1)}\n`,
  );
});

describe('every construct of the formula language equals the stored reference runs', () => {
  it.each(entries)('$id: $formula', (entry) => {
    const { split, fsplit } = entry;
    const fits = estimateMulti(frameOf(entry.dataset), entry.formula, 'feols', {
      vcov: vcovOf(entry.vcov),
      ...(split === undefined ? {} : { split }),
      ...(fsplit === undefined ? {} : { fsplit }),
    });
    expect(fits.length).toBe(entry.fits.length);
    tally.calls++;
    tally.fits += fits.length;
    const wrong = fits.flatMap((fit, index) => deviations(fit, entry.fits[index] ?? {}, entry.id));
    const tests = entry.wald.flatMap((test) => waldDeviations(fits[0]!, test));
    expect([...wrong, ...tests]).toEqual([]);
    if (entry.dropped === undefined) return;
    expect(fits[0]?.dropped.map(({ term }) => term)).toEqual(entry.dropped);
  });
});

describe('splits and units on values computed elsewhere', () => {
  it.skipIf(!HAS_FOLDER)('halves by a column, and ln(1 + s x) for several s', () => {
    const panel = readFrameCsv(join(OWN, 'sim_eurt.csv'));
    const inOrder = elsewhere('hetero.sim.split_lngdp2016');
    const halves = estimateMulti(
      withHalves(panel),
      `y ~ did + ${CONTROLS} | city + year`,
      'feols',
      {
        vcov: { cluster: 'city' },
        split: 'hi',
      },
    );
    const scales = elsewhere('sim.log1p_scale');
    const scaled = ['0.01', '0.1', '1', '10', '100', '1000'].map((scale) => ({
      scale,
      fits: estimateMulti(
        panel,
        `log1p(${scale}*100*cites/pop) ~ did + ${CONTROLS} | city + year`,
        'feols',
        {
          vcov: { cluster: 'city' },
        },
      ),
    }));
    const pairs = [
      ...halves.flatMap((fit, half) => [
        [fit.terms[0]?.estimate, inOrder[`b${half}`]],
        [fit.terms[0]?.std_error, inOrder[`se${half}`]],
        [fit.nobs, inOrder[`n${half}`]],
      ]),
      ...scaled.flatMap(({ scale, fits }) => [
        [fits[0]?.terms[0]?.estimate, scales[`coef.s${scale}`]],
        [fits[0]?.terms[0]?.std_error, scales[`se.s${scale}`]],
      ]),
    ];
    expect(
      pairs.flatMap(([found = NaN, wanted = NaN], j) => check(`value ${j}`, found, wanted)),
    ).toEqual([]);
  });
});

function elsewhere(id: string): Readonly<Record<string, number>> {
  const text = readFileSync(join(FOLDER, 'reference-values.json'), 'utf8');
  const all = JSON.parse(text) as { id: string; values: Record<string, number> }[];
  return all.find((entry) => entry.id === id)?.values ?? {};
}

/** `hi` is 1 for cities above the median of lngdp in 2016. */
function withHalves(panel: Frame): Frame {
  const [city, year, lngdp] = ['city', 'year', 'lngdp'].map((name) => valuesOf(panel, name));
  const level = new Map<number, number>();
  city!.forEach((one, row) => {
    if (year![row] === 2016) level.set(one, lngdp![row]!);
  });
  const sorted = [...level.values()].toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[middle - 1]! + sorted[middle]!) / 2;
  return withColumns(panel, { hi: (value) => ((level.get(value('city')) ?? 0) > median ? 1 : 0) });
}

/** Runs whose reference is itself off by more than 1e-10. */
const ITERATED = new Set(['several.fsplit']);

function deviations(fit: Fit, wanted: Readonly<Record<string, number>>, id: string): string[] {
  const names = Object.keys(wanted).filter((key) => key.startsWith('coef.'));
  const terms = fit.terms.map(({ term }) => `coef.${term}`);
  if (names.join() !== terms.join()) return [`terms ${terms.join()} against ${names.join()}`];
  return Object.entries(wanted).flatMap(([key, value]) => {
    const found = key === 'r2' ? fixestR2(fit) : valueOf(fit, key);
    const scale = sensitivity(fit, key);
    const tolerance = ITERATED.has(id) ? VS_ITERATED : VS_REFERENCE;
    return check(`${fit.formula} ${key}`, found, value, scale, tolerance);
  });
}

/** Without an intercept fixest multiplies the unexplained share by N / (N − 1); we do not. */
function fixestR2(fit: Fit): number {
  if (!fit.formula.includes('~ 0 +')) return fit.r2;
  return 1 - (1 - fit.r2) * (fit.nobs / (fit.nobs - 1));
}

function waldDeviations(fit: Fit, wanted: WaldEntry): string[] {
  const found = wald(fit, new RegExp(wanted.pattern, 'u'));
  const name = `wald ${wanted.pattern}`;
  const digits = Math.max(1, found.statistic * found.df1);
  return [
    ...check(`${name} F`, found.statistic, wanted.statistic),
    ...check(`${name} p`, found.p_value, wanted.p_value, digits),
    ...check(`${name} df1`, found.df1, wanted.df1),
    ...check(`${name} df2`, found.df2, wanted.df2),
  ];
}

function check(
  name: string,
  found: number,
  wanted: number,
  scale = 1,
  tolerance = VS_REFERENCE,
): string[] {
  const distance = relative(found, wanted) / scale;
  tally.values++;
  if (tolerance === VS_REFERENCE) tally.largest = Math.max(tally.largest, distance);
  const text = `${name}: ${found} against ${wanted}, off by ${distance.toExponential(1)}`;
  return distance <= tolerance ? [] : [text];
}

/** A relative change of t changes p by about min(t², df) times as much: digits of t end there. */
function sensitivity(fit: Fit, key: string): number {
  if (!key.startsWith('p.')) return 1;
  const t = fit.terms.find(({ term }) => `p.${term}` === key)?.statistic ?? 0;
  return 1 + Math.min(t * t, fit.df_residual);
}

function valueOf(fit: Fit, key: string): number {
  const dot = key.indexOf('.');
  const [kind, name] = dot < 0 ? [key, ''] : [key.slice(0, dot), key.slice(dot + 1)];
  const term = fit.terms.find((candidate) => candidate.term === name);
  const values: Record<string, number | null | undefined> = {
    coef: term?.estimate,
    se: term?.std_error,
    p: term?.p_value,
    df_t: fit.df_residual,
    df_K: fit.vcov.small_sample.k,
    nobs: fit.nobs,
    nparams: fit.nparams,
    r2: fit.r2,
    ar2: fit.adj_r2,
    wr2: fit.r2_within,
    war2: fit.adj_r2_within,
    rmse: fit.rmse,
    ssr: fit.ssr,
  };
  return values[kind] ?? Number.NaN;
}

function vcovOf(text: string): VcovSpec {
  if (text === 'iid' || text === 'hetero') return text;
  return { cluster: text.split(' + ') };
}

/** The columns that feols-formula.R makes. */
function frameOf(dataset: string): Frame {
  const known = frames.get(dataset);
  if (known !== undefined) return known;
  const regions = ['east', 'mid', 'west'];
  const region = (value: (name: string) => number): string => regions[value('prov') % 3] ?? '';
  const numbers = withColumns(readFrameCsv(join(OWN, dataset)), {
    rel_bin: (value) => (value('rel') === -1000 ? -1000 : Math.max(Math.min(value('rel'), 1), -5)),
  });
  const frame = withText(numbers, {
    reg: region,
    big: (value) => (value('pop') > 500 ? 'yes' : 'no'),
    reg_na: (value, row) => (row % 40 === 9 ? null : region(value)),
  });
  frames.set(dataset, frame);
  return frame;
}
