import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/text/user-error.ts';
import { liftEigenvalues } from '../../src/econometrics/numeric/dense.ts';
import { feols, type FeolsOptions } from '../../src/econometrics/feols.ts';
import type { Frame } from '../../src/econometrics/frame/frame.ts';
import { frameOf, withColumns } from './frame/read-frame.ts';

/** Six units over four years, nothing special about any number. */
const panel = frameOf({
  unit: Array.from({ length: 24 }, (_, i) => `u${Math.floor(i / 4)}`),
  year: Array.from({ length: 24 }, (_, i) => 2010 + (i % 4)),
  half: Array.from({ length: 24 }, (_, i) => (i < 12 ? 'north' : 'south')),
  x: Array.from({ length: 24 }, (_, i) => (i * 7) % 11),
  z: Array.from({ length: 24 }, (_, i) => (i * 5) % 13),
  y: Array.from({ length: 24 }, (_, i) => ((i * 17) % 23) + i / 7),
  row: Array.from({ length: 24 }, (_, i) => i),
  one: Array<number>(24).fill(1),
  third: Array<number>(24).fill(0.1),
});

function hostile<T>(make: (i: number) => T): T[] {
  return Array.from({ length: 2500 }, (_, i) => make(i));
}

describe('rows that cannot be used are dropped and counted by the first reason', () => {
  it('missing, infinite, without weight, alone in a fixed effect', () => {
    const frame = frameOf({
      y: [1, NaN, 3, 5, 4, 8, 7, 2, 9, 4, 6],
      x: [1, NaN, Infinity, 2, 5, 1, 4, 4, 2, 2, 7],
      g: ['a', 'a', 'a', null, 'a', 'a', 'b', 'b', 'b', 'b', 'c'],
      w: [1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1],
    });
    const fit = feols(frame, 'y ~ x | g', { weights: 'w' });
    expect(fit.dropped_rows).toEqual([
      { reason: 'missing y', rows: 1 },
      { reason: 'infinite x', rows: 1 },
      { reason: 'missing g', rows: 1 },
      { reason: 'zero weight w', rows: 1 },
      { reason: 'singleton', rows: 1 },
    ]);
    expect([fit.nobs, fit.singletons, fit.fixed_effects['g']]).toEqual([6, 1, 2]);
    expect(fit.sample).toBe('6 of 11 rows');
  });

  it('what has no logarithm is counted under its own reason', () => {
    const frame = frameOf({
      y: [1, 4, 3, 5, 4, 8],
      x: [1, 0, -2, 2, NaN, 7],
    });
    const fit = feols(frame, 'y ~ log(x)');
    expect(fit.dropped_rows).toEqual([
      { reason: 'missing x', rows: 1 },
      { reason: 'undefined log(x)', rows: 2 },
    ]);
    expect(fit.nobs).toBe(3);
  });

  it('a row without its cluster is dropped as well', () => {
    const frame = { ...panel, columns: { ...panel.columns, c: textOf(panel, 'half', [3]) } };
    const fit = feols(frame, 'y ~ x | unit', { vcov: { cluster: ['c', 'year'] } });
    expect(fit.dropped_rows).toEqual([{ reason: 'missing c', rows: 1 }]);
  });

  it('singletons stay, and are counted, on request', () => {
    const frame = withColumns(panel, { unit: (value) => (value('z') === 12 ? 99 : 1) });
    const own = { ...panel, columns: { ...panel.columns, cell: frame.columns['unit']! } };
    const kept = feols(own, 'y ~ x | cell + year', { dropSingletons: false });
    expect(kept.nobs).toBe(24);
    expect(kept.dropped_rows).toEqual([]);
  });
});

describe('regressors that say nothing new are dropped by name', () => {
  it.each([
    ['collinear with those before it', 'y ~ x + z + both', ['both', 'collinear']],
    ['the later of two', 'y ~ both + x + z', ['z', 'collinear']],
    ['constant beside an intercept', 'y ~ x + third', ['third', 'constant']],
    ['constant beside a fixed effect', 'y ~ x + third | unit', ['third', 'constant']],
    ['absorbed by one effect', 'y ~ x + south | unit', ['south', 'absorbed']],
    ['absorbed by two effects together', 'y ~ x + trend | unit + year', ['trend', 'absorbed']],
    ['all zero without an intercept', 'y ~ 0 + x + zero', ['zero', 'constant']],
  ])('%s', (_, formula, [term, reason]) => {
    const frame = withColumns(panel, {
      both: (value) => 2 * value('x') - 0.3 * value('z') + 5,
      trend: (value) => value('year') * 3 + (value('row') < 12 ? 4 : 9),
      south: (value) => (value('row') < 12 ? 0 : 1),
      zero: () => 0,
    });
    const fit = feols(frame, formula);
    expect(fit.dropped).toEqual([{ term, reason }]);
    expect(fit.terms.map((kept) => kept.term)).not.toContain(term);
    expect(fit.terms.every((kept) => Object.values(kept).every(isFiniteOrText))).toBe(true);
  });

  it('the decision does not depend on units', () => {
    for (const unit of [1e-12, 1, 1e12]) {
      const frame = withColumns(panel, {
        small: (value) => value('z') * unit,
        copy: (value) => value('z') * unit * 3,
      });
      const fit = feols(frame, 'y ~ x + small + copy | unit');
      expect(fit.dropped).toEqual([{ term: 'copy', reason: 'collinear' }]);
    }
  });
});

describe('what cannot be estimated says why', () => {
  const singleRows = frameOf({ y: [1, 2, 3], x: [1, 5, 2], g: ['a', 'b', 'c'] });
  it.each<[string, Frame, string, FeolsOptions, string, string]>([
    ['unknown outcome', panel, 'yy ~ x', {}, 'E_UNKNOWN_COLUMN', 'outcome "yy"'],
    ['unknown regressor', panel, 'y ~ xx', {}, 'E_UNKNOWN_COLUMN', 'regressor "xx"'],
    ['unknown effect', panel, 'y ~ x | untt', {}, 'E_UNKNOWN_COLUMN', 'fixed effect "untt"'],
    ['unknown cluster', panel, 'y ~ x', cluster('halff'), 'E_UNKNOWN_COLUMN', 'cluster variable'],
    ['unknown weight', panel, 'y ~ x', { weights: 'w' }, 'E_UNKNOWN_COLUMN', 'weight "w"'],
    ['inherited name', panel, 'y ~ toString', {}, 'E_UNKNOWN_COLUMN', 'toString'],
    ['text outcome', panel, 'half ~ x', {}, 'E_NOT_NUMERIC', 'outcome "half"'],
    ['logarithm of text', panel, 'y ~ log(half)', {}, 'E_NOT_NUMERIC', 'regressor "half"'],
    ['slope on text', panel, 'y ~ x | unit[half]', {}, 'E_NOT_NUMERIC', 'slope "half"'],
    ['unknown in a function', panel, 'y ~ I(x/xx)', {}, 'E_UNKNOWN_COLUMN', 'regressor "xx"'],
    ['unknown partner', panel, 'y ~ i(year, xx)', {}, 'E_UNKNOWN_COLUMN', 'regressor "xx"'],
    [
      'no such level',
      panel,
      'y ~ i(year, x, ref = 2016)',
      {},
      'E_FORMULA',
      'character 5: 2016 is no',
    ],
    [
      'no such text',
      panel,
      'y ~ i(half, ref = "east")',
      {},
      'E_FORMULA',
      'east is no value of "half"',
    ],
    ['no logarithm', panel, 'log(0 - row) ~ x', {}, 'E_NO_ROWS', '24 undefined log(0 - row)'],
    ['slopes explain it', panel, 'y ~ year | unit[year]', {}, 'E_NO_REGRESSORS', 'year (absorbed)'],
    [
      'indicators without end',
      frameOf({ y: hostile((i) => (i * 7) % 11), t: hostile((i) => `t${i}`) }),
      'y ~ t',
      {},
      'E_TOO_MANY_LEVELS',
      '"t" would be 2500 regressors',
    ],
    [
      'slopes without end',
      frameOf({
        y: hostile((i) => (i * 7) % 11),
        t: hostile((i) => i % 1250),
        x: hostile((i) => i),
      }),
      'y ~ 1 | t[[x]]',
      {},
      'E_TOO_MANY_SLOPES',
      '1250',
    ],
    ['negative weight', negative('x'), 'y ~ z', { weights: 'x' }, 'E_NEGATIVE_WEIGHT', 'row 1'],
    ['constant outcome', panel, 'third ~ x | unit', {}, 'E_CONSTANT_OUTCOME', '0.1'],
    ['absorbed outcome', panel, 'year ~ x | year', {}, 'E_OUTCOME_ABSORBED', 'year'],
    [
      'absorbed regressors',
      panel,
      'y ~ one + year | year',
      {},
      'E_NO_REGRESSORS',
      'year (absorbed)',
    ],
    ['no variation', panel, 'y ~ 0 + nought', {}, 'E_UNKNOWN_COLUMN', 'nought'],
    ['outcome on both sides', panel, 'y ~ x + y | unit', {}, 'E_PERFECT_FIT', 'residual'],
    ['no row at all', frameOf({ y: [], x: [] }), 'y ~ x', {}, 'E_NO_ROWS', '0 rows'],
    [
      'no complete row',
      frameOf({ y: [1, NaN], x: [NaN, 1] }),
      'y ~ x',
      {},
      'E_NO_ROWS',
      'missing y',
    ],
    ['only singletons', singleRows, 'y ~ x | g', {}, 'E_NO_ROWS', '3 singleton'],
    ['one cluster', panel, 'y ~ x', cluster('one'), 'E_ONE_CLUSTER', '"one"'],
    ['one of two clusters', panel, 'y ~ x', cluster('year', 'one'), 'E_ONE_CLUSTER', '"one"'],
    ['unknown variance', panel, 'y ~ x', { vcov: 'HC1' as 'hc2' }, 'E_VCOV', '"HC1"'],
    ['no cluster variable', panel, 'y ~ x', { vcov: { cluster: [] } }, 'E_VCOV', 'name'],
    ['too few rows', frameOf({ y: [1, 3], x: [1, 2] }), 'y ~ x', {}, 'E_PERFECT_FIT', 'residual'],
    [
      'saturated effects',
      frameOf({ y: [1, 3, 2, 7], a: [0, 0, 1, 1], b: [0, 1, 2, 3], x: [1, 0, 0, 4] }),
      'y ~ x | a + b',
      { dropSingletons: false },
      'E_OUTCOME_ABSORBED',
      'a + b',
    ],
    [
      'effects counted beyond the rows',
      frameOf({ y: [1, 3, 2, 7, 5], a: [0, 0, 1, 1, 1], b: [0, 0, 1, 1, 1], c: [0, 0, 1, 1, 1] }),
      'y ~ 1 | a + b + c',
      {},
      'ok',
      '',
    ],
    [
      'a row that is alone in hc3',
      frameOf({ y: [1, 3, 2, 7, 4], x: [0, 0, 0, 0, 1] }),
      'y ~ x',
      { vcov: 'hc3' },
      'E_FULL_LEVERAGE',
      'number 5',
    ],
  ])('%s', (_, frame, formula, options, code, text) => {
    const { found, message } = outcomeOf(() => feols(frame, formula, options));
    expect(found).toBe(code);
    expect(message).toContain(text);
  });

  it('names the nearest columns', () => {
    const error = outcomeOf(() => feols(panel, 'y ~ yaer'));
    expect(error.hint).toBe('Did you mean year?');
  });
});

describe('a two-way cluster variance that is not positive', () => {
  it('is lifted: hand value', () => {
    // Eigenvalues 3 and −1; what is left of the first is 3/2 everywhere.
    const lifted = liftEigenvalues(Float64Array.from([1, 2, 2, 1]), 2, 1e-16);
    for (const value of lifted) expect(value).toBeCloseTo(1.5, 12);
    const positive = Float64Array.from([2, 1, 1, 2]);
    expect(liftEigenvalues(positive, 2, 0)).toBe(positive);
  });

  it('is not lifted for the units of its coefficients, nor for rounding', () => {
    const units = [1e9, 1e-9, 1];
    const correlation = [1, 0.6, 0.5, 0.6, 1, 0.7, 0.5, 0.7, 1];
    const positive = Float64Array.from(
      correlation,
      (value, at) => value * units[Math.floor(at / 3)]! * units[at % 3]!,
    );
    expect(liftEigenvalues(positive, 3, 1e-16)).toBe(positive);
    const rounded = Float64Array.from([1, 1 + 1e-15, 1 + 1e-15, 1]);
    expect(liftEigenvalues(rounded, 2, 1e-16)).toBe(rounded);
  });

  it('gives a fit that says so', () => {
    const frame = withColumns(panel, {
      a: (value) => value('row') % 2,
      b: (value) => Math.floor(value('row') / 2) % 2,
      x2: (value) => value('x') ** 2,
    });
    const fit = feols(frame, 'y ~ x + x2 + z', { vcov: { cluster: ['a', 'b'] } });
    expect(fit.vcov.repaired).toBe(true);
    expect(fit.terms.every(({ std_error: error }) => error > 0)).toBe(true);
  });
});

function cluster(...names: string[]): FeolsOptions {
  return { vcov: { cluster: names } };
}

function negative(name: string): Frame {
  return withColumns(panel, { [name]: (value) => value(name) - 1 });
}

function textOf(frame: Frame, name: string, missing: readonly number[]): Frame['columns'][string] {
  const column = frame.columns[name];
  if (column?.kind !== 'text') throw new Error(`${name} is no text`);
  return { ...column, codes: column.codes.map((code, row) => (missing.includes(row) ? -1 : code)) };
}

function isFiniteOrText(value: unknown): boolean {
  return typeof value === 'string' || Number.isFinite(value);
}

function outcomeOf(run: () => unknown): { found: string; message: string; hint: string } {
  try {
    run();
    return { found: 'ok', message: '', hint: '' };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { found: error.code, message: error.message, hint: error.hint };
  }
}
