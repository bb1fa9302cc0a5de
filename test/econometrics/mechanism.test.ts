import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/text/user-error.ts';
import { feols } from '../../src/econometrics/feols.ts';
import type { Frame } from '../../src/econometrics/frame/frame.ts';
import {
  mechanism,
  type Mechanism,
  type MechanismOptions,
} from '../../src/econometrics/mechanism.ts';
import { quantile } from '../../src/econometrics/numeric/quantile.ts';
import { integer, randomStream } from '../../src/econometrics/numeric/random.ts';
import { frameOf, readFrameCsv, takeRows, valuesOf, withColumns } from './frame/read-frame.ts';
import { relative, SAME, VS_REFERENCE } from './tolerance.ts';

const OWN = join(import.meta.dirname, '../reference');

type Names =
  | 'a'
  | 'b'
  | 'se_a'
  | 'se_b'
  | 'total'
  | 'direct'
  | 'alone'
  | 'se_alone'
  | 'covariance'
  | 'sobel'
  | 'joint'
  | 'mean'
  | 'moderated'
  | 'se_moderated'
  | 'interaction'
  | 'se_interaction';
interface Reference {
  readonly mechanism: Readonly<Record<string, Readonly<Record<Names, number>>>>;
  readonly bootstrap: Readonly<Record<'std_error' | 'low' | 'high', number>>;
}
const reference = JSON.parse(readFileSync(join(OWN, 'methods.json'), 'utf8')) as Reference;
const balanced = readFrameCsv(join(OWN, 'sim_eurt.csv'));
const unbalanced = readFrameCsv(join(OWN, 'sim_eurt_unbalanced.csv'));
const SIM: MechanismOptions = {
  outcome: 'y',
  treatment: 'did',
  mediator: 'rd',
  controls: 'lngdp + indshare + fin + gov + fdi',
  absorb: 'city + year',
  cluster: 'city',
  bootstrap: 0,
  seed: 1,
};
const FEW: MechanismOptions = { ...SIM, controls: 'lngdp + fin' };

const fitOf = (found: Mechanism, step: string) => found.steps.find((s) => s.step === step)!.fit;
const termOf = (found: Mechanism, step: string, name: string) =>
  fitOf(found, step).terms.find(({ term }) => term === name)!;

describe('by hand', () => {
  // M = 2 d + u and y = 3 d + 5 M + e with u and e orthogonal to everything before them.
  const d = [0, 0, 0, 0, 1, 1, 1, 1];
  const u = [1, -1, 1, -1, 1, -1, 1, -1];
  const e = [1, 1, -1, -1, 1, 1, -1, -1];
  const m = d.map((value, i) => 2 * value + u[i]!);
  const y = d.map((value, i) => 3 * value + 5 * m[i]! + e[i]!);
  const frame = frameOf({ y, m, d, id: [1, 2, 3, 4, 5, 6, 7, 8] });
  const given = { outcome: 'y', treatment: 'd', mediator: 'm', cluster: 'id', seed: 1 };
  const { mediation, moderation, steps } = mechanism(frame, { ...given, bootstrap: 0 });

  it('a = 2, b = 5, direct 3, total 13', () => {
    const { a, b, product, direct, total, share } = mediation;
    [a, b, product, direct, total].forEach((value, i) => {
      expect(value).toBeCloseTo([2, 5, 10, 3, 13][i]!, 12);
    });
    expect(share).toBeCloseTo(10 / 13, 13);
  });

  it('standard errors: u² = e² = 1 in every row', () => {
    // Raw variances: a Σ (d̃ u)² / (Σ d̃²)² = 2 / 4, b Σ (u e)² / (Σ u²)² = 1 / 8; factor 8/7 · 7/(8 − K).
    const [va, vb] = [(0.5 * 8) / 6, (0.125 * 8) / 5];
    expect(mediation.sobel.std_error).toBeCloseTo(Math.sqrt(25 * va + 4 * vb), 12);
    // Σ (d̃ u)(u e) = Σ d̃ e = 0: the equations do not covary.
    expect(mediation.covariance).toBeCloseTo(0, 13);
    expect(mediation.joint.std_error).toBeCloseTo(mediation.sobel.std_error, 12);
  });

  it('sensitivity: the true a·b at the true correlation of the errors', () => {
    // e holds 0.75 u, so that the second step's b is 5.75 and corr(u, e) = 0.75 / √(0.5625 + 1) = 0.6.
    const values = valuesOf(frame, 'y').map((value, i) => value + 0.75 * u[i]!);
    const moved = {
      rows: 8,
      columns: { ...frame.columns, y: { kind: 'number', values } as const },
    };
    const found = mechanism(moved, { ...given, bootstrap: 0 }).mediation;
    expect(found.product).toBeCloseTo(2 * 5.75, 12);
    const at = (rho: number) => found.sensitivity.curve.find((point) => point.rho === rho)!.product;
    expect(at(0)).toBeCloseTo(found.product, 12);
    expect(at(0.6)).toBeCloseTo(2 * 5, 12);
    // What is left of y without M is 5.75 u + e.
    expect(found.sensitivity.rho_at_zero).toBeCloseTo(5.75 / Math.sqrt(5.75 * 5.75 + 1), 12);
  });

  it('moderation around the mean of M, which is 1', () => {
    expect(moderation.mean).toBe(1);
    const at = moderation.effects.map(({ where, at: place }) => [where, place]);
    expect(at[1]).toEqual(['mean', 1]);
    expect(at[3]).toEqual(['mean of treated rows', 2]);
    const fit = steps.at(-1)!.fit;
    expect(fit.terms.map(({ term }) => term)).toContain('d:m_centred');
    expect(moderation.effects[1]!.estimate).toBe(
      fit.terms.find(({ term }) => term === 'd')!.estimate,
    );
  });
});

describe('equals fixest, the equations stacked', () => {
  it.each<[string, Frame, Partial<MechanismOptions>]>([
    ['city', balanced, {}],
    ['province', balanced, { cluster: 'prov' }],
    ['unbalanced', unbalanced, {}],
    ['weighted', unbalanced, { weights: 'w' }],
  ])('%s', (id, frame, options) => {
    const wanted = reference.mechanism[id]!;
    const found = mechanism(frame, { ...SIM, ...options });
    const { mediation, moderation } = found;
    const values: Record<Names, number> = {
      a: mediation.a,
      b: mediation.b,
      se_a: termOf(found, 'first', 'did').std_error,
      se_b: termOf(found, 'second', 'rd').std_error,
      total: mediation.total,
      direct: mediation.direct,
      alone: termOf(found, 'tabulated', 'rd').estimate,
      se_alone: termOf(found, 'tabulated', 'rd').std_error,
      covariance: mediation.covariance,
      sobel: mediation.sobel.std_error,
      joint: mediation.joint.std_error,
      mean: moderation.mean,
      moderated: termOf(found, 'moderation', 'did').estimate,
      se_moderated: termOf(found, 'moderation', 'did').std_error,
      interaction: moderation.interaction.estimate,
      se_interaction: moderation.interaction.std_error,
    };
    const far = Object.entries(values).map(([key, value]) => relative(value, wanted[key as Names]));
    process.stdout.write(
      `mechanism, ${id}: largest deviation ${Math.max(...far).toExponential(1)}\n`,
    );
    // The covariance is a difference of sums a hundred times its size.
    expect(Math.max(...far)).toBeLessThan(10 * VS_REFERENCE);
  });

  it('resamples cities as R does with rows really repeated, within the error of the draws', () => {
    const { bootstrap } = mechanism(balanced, { ...FEW, bootstrap: 2000 }).mediation;
    const wanted = reference.bootstrap;
    // A standard deviation from n draws has a relative error of about √(1 / 2n).
    const tolerance = 4 * Math.sqrt((1 / 1000 + 1 / 2000) / 2);
    expect(relative(bootstrap!.std_error, wanted.std_error)).toBeLessThan(tolerance);
    // A 2.5 % quantile of a normal has a standard error of 2.67 sd / √n.
    const quantileError = 2.67 * wanted.std_error * Math.sqrt(1 / 1000 + 1 / 2000);
    expect(Math.abs(bootstrap!.conf_low - wanted.low)).toBeLessThan(4 * quantileError);
    expect(Math.abs(bootstrap!.conf_high - wanted.high)).toBeLessThan(4 * quantileError);
    expect(bootstrap!.excluded).toBe(0);
  });
});

describe('one number is another', () => {
  it.each([
    ['balanced', balanced, {}],
    ['unbalanced', unbalanced, { weights: 'w' }],
  ])('total − direct = a·b, %s', (_, frame, options) => {
    const { total, direct, product } = mechanism(frame, { ...SIM, ...options }).mediation;
    expect(relative(total - direct, product)).toBeLessThan(SAME);
  });

  it('steps are what feols gives on the rows of the second', () => {
    const gaps = withColumns(balanced, {
      rd: (value) => (value('city') % 17 === 3 ? Number.NaN : value('rd')),
    });
    const found = mechanism(gaps, { ...FEW, id: 'table4' });
    const rows = takeRows(
      gaps,
      [...valuesOf(gaps, 'rd').keys()].filter((row) => !Number.isNaN(valuesOf(gaps, 'rd')[row])),
    );
    const alone = feols(rows, 'y ~ did + lngdp + fin | city + year', { vcov: { cluster: 'city' } });
    expect(found.steps.map(({ fit }) => fit.nobs)).toEqual(Array(5).fill(alone.nobs));
    expect(relative(found.mediation.total, alone.terms[0]!.estimate)).toBeLessThan(SAME);
    expect(found.steps.map(({ step, identified, fit }) => [step, identified, fit.id])).toEqual([
      ['total', true, 'table4.total'],
      ['first', true, 'table4.first'],
      ['second', false, 'table4.second'],
      ['tabulated', false, 'table4.tabulated'],
      ['moderation', false, 'table4.moderation'],
    ]);
    expect(fitOf(found, 'first').sample).toBe(`${alone.nobs} of 3584 rows`);
  });

  it('a resample is what feols gives on really repeated rows', () => {
    const found = mechanism(unbalanced, { ...FEW, bootstrap: 4, seed: 3 }).mediation.bootstrap!;
    const city = valuesOf(unbalanced, 'city');
    const cities = [...new Set(city)].filter((c) => city.filter((o) => o === c).length > 1);
    const sorted = cities.toSorted((a, b) => a - b);
    const stream = randomStream(3, 'mechanism');
    const products = Array.from({ length: 4 }, () => {
      const drawn = sorted.map(() => sorted[integer(stream, sorted.length)]!);
      const rows = drawn.flatMap((c) => [...city.keys()].filter((row) => city[row] === c));
      const own = drawn.flatMap((c, i) => [...city].filter((o) => o === c).map(() => i));
      const repeated = takeRows(unbalanced, rows);
      const frame: Frame = {
        rows: rows.length,
        columns: {
          ...repeated.columns,
          own: { kind: 'number', values: Float64Array.from(own) },
        },
      };
      const a = feols(frame, 'rd ~ did + lngdp + fin | own + year').terms[0]!.estimate;
      const b = feols(frame, 'y ~ rd + did + lngdp + fin | own + year').terms[0]!.estimate;
      return a * b;
    });
    const ascending = Float64Array.from(products).sort();
    expect(found.clusters).toBe(sorted.length);
    expect(relative(found.conf_low, quantile(ascending, 0.025))).toBeLessThan(VS_REFERENCE);
    expect(relative(found.conf_high, quantile(ascending, 0.975))).toBeLessThan(VS_REFERENCE);
  });

  it('does not depend on the order of rows; scales as its columns do', () => {
    const given = { ...FEW, bootstrap: 50 };
    const first = mechanism(balanced, given).mediation;
    const order = [...valuesOf(balanced, 'y').keys()].toReversed();
    const scaled = withColumns(balanced, { rd: (v) => 100 * v('rd') - 3, y: (v) => 10 * v('y') });
    const second = mechanism(takeRows(scaled, order), given).mediation;
    expect(relative(second.product, 10 * first.product)).toBeLessThan(SAME);
    expect(relative(second.joint.std_error, 10 * first.joint.std_error)).toBeLessThan(SAME);
    expect(relative(second.share, first.share)).toBeLessThan(SAME);
    const errors = [second.bootstrap!.std_error, 10 * first.bootstrap!.std_error] as const;
    expect(relative(...errors)).toBeLessThan(VS_REFERENCE);
    expect(mechanism(balanced, given)).toEqual(mechanism(balanced, given));
  });

  it('the effect at any value of the moderator is that of a model centred there', () => {
    const found = mechanism(balanced, FEW).moderation;
    const treated = found.effects[3]!;
    const there = withColumns(balanced, { m: (value) => value('rd') - treated.at });
    const fit = feols(there, 'y ~ did + m + did:m + lngdp + fin | city + year', {
      vcov: { cluster: 'city' },
    });
    expect(relative(treated.estimate, fit.terms[0]!.estimate)).toBeLessThan(VS_REFERENCE);
    expect(relative(treated.std_error, fit.terms[0]!.std_error)).toBeLessThan(VS_REFERENCE);
  });

  it('a moderator fixed before the policy is absorbed itself and still moderates', () => {
    const fixed = withColumns(balanced, { base: (value) => value('lat') });
    const found = mechanism(fixed, { ...FEW, moderator: 'base' });
    const fit = fitOf(found, 'moderation');
    expect(fit.dropped).toEqual([{ term: 'base_centred', reason: 'absorbed' }]);
    expect(found.moderation.interaction.term).toBe('did:base_centred');
  });
});

describe('what has no mechanism', () => {
  const run = (options: Partial<MechanismOptions>, frame = balanced) => {
    return () => mechanism(frame, { ...FEW, ...options });
  };
  const odd = withColumns(balanced, {
    never: () => 0,
    twice: (value) => 2 * value('did'),
    still: (value) => value('pilot'),
    empty: () => Number.NaN,
    band: (value) => (value('city') * 31 + value('year') * 17) % 900,
    rd_centred: () => 1,
  });
  const plain = { rows: odd.rows, columns: { ...odd.columns } };
  delete (plain.columns as Record<string, unknown>)['rd_centred'];
  it.each<[RegExp, () => unknown]>([
    [/"rdd" is no column/u, run({ mediator: 'rdd' })],
    [/the same column/u, run({ mediator: 'did' })],
    [/"rd_centred" already/u, run({}, odd)],
    [
      /"never" is not identified in "rd ~ never .* \(constant\)/u,
      run({ treatment: 'never' }, plain),
    ],
    [/perfect|without any residual|not identified/u, run({ mediator: 'twice' }, plain)],
    [/absorb|explain the outcome|not identified/u, run({ mediator: 'still' }, plain)],
    [/no row|missing/u, run({ mediator: 'empty' }, plain)],
    [/no number of resamples/u, run({ bootstrap: -1 })],
    [/too many to resample/u, run({ bootstrap: 9, absorb: 'city + band' }, plain)],
    [
      /holds text/u,
      run(
        { mediator: 'name' },
        {
          ...balanced,
          columns: {
            ...balanced.columns,
            name: { kind: 'text', codes: new Int32Array(3584), levels: ['a'] },
          },
        },
      ),
    ],
  ])('%s', (text, attempt) => {
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(text);
  });

  it('is plain JSON', () => {
    const found = run({ bootstrap: 20 })();
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it('counts resamples without a treated cluster', () => {
    const few = frameOf({
      y: [1, 3, 2, 5, 4, 4.5, 1, 2, 2, 6, 3, 3.5],
      m: [1, 2, 2, 4, 3, 3, 1, 1.5, 2, 5, 3, 4],
      d: [0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0],
      t: [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2],
      id: [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6],
    });
    const { bootstrap } = mechanism(few, {
      outcome: 'y',
      treatment: 'd',
      mediator: 'm',
      absorb: 'id + t',
      cluster: 'id',
      bootstrap: 200,
      seed: 1,
    }).mediation;
    expect(bootstrap!.excluded).toBeGreaterThan(0);
    expect(bootstrap!.draws).toBe(200);
  });
});
