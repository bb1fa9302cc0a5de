import { describe, expect, it } from 'vitest';
import { buildDesign } from '../../../src/econometrics/design/design.ts';
import { feols } from '../../../src/econometrics/feols.ts';
import type { Fit } from '../../../src/econometrics/fit.ts';
import { parseFormula } from '../../../src/econometrics/formula/formula.ts';
import type { Frame } from '../../../src/econometrics/frame/frame.ts';
import { readFrameCsv, frameOf, takeRows, valuesOf, withColumns } from '../frame/read-frame.ts';
import { relative, SAME } from '../tolerance.ts';

const small = frameOf({
  y: [1, 2, 4, 3, 7, 5],
  x: [1, 2, 3, 4, 5, 6],
  z: [2, 0, 1, 0, 1, 3],
  year: [2010, 2011, 2012, 2010, 2011, 2012],
  region: ['west', 'east', 'east', 'west', 'mid', 'mid'],
});

describe('columns of a model, by hand', () => {
  it.each<[string, Record<string, number[]>]>([
    ['x:z', { 'x:z': [2, 0, 3, 0, 5, 18] }],
    ['0 + I((x + z)/2)', { 'I((x + z)/2)': [1.5, 1, 2, 2, 3, 4.5] }],
    ['I(x^3) + I(z^0)', { 'I(x^3)': [1, 8, 27, 64, 125, 216], 'I(z^0)': [1, 1, 1, 1, 1, 1] }],
    ['I(x^-1)', { 'I(x^(-1))': [1, 1 / 2, 1 / 3, 1 / 4, 1 / 5, 1 / 6] }],
    ['region', { regionmid: [0, 0, 0, 0, 1, 1], regionwest: [1, 0, 0, 1, 0, 0] }],
    [
      'x:region',
      {
        'x:regioneast': [0, 2, 3, 0, 0, 0],
        'x:regionmid': [0, 0, 0, 0, 5, 6],
        'x:regionwest': [1, 0, 0, 4, 0, 0],
      },
    ],
    ['i(year)', { 'year::2011': [0, 1, 0, 0, 1, 0], 'year::2012': [0, 0, 1, 0, 0, 1] }],
    ['0 + i(year, keep = 2011)', { 'year::2011': [0, 1, 0, 0, 1, 0] }],
    [
      'i(year, x, ref = 2010)',
      { 'year::2011:x': [0, 2, 0, 0, 5, 0], 'year::2012:x': [0, 0, 3, 0, 0, 6] },
    ],
    [
      'i(region, i.year, ref = c("mid", "west"), ref2 = 2011)',
      { 'region::east:year::2012': [0, 0, 1, 0, 0, 0] },
    ],
  ])('%s', (right, expected) => {
    const found = columnsOf(small, `y ~ ${right}`);
    expect(Object.keys(found)).toEqual(Object.keys(expected));
    expect(found).toEqual(expected);
  });
});

const panel = readFrameCsv(
  new URL('../../reference/sim_eurt_unbalanced.csv', import.meta.url).pathname,
);
const CITY = { vcov: { cluster: 'city' } } as const;

describe('a construct equals the same model with columns made by hand', () => {
  const made = withColumns(panel, {
    product: (value) => value('did') * value('fin'),
    ratio: (value) => (value('cites') + 1) / value('pop'),
    late: (value) => (value('year') === 2018 ? value('pilot') : 0),
    last: (value) => (value('year') === 2019 ? value('pilot') : 0),
    cell: (value) => value('prov') * 10_000 + value('year'),
    half: (value) => (value('prov') > 15 ? 1 : 0),
    trend: (value) => (value('prov') > 15 ? value('year') : 0),
    trend0: (value) => (value('prov') > 15 ? 0 : value('year')),
  });
  it.each([
    ['y ~ did*fin | city + year', 'y ~ did + fin + product | city + year'],
    ['I((cites + 1)/pop) ~ fin | city + year', 'ratio ~ fin | city + year'],
    ['y ~ i(year, pilot, keep = 2018:2019) | city + year', 'y ~ late + last | city + year'],
    ['y ~ fin | city + prov^year', 'y ~ fin | city + cell'],
    [
      'y ~ fin + gov | year + half[[fdi]]',
      'y ~ half:fdi + i(half, fdi, ref = 1) + fin + gov | year',
    ],
  ])('%s', (short, long) => {
    const [a, b] = [feols(made, short, CITY), feols(made, long, CITY)];
    const shared = a.terms.filter(({ term }) => b.terms.some((other) => other.term === term));
    for (const { term, estimate, std_error } of shared) {
      const other = b.terms.find((candidate) => candidate.term === term);
      expect(relative(estimate, other?.estimate ?? NaN)).toBeLessThan(SAME);
      expect(relative(std_error, (other?.std_error ?? NaN) * factor(a, b))).toBeLessThan(SAME);
    }
    expect(relative(a.ssr, b.ssr)).toBeLessThan(SAME);
  });

  it('varying slopes, with the leverage of hc3', () => {
    const options = { vcov: 'hc3' } as const;
    const absorbed = feols(made, 'y ~ did + fin | year + half[fdi]', options);
    const spelled = feols(
      made,
      'y ~ did + fin + half:fdi + i(half, fdi, ref = 1) | year + half',
      options,
    );
    expect(absorbed.terms.map(({ term }) => term)).toEqual(['did', 'fin']);
    expect(absorbed.fixed_effects).toEqual({ year: 14, half: 2, 'half[[fdi]]': 2 });
    absorbed.terms.forEach((term, j) => {
      expect(relative(term.estimate, spelled.terms[j]!.estimate)).toBeLessThan(SAME);
      expect(relative(term.std_error, spelled.terms[j]!.std_error)).toBeLessThan(SAME);
    });
    expect([absorbed.nparams, absorbed.df_residual]).toEqual([
      spelled.nparams,
      spelled.df_residual,
    ]);
  });

  it('a slope on a variable that is constant within levels is redundant, and counts as fixest counts it', () => {
    const plain = feols(made, 'y ~ fin | city + year', CITY);
    const redundant = feols(made, 'y ~ fin | year + city[lat]', CITY);
    expect(relative(redundant.terms[0]!.estimate, plain.terms[0]!.estimate)).toBeLessThan(SAME);
    expect(redundant.nparams).toBe(plain.nparams + (plain.fixed_effects['city'] ?? 0));
  });
});

describe('what must not matter', () => {
  const formula = 'y ~ did*fin + i(year, pilot, ref = 2016) + log(pop):gov | city + reg[year]';
  const regions = withColumns(panel, { reg: (value) => value('prov') % 5 });
  const fit = feols(regions, formula, CITY);

  it('the order of rows', () => {
    const order = Array.from({ length: panel.rows }, (_, i) => (i * 1009) % panel.rows);
    expect(distance(feols(takeRows(regions, order), formula, CITY), fit)).toBeLessThan(SAME);
  });

  it('numbers or text as categories', () => {
    const text = frameOf({
      ...Object.fromEntries(
        Object.keys(regions.columns).map((name) => [name, [...valuesOf(regions, name)]]),
      ),
      reg: Array.from(valuesOf(regions, 'reg'), (value) => `r${value}`),
    });
    expect(distance(feols(text, formula, CITY), fit)).toBeLessThan(SAME);
  });

  it('the order of the parts of a product', () => {
    const other = feols(regions, 'y ~ did + fin + fin:did | city', CITY);
    const one = feols(regions, 'y ~ fin:did + fin + did | city', CITY);
    expect(one.terms.map(({ term }) => term)).toEqual(['fin', 'did', 'fin:did']);
    expect(other.terms.map(({ term }) => term)).toEqual(['did', 'fin', 'did:fin']);
    expect(relative(one.terms[2]!.std_error, other.terms[2]!.std_error)).toBeLessThan(SAME);
  });
});

it('estimators without varying slopes refuse them', () => {
  const build = () =>
    buildDesign(small, parseFormula('y ~ x | region[z]'), {
      clusters: [],
      weights: undefined,
      dropSingletons: true,
    });
  expect(build).toThrow(/takes no varying slopes.*region\[\[z\]\]/u);
});

/** Slopes count by level and regressors by term, so K, and with it the standard error, may differ. */
function factor(a: Fit, b: Fit): number {
  return Math.sqrt(a.vcov.small_sample.k_factor / b.vcov.small_sample.k_factor);
}

function columnsOf(frame: Frame, formula: string): Record<string, number[]> {
  const design = buildDesign(frame, parseFormula(formula), {
    clusters: [],
    weights: undefined,
    dropSingletons: true,
  });
  return Object.fromEntries(design.regressors.map(({ name, values }) => [name, [...values]]));
}

function distance(a: Fit, b: Fit): number {
  expect(a.terms.map(({ term }) => term)).toEqual(b.terms.map(({ term }) => term));
  return Math.max(
    ...a.terms.flatMap((term, j) => [
      relative(term.estimate, b.terms[j]!.estimate),
      relative(term.std_error, b.terms[j]!.std_error),
    ]),
  );
}
