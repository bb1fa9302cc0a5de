import { describe, expect, it } from 'vitest';
import { logit, probit } from '../../../src/econometrics/binary.ts';
import { UserError } from '../../../src/text/user-error.ts';
import { fepois, type FepoisOptions } from '../../../src/econometrics/fepois.ts';
import type { LikelihoodFit } from '../../../src/econometrics/fit.ts';
import type { Frame } from '../../../src/econometrics/frame/frame.ts';
import { frameOf, takeRows, withColumns } from '../frame/read-frame.ts';
import { relative } from '../tolerance.ts';

/** Eight units over six years; counts without any pattern of note. */
const panel = frameOf({
  unit: Array.from({ length: 48 }, (_, i) => `u${Math.floor(i / 6)}`),
  number: Array.from({ length: 48 }, (_, i) => Math.floor(i / 6)),
  year: Array.from({ length: 48 }, (_, i) => 2010 + (i % 6)),
  row: Array.from({ length: 48 }, (_, i) => i),
  x: Array.from({ length: 48 }, (_, i) => (i * 7) % 11),
  z: Array.from({ length: 48 }, (_, i) => ((i * 5) % 13) / 4),
  y: Array.from({ length: 48 }, (_, i) => ((i * 17) % 23) % 7),
  b: Array.from({ length: 48 }, (_, i) => (((i * 17) % 23) % 7 > 2 ? 1 : 0)),
  one: Array<number>(48).fill(1),
});

describe('separated counts are dropped and named, and the rest is as if they had not been there', () => {
  it('a dummy that is one only where the outcome is zero', () => {
    const frame = withColumns(panel, {
      quiet: (value) => (value('y') === 0 && value('row') % 2 === 0 ? 1 : 0),
    });
    const fit = fepois(frame, 'y ~ x + quiet + z', { vcov: 'hetero' });
    expect(fit.dropped).toEqual([{ term: 'quiet', reason: 'constant' }]);
    expectAsWithout(fit, frame, 'quiet', 'y ~ x + z');
  });

  it('the same beside fixed effects, where the dummy is then absorbed or constant', () => {
    const frame = withColumns(panel, {
      quiet: (value) => (value('y') === 0 && value('row') % 2 === 0 ? 1 : 0),
    });
    const fit = fepois(frame, 'y ~ x + quiet + z | unit + year', { vcov: 'hetero' });
    expect(fit.dropped.map(({ term }) => term)).toEqual(['quiet']);
    expectAsWithout(fit, frame, 'quiet', 'y ~ x + z | unit + year');
  });

  it('a combination of two regressors that neither shows alone', () => {
    // a − c is one in some rows of zeros and zero elsewhere.
    const frame = withColumns(panel, {
      quiet: (value) => (value('y') === 0 && value('row') % 3 !== 0 ? 1 : 0),
      c: (value) => value('z') * value('z') + (value('row') % 5),
    });
    const both = withColumns(frame, { a: (value) => value('c') + value('quiet') });
    const fit = fepois(both, 'y ~ a + c', { vcov: 'hetero' });
    expect(fit.dropped).toEqual([{ term: 'c', reason: 'collinear' }]);
    expectAsWithout(fit, both, 'quiet', 'y ~ a');
  });

  it('a continuous regressor with values at some zeros only', () => {
    const frame = withColumns(panel, {
      quiet: (value) => (value('y') === 0 && value('row') % 2 === 0 ? 1 + value('z') : 0),
    });
    const fit = fepois(frame, 'y ~ x + quiet | year', { vcov: 'hetero' });
    expect(fit.dropped.map(({ term }) => term)).toEqual(['quiet']);
    expectAsWithout(fit, frame, 'quiet', 'y ~ x | year');
  });

  it('not where a single positive count holds the coefficient, however low', () => {
    const frame = withColumns(panel, {
      nearly: (value) => (value('y') === 0 ? 1 : value('row') === 1 ? 1e-3 : 0),
    });
    const fit = fepois(frame, 'y ~ x + nearly', { vcov: 'hetero' });
    expect(fit.dropped_rows).toEqual([]);
    expect(fit.terms.find(({ term }) => term === 'nearly')!.estimate).toBeLessThan(-4);
  });

  it('levels with zeros only, and what is alone after them', () => {
    const frame = withColumns(panel, {
      y: (value) => (value('number') === 3 ? 0 : value('y')),
      cell: (value) => (value('number') === 3 || value('row') === 1 ? 9 : value('number') % 2),
    });
    const fit = fepois(frame, 'y ~ x | unit + cell', { vcov: 'hetero' });
    expect(fit.dropped_rows).toEqual([
      { reason: 'only 0 in unit', rows: 6 },
      { reason: 'singleton', rows: 1 },
    ]);
    expect([fit.nobs, fit.singletons, fit.fixed_effects['unit']]).toEqual([41, 1, 7]);
  });
});

describe('a separated logit or probit is refused and says by what', () => {
  const complete = withColumns(panel, { score: (value) => value('b') * 10 + value('z') });
  const quasi = withColumns(panel, {
    always: (value) => (value('b') === 1 && value('row') % 2 === 0 ? 1 : 0),
  });
  const combined = withColumns(quasi, {
    c: (value) => value('z') ** 2 + (value('row') % 5),
  });
  const pair = withColumns(combined, { a: (value) => value('c') + value('always') });

  it.each([
    ['logit', logit],
    ['probit', probit],
  ] as const)('%s', (_, fitOf) => {
    expect(failure(() => fitOf(complete, 'b ~ x + score'))).toMatchObject({
      code: 'E_SEPARATION',
      message: expect.stringMatching(/all 48 rows perfectly/u) as string,
    });
    expect(failure(() => fitOf(quasi, 'b ~ x + always'))).toMatchObject({
      code: 'E_SEPARATION',
      message: expect.stringMatching(/always predicts the outcome of \d+ of 48 rows/u) as string,
    });
    expect(failure(() => fitOf(pair, 'b ~ x + a + c'))).toMatchObject({
      code: 'E_SEPARATION',
      message: expect.stringMatching(/\ba\b.*\bc\b.*predict the outcome/u) as string,
    });
    expect(failure(() => fitOf(quasi, 'b ~ x + always | year')).code).toBe('E_SEPARATION');
  });

  it('but not one that is merely strong', () => {
    const strong = withColumns(panel, {
      score: (value) => (value('b') * 2 - 1) * (value('row') === 7 ? -6 : 5) + value('z') / 50,
    });
    const fit = logit(strong, 'b ~ score');
    expect(fit.terms[1]!.estimate).toBeGreaterThan(0.3);
    expect(Number.isFinite(fit.terms[1]!.std_error)).toBe(true);
  });

  it('levels with one outcome only are dropped', () => {
    const frame = withColumns(panel, {
      b: (value) => (value('number') === 2 ? 1 : value('number') === 5 ? 0 : value('b')),
    });
    const fit = logit(frame, 'b ~ x | unit');
    expect(fit.dropped_rows).toEqual([
      { reason: 'only 0 in unit', rows: 6 },
      { reason: 'only 1 in unit', rows: 6 },
    ]);
    expect([fit.nobs, fit.fixed_effects['unit']]).toEqual([36, 6]);
  });
});

describe('what cannot be estimated is a coded error', () => {
  const frame = withColumns(panel, {
    zero: () => 0,
    minus: (value) => value('y') - 1,
    two: (value) => 2 * value('b'),
    group: (value) => value('number'),
    exact: (value) => Math.exp(value('z')),
  });

  it.each([
    ['E_NEGATIVE_OUTCOME', 'minus ~ x', {}],
    ['E_CONSTANT_OUTCOME', 'zero ~ x', {}],
    ['E_CONSTANT_OUTCOME', 'one ~ x | unit', {}],
    ['E_UNKNOWN_COLUMN', 'y ~ nothing', {}],
    ['E_UNKNOWN_COLUMN', 'y ~ x', { offset: 'nothing' }],
    ['E_NOT_NUMERIC', 'y ~ x', { offset: 'unit' }],
    ['E_FORMULA', 'y ~ x', { offset: 'x + z' }],
    ['E_FORMULA', 'y ~ x', { offset: 'x:z' }],
    ['E_UNSUPPORTED_SLOPES', 'y ~ x | unit[year]', {}],
    ['E_NO_REGRESSORS', 'y ~ group | unit', {}],
    ['E_ONE_CLUSTER', 'y ~ x', { vcov: { cluster: 'one' } }],
    ['E_VCOV', 'y ~ x', { vcov: 'hc3' }],
    ['E_VCOV', 'y ~ x', { vcov: { cluster: [] } }],
    ['E_NO_ROWS', 'y ~ x | row', {}],
    ['E_PERFECT_FIT', 'exact ~ z', {}],
  ] satisfies [string, string, FepoisOptions][])('%s: fepois %s %o', (code, formula, options) => {
    expect(failure(() => fepois(frame, formula, options)).code).toBe(code);
  });

  it.each([
    ['E_NOT_BINARY', 'two ~ x'],
    ['E_CONSTANT_OUTCOME', 'one ~ x'],
    ['E_CONSTANT_OUTCOME', 'zero ~ x'],
    ['E_NO_REGRESSORS', 'b ~ group | unit'],
  ])('%s: logit and probit %s', (code, formula) => {
    expect(failure(() => logit(frame, formula)).code).toBe(code);
    expect(failure(() => probit(frame, formula)).code).toBe(code);
  });

  it('E_NO_DEGREES_OF_FREEDOM: as many coefficients as rows', () => {
    const few = takeRows(frame, [1, 2, 3]);
    expect(failure(() => fepois(few, 'y ~ x + z')).code).toBe('E_NO_DEGREES_OF_FREEDOM');
  });

  it('an unknown column does not offer what the frame does not hold', () => {
    const { message } = failure(() => fepois(frame, 'y ~ nothing'));
    expect(message).not.toContain('(row)');
    expect(message).toContain('exact');
  });
});

describe('hostile numbers', () => {
  it('missing and infinite values, also of the offset, drop their rows by name', () => {
    const frame = withColumns(panel, {
      x: (value) => (value('row') === 3 ? NaN : value('x')),
      z: (value) => (value('row') === 4 ? Infinity : value('z')),
      o: (value) => (value('row') === 5 ? -Infinity : 0.1),
    });
    const fit = fepois(frame, 'y ~ x + z', { offset: 'o' });
    expect(fit.dropped_rows).toEqual([
      { reason: 'missing x', rows: 1 },
      { reason: 'infinite z', rows: 1 },
      { reason: 'infinite o', rows: 1 },
    ]);
    expect(fit.offset).toBe('o');
  });

  it('regressors far from zero and counts over ten orders of magnitude', () => {
    const frame = withColumns(panel, {
      far: (value) => 1e7 + value('z'),
      huge: (value) => Math.floor(Math.exp((value('row') % 12) * 2 + value('z') / 3)),
    });
    const near = fepois(frame, 'huge ~ z + x', { vcov: 'hetero' });
    const far = fepois(frame, 'huge ~ far + x', { vcov: 'hetero' });
    // 1e7 + z holds nine digits of z.
    expect(relative(far.terms[1]!.estimate, near.terms[1]!.estimate)).toBeLessThan(1e-7);
    expect(relative(far.terms[1]!.std_error, near.terms[1]!.std_error)).toBeLessThan(1e-7);
    expect(far.convergence.criterion).toBeLessThan(1e-8);
  });

  it('a large offset', () => {
    const frame = withColumns(panel, { o: (value) => 30 + value('z') * 5 });
    const fit = fepois(frame, 'y ~ x | year', { offset: 'o', vcov: 'hetero' });
    expect(Number.isFinite(fit.terms[0]!.std_error)).toBe(true);
    const plain = fepois(withColumns(frame, { o: (value) => value('z') * 5 }), 'y ~ x | year', {
      offset: 'o',
      vcov: 'hetero',
    });
    expect(relative(fit.terms[0]!.estimate, plain.terms[0]!.estimate)).toBeLessThan(1e-9);
  });
});

function failure(run: () => unknown): UserError {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

/** The fit equals the one on the rows where `quiet` is zero, and says which rows it left out. */
function expectAsWithout(fit: LikelihoodFit, frame: Frame, quiet: string, formula: string): void {
  const column = frame.columns[quiet];
  if (column?.kind !== 'number') throw new Error(`${quiet} is no number`);
  const rest = [...column.values.keys()].filter((row) => column.values[row] === 0);
  const count = frame.rows - rest.length;
  expect(count).toBeGreaterThan(1);
  expect(fit.dropped_rows).toEqual([{ reason: 'separated', rows: count }]);
  const plain = fepois(takeRows(frame, rest), formula, { vcov: 'hetero' });
  expect(fit.terms.map(({ term }) => term)).toEqual(plain.terms.map(({ term }) => term));
  fit.terms.forEach((term, j) => {
    expect(relative(term.estimate, plain.terms[j]!.estimate)).toBeLessThan(1e-10);
    expect(relative(term.std_error, plain.terms[j]!.std_error)).toBeLessThan(1e-10);
  });
}
