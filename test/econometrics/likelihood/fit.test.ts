import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { logit, probit, propensity } from '../../../src/econometrics/binary.ts';
import { fepois } from '../../../src/econometrics/fepois.ts';
import type { LikelihoodFit } from '../../../src/econometrics/fit.ts';
import { frameOf, readFrameCsv, takeRows, valuesOf, withColumns } from '../frame/read-frame.ts';
import { relative, SAME } from '../tolerance.ts';

const folder = join(import.meta.dirname, '../../reference');
const panel = withColumns(readFrameCsv(join(folder, 'sim_eurt.csv')), {
  log_pop: (value) => Math.log(value('pop')),
  rate: (value) => value('cites') / value('pop'),
  count: (value) => Math.ceil(value('w')),
});
const MODEL = 'cites ~ did + lngdp + fin | city + year';
const CITY = { vcov: { cluster: 'city' } } as const;
/** 3,584 rows as dummies: the normal equations of 270 columns lose this much against absorption. */
const DUMMIES = 1e-9;

describe('by hand', () => {
  const counts = frameOf({ y: [1, 3, 2, 4, 8, 0], x: [0, 0, 0, 1, 1, 1] });
  const cells = frameOf({ y: [1, 0, 0, 0, 1, 1, 1, 0], x: [0, 0, 0, 0, 1, 1, 1, 1] });

  it('Poisson on a dummy: the ratio of two means', () => {
    const fit = fepois(counts, 'y ~ x');
    close(fit.terms[0]?.estimate, Math.log(2));
    close(fit.terms[1]?.estimate, Math.log(12 / 6));
    // Information is the count itself: variance 1/6 + 1/12, times (N − 1)/(N − K).
    close(fit.terms[1]?.std_error, Math.sqrt((1 / 6 + 1 / 12) * (5 / 4)));
    close(fit.deviance, 2 * (3 * Math.log(3 / 2) + Math.log(1 / 2) + 8 * Math.log(2)));
    const factorials = Math.log(6) + Math.log(2) + Math.log(24) + Math.log(40_320);
    close(fit.log_likelihood, 6 * Math.log(2) + 12 * Math.log(4) - 18 - factorials);
    close(fit.log_likelihood_null, 18 * Math.log(3) - 18 - factorials);
    close(fit.pseudo_r2, 1 - fit.log_likelihood / fit.log_likelihood_null);
    close(fit.aic, 4 - 2 * fit.log_likelihood);
    close(fit.bic, 2 * Math.log(6) - 2 * fit.log_likelihood);
    close(fit.squared_correlation, 6 / 40); // between the groups over all, around a mean of 3
    expect([fit.nobs, fit.nparams, fit.df_residual, fit.distribution]).toEqual([6, 2, 4, 'normal']);
  });

  it('two groups before and after: the ratio of ratios', () => {
    const frame = frameOf({
      unit: ['a', 'a', 'b', 'b', 'c', 'c'],
      year: [1, 2, 1, 2, 1, 2],
      did: [0, 1, 0, 0, 0, 0],
      y: [2, 9, 1, 3, 5, 8],
    });
    const fit = fepois(frame, 'y ~ did | unit + year');
    close(fit.terms[0]?.estimate, Math.log(9 / 2 / (11 / 6)));
    expect(fit.fixed_effects).toEqual({ unit: 3, year: 2 });
  });

  it('logit on a dummy: the odds ratio and its standard error of Woolf', () => {
    const fit = logit(cells, 'y ~ x');
    close(fit.terms[0]?.estimate, Math.log(1 / 3));
    close(fit.terms[1]?.estimate, Math.log(9));
    close(fit.terms[1]?.std_error, Math.sqrt((1 + 1 / 3 + 1 + 1 / 3) * (7 / 6)));
    const half = 3 * Math.log(3 / 4) + Math.log(1 / 4);
    close(fit.log_likelihood, 2 * half);
    close(fit.log_likelihood_null, 8 * Math.log(1 / 2));
    // z = ln 9 / √(28 / 9) = 1.2457; a table of the normal distribution has 2 (1 − 0.8936) there.
    expect(fit.terms[1]!.p_value).toBeCloseTo(0.2129, 4);
  });

  it('probit on a dummy: the difference of two normal quantiles', () => {
    const fit = probit(cells, 'y ~ x');
    expect(fit.estimator).toBe('probit');
    close(fit.terms[1]?.estimate, 2 * 0.674_489_750_196_081_7);
    // Each cell of 4 has information 4 φ² / (p (1 − p)) with φ at the quartile.
    const density = 0.317_776_572_684_109_6;
    close(fit.terms[1]?.std_error, Math.sqrt(((2 * (3 / 16)) / (4 * density ** 2)) * (7 / 6)));
  });

  it('fitted values stand at the rows of the frame', () => {
    const frame = frameOf({ y: [1, 0, 1, 0, 1], x: [2, NaN, 1, 1, 2], z: [0, 0, 0, 0, 0] });
    const odd = {
      ...frame,
      columns: { ...frame.columns, y: frameOf({ y: [1, 0, 1, 0, 0] }).columns['y']! },
    };
    const { fitted, index } = propensity('logit', odd, 'y ~ x');
    expect([...fitted].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([
      0.5,
      NaN,
      0.5,
      0.5,
      0.5,
    ]);
    expect(index[1]).toBeNaN();
  });
});

describe('collapses to a known case', () => {
  it('absorbed effects equal their dummies, in all three models', () => {
    const small = takeRows(
      panel,
      rowsWhere('city', (city) => city <= 40),
    );
    const years = Array.from({ length: 13 }, (_, i) => 2007 + i);
    const provinces = [...new Set(valuesOf(small, 'prov'))].slice(1);
    const dummies = withColumns(
      withColumns(small, { high: (value) => (value('cites') > 3 ? 1 : 0) }),
      Object.fromEntries([
        ...years.map((year) => [`y${year}`, (v: Read) => (v('year') === year ? 1 : 0)] as const),
        ...provinces.map((p) => [`p${p}`, (v: Read) => (v('prov') === p ? 1 : 0)] as const),
      ]),
    );
    const written = [...years.map((year) => `y${year}`), ...provinces.map((p) => `p${p}`)].join(
      ' + ',
    );
    for (const [fitOf, outcome] of [
      [fepois, 'cites'],
      [logit, 'high'],
      [probit, 'high'],
    ] as const) {
      const absorbed = fitOf(dummies, `${outcome} ~ lngdp + fin | prov + year`, { vcov: 'hetero' });
      const plain = fitOf(dummies, `${outcome} ~ lngdp + fin + ${written}`, { vcov: 'hetero' });
      expect(absorbed.nparams).toBe(plain.nparams);
      absorbed.terms.forEach((term, j) => {
        expect(relative(term.estimate, plain.terms[j + 1]!.estimate)).toBeLessThan(DUMMIES);
        expect(relative(term.std_error, plain.terms[j + 1]!.std_error)).toBeLessThan(DUMMIES);
      });
      expect(relative(absorbed.deviance, plain.deviance)).toBeLessThan(DUMMIES);
    }
  });

  it('a count with an exposure equals its rate weighted by the exposure', () => {
    const count = fepois(panel, MODEL, { ...CITY, offset: 'log_pop' });
    const rate = fepois(panel, MODEL.replace('cites', 'rate'), { ...CITY, weights: 'pop' });
    expectSameTerms(count, rate, 1e-9); // the logarithm of the population rounds
    expect(relative(count.deviance, rate.deviance)).toBeLessThan(SAME);
  });

  it('whole weights equal repeated rows', () => {
    const times = valuesOf(panel, 'count');
    const repeated = takeRows(
      panel,
      [...times.keys()].flatMap((row) => Array<number>(times[row]!).fill(row)),
    );
    for (const [fitOf, formula] of [
      [fepois, MODEL],
      [logit, 'pilot ~ lngdp + fin'],
      [probit, 'pilot ~ lngdp + fin'],
    ] as const) {
      const weighted = fitOf(panel, formula, { weights: 'count' });
      const long = fitOf(repeated, formula);
      weighted.terms.forEach((term, j) => {
        expect(relative(term.estimate, long.terms[j]!.estimate)).toBeLessThan(1e-9);
      });
      expect(relative(weighted.log_likelihood, long.log_likelihood)).toBeLessThan(SAME);
      expect(relative(weighted.log_likelihood_null, long.log_likelihood_null)).toBeLessThan(SAME);
    }
  });

  it('a part of the rows equals a frame of those rows; interactions equal their products', () => {
    const early = valuesOf(panel, 'year').map((year) => (year < 2018 ? 1 : 0));
    const some = takeRows(
      panel,
      rowsWhere('year', (year) => year < 2018),
    );
    const product = withColumns(some, { both: (value) => value('did') * value('fin') });
    const marked = fepois(panel, 'cites ~ did * fin | city + year', {
      rows: Uint8Array.from(early),
    });
    const taken = fepois(product, 'cites ~ did + fin + both | city + year');
    marked.terms.forEach((term, j) => {
      expect(relative(term.estimate, taken.terms[j]!.estimate)).toBeLessThan(SAME);
    });
    expect(marked.terms.map(({ term }) => term)).toEqual(['did', 'fin', 'did:fin']);
  });

  it('each row its own cluster: the hetero variance times (N − 1)/(N − K) N/(N − 1) (N − K)/N', () => {
    const numbered = withColumns(panel, { row: (value) => value('city') * 10_000 + value('year') });
    const hetero = fepois(numbered, 'cites ~ did + fin', { vcov: 'hetero' });
    const cluster = fepois(numbered, 'cites ~ did + fin', { vcov: { cluster: 'row' } });
    expect(cluster.vcov.clusters).toEqual([panel.rows]);
    expectSameTerms(hetero, cluster, SAME);
  });
});

describe('is invariant', () => {
  const base = fepois(panel, MODEL, CITY);

  it('to the order of rows, regressors and effects', () => {
    const order = Array.from({ length: panel.rows }, (_, i) => (i * 1571) % panel.rows);
    const other = fepois(takeRows(panel, order), 'cites ~ fin + did + lngdp | year + city', CITY);
    for (const term of base.terms) {
      const found = other.terms.find((candidate) => candidate.term === term.term)!;
      expect(relative(found.estimate, term.estimate)).toBeLessThan(1e-10);
      expect(relative(found.std_error, term.std_error)).toBeLessThan(1e-10);
    }
  });

  it('to the unit of a Poisson outcome and of a regressor', () => {
    const scaled = withColumns(panel, {
      cites: (value) => value('cites') * 1e-5,
      fin: (value) => value('fin') * 1000,
    });
    const fit = fepois(scaled, MODEL, CITY);
    base.terms.forEach((term, j) => {
      const unit = term.term === 'fin' ? 1000 : 1;
      expect(relative(fit.terms[j]!.estimate * unit, term.estimate)).toBeLessThan(1e-9);
      expect(relative(fit.terms[j]!.std_error * unit, term.std_error)).toBeLessThan(1e-9);
    });
  });

  it('to which outcome of a logit or probit is called one, but for the sign', () => {
    const turned = withColumns(panel, { pilot: (value) => 1 - value('pilot') });
    for (const fitOf of [logit, probit]) {
      const [one, other] = [panel, turned].map((frame) => fitOf(frame, 'pilot ~ lngdp + fin'));
      one!.terms.forEach((term, j) => {
        expect(relative(-other!.terms[j]!.estimate, term.estimate)).toBeLessThan(1e-10);
        expect(relative(other!.terms[j]!.std_error, term.std_error)).toBeLessThan(1e-10);
      });
    }
  });

  it('to being run again, bit for bit', () => {
    expect(fepois(panel, MODEL, CITY)).toEqual(base);
  });

  it('and leaves nothing of the score of any fixed effect', () => {
    const total = valuesOf(panel, 'cites').reduce((sum, value) => sum + value, 0);
    expect(base.absorption.gradient / total).toBeLessThan(1e-13);
    expect(base.convergence.criterion).toBeLessThan(1e-11);
  });
});

type Read = (name: string) => number;

function rowsWhere(name: string, keep: (value: number) => boolean): number[] {
  const values = valuesOf(panel, name);
  return [...values.keys()].filter((row) => keep(values[row]!));
}

function expectSameTerms(a: LikelihoodFit, b: LikelihoodFit, tolerance: number): void {
  expect(a.terms.map(({ term }) => term)).toEqual(b.terms.map(({ term }) => term));
  a.terms.forEach((term, j) => {
    expect(relative(term.estimate, b.terms[j]!.estimate)).toBeLessThan(tolerance);
    expect(relative(term.std_error, b.terms[j]!.std_error)).toBeLessThan(tolerance);
  });
}

function close(found: number | undefined, wanted: number): void {
  expect(found).toBeCloseTo(wanted, 12);
}
