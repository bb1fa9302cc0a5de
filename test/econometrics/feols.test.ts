import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feols, type FeolsOptions } from '../../src/econometrics/feols.ts';
import type { Fit, Term } from '../../src/econometrics/fit.ts';
import type { Frame } from '../../src/econometrics/frame/frame.ts';
import { frameOf, readFrameCsv, takeRows, valuesOf, withColumns } from './frame/read-frame.ts';
import { relative, SAME } from './tolerance.ts';

const folder = join(import.meta.dirname, '../reference');
const balanced = readFrameCsv(join(folder, 'sim_eurt.csv'));
const unbalanced = readFrameCsv(join(folder, 'sim_eurt_unbalanced.csv'));
const CONTROLS = 'lngdp + indshare + fin + gov + fdi';
const MODEL = `y ~ did + ${CONTROLS} | city + year`;
const CITY: FeolsOptions = { vcov: { cluster: 'city' } };

describe('by hand', () => {
  it('a line through four points', () => {
    const fit = feols(frameOf({ x: [0, 1, 2, 3], y: [1, 3, 2, 5] }), 'y ~ x');
    const [intercept, slope] = fit.terms;
    expect(intercept?.term).toBe('(Intercept)');
    close(intercept?.estimate, 1.1);
    close(intercept?.std_error, Math.sqrt(1.35 * (1 / 4 + 1.5 ** 2 / 5)));
    close(slope?.estimate, 1.1);
    close(slope?.std_error, Math.sqrt(1.35 / 5));
    const t = 1.1 / Math.sqrt(1.35 / 5);
    close(slope?.p_value, 1 - t / Math.sqrt(2 + t * t)); // t with two degrees of freedom
    close(fit.ssr, 2.7);
    close(fit.r2, 1 - 2.7 / 8.75);
    close(fit.adj_r2, 1 - 2.7 / 2 / (8.75 / 3));
    close(fit.rmse, Math.sqrt(2.7 / 4));
    expect([fit.nobs, fit.nparams, fit.df_residual]).toEqual([4, 2, 2]);
    expect(fit.r2_within).toBeNull();
    expect(fit.constant).toBeUndefined();
  });

  it('two groups before and after: the difference of differences', () => {
    const frame = frameOf({
      unit: ['a', 'a', 'b', 'b', 'c', 'c'],
      year: [1, 2, 1, 2, 1, 2],
      did: [0, 1, 0, 0, 0, 0],
      y: [1, 6, 2, 3, 5, 8],
    });
    const fit = feols(frame, 'y ~ did | unit + year');
    close(fit.terms[0]?.estimate, 5 - (1 + 3) / 2);
    // Residuals of b and c are half their changes' deviations: ±1/2 in four cells.
    close(fit.ssr, 1);
    close(fit.terms[0]?.std_error, Math.sqrt(1 / (6 - 5) / (1 / 3)));
    close(fit.constant, 25 / 6 - 3 / 6);
    expect(fit.fixed_effects).toEqual({ unit: 3, year: 2 });
  });

  it('clusters of two rows around a mean', () => {
    const frame = frameOf({ y: [1, 2, 5, 8], g: ['a', 'a', 'b', 'b'] });
    const fit = feols(frame, 'y ~ 1', { vcov: { cluster: 'g' } });
    // Scores −5 and 5, summed squares 50, over 4²; G/(G − 1) = 2 and (N − 1)/(N − 1) = 1.
    close(fit.terms[0]?.estimate, 4);
    close(fit.terms[0]?.std_error, Math.sqrt((2 * 50) / 16));
    expect(fit.df_residual).toBe(1);
  });
});

describe('collapses to a known case', () => {
  const years = Array.from({ length: 13 }, (_, i) => 2007 + i);
  const provinces = Array.from({ length: 29 }, (_, i) => i + 2);
  const dummies = withColumns(
    unbalanced,
    Object.fromEntries([
      ...years.map((year) => [`y${year}`, indicator('year', year)] as const),
      ...provinces.map((prov) => [`p${prov}`, indicator('prov', prov)] as const),
    ]),
  );
  const written = [...years.map((y) => `y${y}`), ...provinces.map((p) => `p${p}`)];

  it.each<[string, FeolsOptions]>([
    ['iid', {}],
    ['hetero', { vcov: 'hetero' }],
    ['hc2', { vcov: 'hc2' }],
    ['hc3', { vcov: 'hc3' }],
    ['cluster', { vcov: { cluster: 'city' } }],
    ['weights', { vcov: 'hetero', weights: 'pop' }],
    ['weights and hc3', { vcov: 'hc3', weights: 'pop' }],
  ])('absorbed effects are dummies: %s', (_, options) => {
    const absorbed = feols(dummies, 'y ~ did + lngdp + fin | prov + year', options);
    const spelled = feols(dummies, `y ~ did + lngdp + fin + ${written.join(' + ')}`, options);
    for (const term of absorbed.terms) {
      expect(termDistance(term, termOf(spelled, term.term))).toBeLessThan(SAME);
    }
    for (const key of ['r2', 'adj_r2', 'rmse', 'ssr', 'nparams'] as const) {
      expect(relative(absorbed[key], spelled[key])).toBeLessThan(SAME);
    }
  });

  it.each<[string, FeolsOptions]>([
    ['iid', {}],
    ['hetero', { vcov: 'hetero' }],
    ['cluster', { vcov: { cluster: 'city' } }],
    ['weights', { weights: 'pop' }],
  ])('the constant is the intercept beside dummies less their means: %s', (_, options) => {
    const weights = options.weights === undefined ? null : valuesOf(unbalanced, options.weights);
    const lessMean = Object.fromEntries(
      written.map((name) => {
        const mean = weightedMean(valuesOf(dummies, name), weights);
        return [name, (value: (column: string) => number) => value(name) - mean] as const;
      }),
    );
    const frame = withColumns(dummies, lessMean);
    const absorbed = feols(frame, 'y ~ did + lngdp | prov + year', options);
    const spelled = feols(frame, `y ~ did + lngdp + ${written.join(' + ')}`, options);
    const intercept = termOf(spelled, '(Intercept)');
    expect(relative(absorbed.constant ?? NaN, intercept.estimate)).toBeLessThan(SAME);
    expect(relative(absorbed.constant_std_error ?? NaN, intercept.std_error)).toBeLessThan(SAME);
  });

  it('two periods: the regression of changes', () => {
    const rows = [...valuesOf(balanced, 'year').entries()].filter(([, y]) => y >= 2016 && y < 2018);
    const two = takeRows(
      balanced,
      rows.map(([row]) => row),
    );
    const levels = feols(two, 'y ~ did + fin | city + year');
    const odd = Array.from({ length: two.rows / 2 }, (_, city) => 2 * city + 1);
    const change = (name: string): number[] =>
      odd.map((row) => (valuesOf(two, name)[row] ?? 0) - (valuesOf(two, name)[row - 1] ?? 0));
    const changes = feols(
      frameOf({ y: change('y'), did: change('did'), fin: change('fin') }),
      'y ~ did + fin',
    );
    for (const term of levels.terms) {
      expect(termDistance(term, termOf(changes, term.term))).toBeLessThan(SAME);
    }
  });

  it('a cluster for each row is HC1', () => {
    const row = { index: 0 };
    const frame = withColumns(balanced, { row: () => (row.index += 1) });
    const formula = `y ~ did + ${CONTROLS}`;
    const clustered = feols(frame, formula, { vcov: { cluster: 'row' } });
    const hetero = feols(frame, formula, { vcov: 'hetero' });
    hetero.terms.forEach((term, j) => {
      expect(relative(clustered.terms[j]?.std_error ?? NaN, term.std_error)).toBeLessThan(SAME);
    });
  });

  it('a second cluster variable within the first changes nothing but its factor', () => {
    const options = { ssc: { g_adj: false } };
    const one = feols(balanced, MODEL, { ...options, vcov: { cluster: 'prov' } });
    const two = feols(balanced, MODEL, { ...options, vcov: { cluster: ['prov', 'city'] } });
    one.terms.forEach((term, j) => {
      expect(relative(two.terms[j]?.std_error ?? NaN, term.std_error)).toBeLessThan(1e-9);
    });
    expect(two.vcov.clusters).toEqual([30, 256]);
  });

  it('weights that are all alike are no weights; whole weights are repeated rows', () => {
    const frame = withColumns(balanced, {
      two: () => 2,
      count: (value) => 1 + (value('city') % 3),
    });
    const plain = feols(frame, MODEL, CITY);
    const weighted = feols(frame, MODEL, { ...CITY, weights: 'two' });
    plain.terms.forEach((term, j) => {
      expect(termDistance(term, weighted.terms[j])).toBeLessThan(SAME);
    });
    const repeated = takeRows(
      frame,
      [...valuesOf(frame, 'count').entries()].flatMap(([row, n]) => Array<number>(n).fill(row)),
    );
    const counted = feols(frame, MODEL, { weights: 'count' });
    feols(repeated, MODEL).terms.forEach((term, j) => {
      expect(relative(counted.terms[j]?.estimate ?? NaN, term.estimate)).toBeLessThan(SAME);
    });
  });

  it('an event study of one cohort: differences of mean changes', () => {
    const frame = withColumns(balanced, {
      post2018: (value) => (value('year') === 2018 ? value('pilot') : 0),
    });
    const rows = [...valuesOf(frame, 'year').entries()].filter(([, y]) => y === 2016 || y === 2018);
    const two = takeRows(
      frame,
      rows.map(([row]) => row),
    );
    const fit = feols(two, 'y ~ post2018 | city + year', CITY);
    const [y, pilot] = [valuesOf(two, 'y'), valuesOf(two, 'pilot')];
    const changes = Array.from({ length: two.rows / 2 }, (_, i) => ({
      treated: pilot[2 * i] === 1,
      change: (y[2 * i + 1] ?? 0) - (y[2 * i] ?? 0),
    }));
    const mean = (treated: boolean): number => {
      const own = changes.filter((city) => city.treated === treated).map(({ change }) => change);
      return own.reduce((total, change) => total + change, 0) / own.length;
    };
    expect(relative(fit.terms[0]?.estimate ?? NaN, mean(true) - mean(false))).toBeLessThan(SAME);
  });
});

describe('does not depend on', () => {
  const fit = feols(unbalanced, MODEL, CITY);

  it('the time it is run: the same bits again', () => {
    expect(JSON.stringify(feols(unbalanced, MODEL, CITY))).toBe(JSON.stringify(fit));
  });

  it('the order of the fixed effects, to the last bit', () => {
    const swapped = feols(unbalanced, MODEL.replace('city + year', 'year + city'), CITY);
    expect(swapped.terms).toEqual(fit.terms);
    expect(swapped.fixed_effects).toEqual(fit.fixed_effects);
  });

  it('the order of the rows', () => {
    const order = Array.from({ length: unbalanced.rows }, (_, i) => (i * 1009) % unbalanced.rows);
    expect(new Set(order).size).toBe(unbalanced.rows);
    expect(fitDistance(feols(takeRows(unbalanced, order), MODEL, CITY), fit)).toBeLessThan(SAME);
  });

  it('the order of the regressors', () => {
    const formula = `y ~ fdi + gov + fin + indshare + lngdp + did | city + year`;
    const other = feols(unbalanced, formula, CITY);
    for (const term of fit.terms) {
      expect(termDistance(termOf(other, term.term), term)).toBeLessThan(SAME);
    }
  });

  it('units, beyond the units of the coefficients', () => {
    const frame = withColumns(unbalanced, {
      did: (value) => value('did') * 1e7,
      fin: (value) => value('fin') * 1e-6 + 1000,
      y: (value) => value('y') * 1e-3 + 5,
    });
    const other = feols(frame, MODEL, CITY);
    const units: Record<string, number> = { did: 1e-10, fin: 1e3 };
    fit.terms.forEach((term, j) => {
      const found = other.terms[j];
      const unit = units[term.term] ?? 1e-3;
      // fin has lost nine digits to its shift by 1000, so everything beside it has lost some.
      expect(relative(found?.estimate ?? NaN, term.estimate * unit)).toBeLessThan(1e-6);
      expect(relative(found?.std_error ?? NaN, term.std_error * unit)).toBeLessThan(1e-6);
    });
  });

  it('whether a category is text or a number', () => {
    const asText = (name: string): Frame['columns'] => {
      const levels = [...new Set(valuesOf(unbalanced, name))];
      const place = new Map(levels.map((level, code) => [level, code]));
      const codes = Int32Array.from(valuesOf(unbalanced, name), (v) => place.get(v) ?? -1);
      return { [name]: { kind: 'text', levels: levels.map((level) => `n${level}`), codes } };
    };
    const columns = { ...unbalanced.columns, ...asText('city'), ...asText('year') };
    expect(fitDistance(feols({ rows: unbalanced.rows, columns }, MODEL, CITY), fit)).toBeLessThan(
      SAME,
    );
  });
});

describe('the record', () => {
  it('is plain JSON without a missing number', () => {
    const fit = feols(unbalanced, MODEL, {
      ...CITY,
      id: 'table1.2',
      sample: 'cities of 2006–2019',
    });
    expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
    expect(fit.id).toBe('table1.2');
    expect(fit.sample).toBe('cities of 2006–2019');
    expect(fit.covariance[0]?.[0]).toBeCloseTo((fit.terms[0]?.std_error ?? 0) ** 2, 15);
    expect(fit.vcov).toEqual({
      type: 'cluster',
      by: ['city'],
      clusters: [251],
      small_sample: { preset: 'fixest', k: 20, k_factor: 3306 / 3287, g_factor: 251 / 250 },
      repaired: false,
    });
  });

  it('names the preset custom once an option differs', () => {
    const changed = feols(balanced, MODEL, { ...CITY, ssc: { k_fixef: 'full' } });
    expect(changed.vcov.small_sample.preset).toBe('custom');
    const same = feols(balanced, MODEL, { ...CITY, ssc: { k_fixef: 'nonnested' } });
    expect(same.vcov.small_sample.preset).toBe('fixest');
  });

  it('is refined beyond the normal equations on near-collinear regressors', () => {
    const frame = withColumns(balanced, { close: (value) => value('fin') + 1e-3 * value('gov') });
    const near = feols(frame, 'y ~ fin + close | city + year');
    const plain = feols(frame, 'y ~ fin + gov | city + year');
    const slope = termOf(near, 'close').estimate;
    expect(relative(slope, termOf(plain, 'gov').estimate * 1e3)).toBeLessThan(1e-9);
    expect(relative(near.ssr, plain.ssr)).toBeLessThan(SAME);
  });
});

function indicator(name: string, level: number): (value: (name: string) => number) => number {
  return (value) => (value(name) === level ? 1 : 0);
}

function weightedMean(values: Float64Array, weights: Float64Array | null): number {
  const total = values.reduce((sum, value, i) => sum + value * (weights?.[i] ?? 1), 0);
  return total / (weights?.reduce((sum, weight) => sum + weight, 0) ?? values.length);
}

function termOf(fit: Fit, name: string): Term {
  const term = fit.terms.find((candidate) => candidate.term === name);
  if (term === undefined) throw new Error(`no term ${name}`);
  return term;
}

/** Largest relative difference of estimate and standard error; infinite for different terms. */
function termDistance(found: Term, wanted: Term | undefined): number {
  if (wanted === undefined || found.term !== wanted.term) return Infinity;
  return Math.max(
    relative(found.estimate, wanted.estimate),
    relative(found.std_error, wanted.std_error),
  );
}

function fitDistance(found: Fit, wanted: Fit): number {
  expect(found.nobs).toBe(wanted.nobs);
  expect(found.fixed_effects).toEqual(wanted.fixed_effects);
  return Math.max(
    ...found.terms.map((term, j) => termDistance(term, wanted.terms[j])),
    relative(found.r2, wanted.r2),
    relative(found.constant ?? NaN, wanted.constant ?? NaN),
  );
}

function close(found: number | undefined, wanted: number): void {
  expect(found).toBeCloseTo(wanted, 13);
}
