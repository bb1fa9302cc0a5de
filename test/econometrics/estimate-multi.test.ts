import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { logit, probit } from '../../src/econometrics/binary.ts';
import {
  ESTIMATORS,
  estimateMulti,
  multiColumns,
  type Estimator,
  type MultiOptions,
} from '../../src/econometrics/estimate-multi.ts';
import { feols } from '../../src/econometrics/feols.ts';
import { fepois } from '../../src/econometrics/fepois.ts';
import { filterRows, frameOf, readFrameCsv, withColumns } from './frame/read-frame.ts';
import { relative, SAME, VS_DEFAULT_ITERATION, VS_LOOSE_REFERENCE } from './tolerance.ts';

const panel = withColumns(
  readFrameCsv(new URL('../reference/sim_eurt.csv', import.meta.url).pathname),
  { any: (value) => (value('cites') > 5 ? 1 : 0) },
);
const CITY = { vcov: { cluster: 'city' } } as const;
const ONE = { feols, fepois, logit, probit };

describe('estimateMulti', () => {
  it('ratios of means by hand: two Poisson models of two groups', () => {
    const frame = frameOf({
      y: [1, 3, 2, 6, 5, 7, 3, 5],
      z: [1, 3, 3, 5, 1, 3, 7, 9],
      d: [0, 0, 1, 1, 0, 0, 1, 1],
      g: ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'b'],
    });
    const fits = estimateMulti(frame, 'c(y, z) ~ d', 'fepois', { split: 'g', id: 'm' });
    expect(fits.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'm.1 y',
      'm.2 z',
      'm.3 y',
      'm.4 z',
    ]);
    const wanted = [Math.log(4 / 2), Math.log(4 / 2), Math.log(4 / 6), Math.log(8 / 2)];
    fits.forEach((fit, j) =>
      expect(relative(fit.terms[1]!.estimate, wanted[j]!)).toBeLessThan(SAME),
    );
  });

  it.each(ESTIMATORS)('one model is what %s gives, byte for byte', (estimator) => {
    const formula = 'any ~ fin + gov | prov';
    const options = { ...CITY, id: 'one' };
    expect(JSON.stringify(estimateMulti(panel, formula, estimator, options))).toBe(
      JSON.stringify([ONE[estimator](panel, formula, options)]),
    );
  });

  it('numbers the models and says what sample each one is', () => {
    const fits = estimateMulti(panel, 'c(y, y_dom) ~ did + csw0(fin, gov) | city + year', 'feols', {
      ...CITY,
      id: 'table2',
      fsplit: 'carbon',
      sample: 'all cities',
    });
    expect(fits.length).toBe(18);
    expect(fits.map(({ id }) => id).slice(0, 2)).toEqual(['table2.1', 'table2.2']);
    expect(fits[2]?.formula).toBe('y ~ did + fin + gov | city + year');
    expect(fits[6]?.sample).toMatch(/^all cities, carbon = 0, \d+ of 3584 rows$/u);
    expect(fits[6]?.split).toEqual({ variable: 'carbon', value: '0' });
    expect(fits[0]).not.toHaveProperty('split');
    expect([fits[0]?.sample, fits[3]?.outcome]).toEqual(['all cities', 'y_dom']);
  });

  it('a split equals the model on the rows of the group', () => {
    const formula = 'y ~ fin + gov | city + year';
    const split = estimateMulti(panel, formula, 'feols', { ...CITY, split: 'carbon' });
    [0, 1].forEach((group, index) => {
      const rows = filterRows(panel, 'carbon', (value) => value === group);
      const alone = feols(rows, formula, CITY);
      expect(split[index]?.nobs).toBe(alone.nobs);
      alone.terms.forEach((term, j) => {
        expect(relative(split[index]!.terms[j]!.estimate, term.estimate)).toBeLessThan(SAME);
        expect(relative(split[index]!.terms[j]!.std_error, term.std_error)).toBeLessThan(SAME);
      });
    });
  });

  it('a level that one sample does not have is still a level', () => {
    const frame = frameOf({
      y: [1, 3, 2, 5, 4, 4, 1, 2, 2, 5],
      t: [1, 2, 3, 1, 2, 3, 1, 2, 1, 2],
      g: ['a', 'a', 'a', 'a', 'a', 'a', 'b', 'b', 'b', 'b'],
    });
    const fits = estimateMulti(frame, 'y ~ i(t, ref = 3)', 'feols', { split: 'g' });
    expect(fits[0]?.terms.map(({ term }) => term)).toEqual(['(Intercept)', 't::1', 't::2']);
    expect(fits[1]?.terms.map(({ term }) => term)).toEqual(['(Intercept)', 't::1']);
    expect(fits[1]?.dropped).toEqual([{ term: 't::2', reason: 'collinear' }]);
    expect(() => estimateMulti(frame, 'y ~ i(t, ref = 4)', 'feols', { split: 'g' })).toThrow(
      /4 is no value/u,
    );
  });

  it('says which model failed, and in which sample', () => {
    const run = () =>
      estimateMulti(panel, 'y ~ fin + sw(did, pilot) | city + year', 'feols', { split: 'pilot' });
    expect(run).not.toThrow();
    const failing = () =>
      estimateMulti(panel, 'y ~ sw(fin, pilot) | city + year', 'feols', { fsplit: 'carbon' });
    expect(failing).toThrow(
      /model 2 of 6, "y ~ pilot \| city \+ year": every regressor was dropped: pilot \(absorbed\)/u,
    );
    const both = () => estimateMulti(panel, 'y ~ fin', 'feols', { split: 'a', fsplit: 'b' });
    expect(both).toThrow(/split and fsplit were both given/u);
    expect(() => estimateMulti(panel, 'y ~ fin', 'feols', { split: 'carbn' })).toThrow(
      /carbon\?|carbon/u,
    );
  });

  it.each(['fepois', 'logit', 'probit'] as const)(
    '%s of a split is the model on the rows of the group',
    (estimator) => {
      const fits = estimateMulti(panel, 'any ~ fin + csw0(gov) | year', estimator, {
        ...CITY,
        fsplit: 'carbon',
      });
      expect(fits.map(({ sample }) => sample.replace(/\d+ of/u, 'some of'))).toEqual([
        ...Array(2).fill('all rows'),
        ...Array(2).fill('carbon = 0, some of 3584 rows'),
        ...Array(2).fill('carbon = 1, some of 3584 rows'),
      ]);
      const rows = filterRows(panel, 'carbon', (value) => value === 1);
      const alone = ONE[estimator](rows, 'any ~ fin + gov | year', CITY);
      alone.terms.forEach((term, j) => {
        expect(relative(fits[5]!.terms[j]!.estimate, term.estimate)).toBeLessThan(SAME);
        expect(relative(fits[5]!.terms[j]!.std_error, term.std_error)).toBeLessThan(SAME);
      });
    },
  );

  it('gives the offset to every model', () => {
    const fits = estimateMulti(panel, 'cites ~ did + csw0(fin) | city + year', 'fepois', {
      ...CITY,
      offset: 'log(pop)',
    });
    const alone = fepois(panel, 'cites ~ did + fin | city + year', { ...CITY, offset: 'log(pop)' });
    expect(fits.map((fit) => ('offset' in fit ? fit.offset : null))).toEqual([
      'log(pop)',
      'log(pop)',
    ]);
    expect(fits[1]!.terms).toEqual(alone.terms);
  });

  it('leaves out models that cannot be estimated where somebody hears of them', () => {
    const failures: string[] = [];
    const fits = estimateMulti(panel, 'y ~ did | city', 'feols', {
      fsplit: 'pilot',
      onFailure: ({ code, message }) => void failures.push(`${code} ${message}`),
    });
    expect(fits.map(({ id }) => id)).toEqual(['1', '3']);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatch(/^E_NO_REGRESSORS model 2 of 3, .*, sample pilot = 0:/u);
    expect(() => estimateMulti(panel, 'y ~ did | city', 'feols', { fsplit: 'pilot' })).toThrow(
      'model 2 of 3',
    );
  });

  it('names every column that it reads', () => {
    const options = { ...CITY, weights: 'w', fsplit: 'carbon', offset: 'log(pop)' };
    expect(multiColumns('c(y, log(y_dom)) ~ did + csw0(fin) | prov^year', options)).toEqual([
      'y',
      'did',
      'prov',
      'year',
      'fin',
      'y_dom',
      'w',
      'city',
      'carbon',
      'pop',
    ]);
  });

  it('says which model failed, in which sample, and what there is instead', () => {
    const run = (estimator: Estimator, formula: string, options = {}) => {
      return () => estimateMulti(panel, formula, estimator, options);
    };
    expect(run('logit', 'c(any, y) ~ fin', { split: 'carbon' })).toThrow(
      /model 2 of 4, "y ~ fin", sample carbon = 0: outcome "y" holds/u,
    );
    expect(run('logit', 'sw(any, pilot) ~ did + pilot')).toThrow(/model 2 of 2.*perfectly/u);
    expect(run('probit', 'any ~ fin', { offset: 'pop' })).toThrow(/probit takes no offset/u);
    expect(run('ols' as Estimator, 'any ~ fin')).toThrow(/no estimator; there are feols, fepois/u);
    expect(run('fepois', 'cites ~ fin', { split: 'carbn' })).toThrow(/Did you mean|carbon/u);
    expect(run('fepois', 'cites ~ fin', { split: 'city', fsplit: 'year' })).toThrow(/both given/u);
    expect(run('fepois', 'cites ~ csw(fin, gov) + sw(did)')).toThrow(/second stepwise/u);
  });
});

describe('several models equal fixest', () => {
  type Fits = Readonly<Record<string, { readonly nobs: number; readonly terms: number[][] }>>;
  const folder = new URL('../reference/', import.meta.url).pathname;
  const { multi } = JSON.parse(readFileSync(join(folder, 'methods.json'), 'utf8')) as {
    readonly multi: Readonly<Record<'fepois' | 'logit' | 'probit', Fits>>;
  };
  it.each<['fepois' | 'logit' | 'probit', string, MultiOptions]>([
    [
      'fepois',
      'c(cites, cites_abroad) ~ did + csw0(lngdp, fin) | city + year',
      { ...CITY, fsplit: 'carbon' },
    ],
    ['logit', 'any ~ lngdp + sw0(fin, gov) | sw(prov, year)', { ...CITY, split: 'carbon' }],
    ['probit', 'any ~ mvsw(fin, gov) + lngdp', { vcov: 'hetero' }],
  ])('%s', (estimator, formula, options) => {
    const wanted = Object.values(multi[estimator]);
    const fits = estimateMulti(panel, formula, estimator, options);
    expect(fits.map(({ nobs }) => nobs)).toEqual(wanted.map(({ nobs }) => nobs));
    fits.forEach(({ terms }, m) => {
      expect(terms.length).toBe(wanted[m]!.terms.length);
      terms.forEach(({ estimate, std_error }, j) => {
        const [b, se] = wanted[m]!.terms[j]!;
        expect(relative(estimate, b!)).toBeLessThan(VS_LOOSE_REFERENCE);
        expect(relative(std_error, se!)).toBeLessThan(VS_DEFAULT_ITERATION);
      });
    });
  });
});
