import { describe, expect, it } from 'vitest';
import { feolsMulti } from '../../src/econometrics/feols-multi.ts';
import { feols } from '../../src/econometrics/feols.ts';
import { filterRows, frameOf, readFrameCsv } from './frame/read-frame.ts';
import { relative, SAME } from './tolerance.ts';

const panel = readFrameCsv(new URL('../reference/sim_eurt.csv', import.meta.url).pathname);
const CITY = { vcov: { cluster: 'city' } } as const;

describe('feolsMulti', () => {
  it('numbers the models and says what sample each one is', () => {
    const fits = feolsMulti(panel, 'c(y, y_dom) ~ did + csw0(fin, gov) | city + year', {
      ...CITY,
      id: 'table2',
      fsplit: 'carbon',
      sample: 'all cities',
    });
    expect(fits.length).toBe(18);
    expect(fits.map(({ id }) => id).slice(0, 2)).toEqual(['table2.1', 'table2.2']);
    expect(fits[2]?.formula).toBe('y ~ did + fin + gov | city + year');
    expect(fits[6]?.sample).toMatch(/^all cities, carbon = 0, \d+ of 3584 rows$/u);
    expect([fits[0]?.sample, fits[3]?.outcome]).toEqual(['all cities', 'y_dom']);
  });

  it('one model is what feols gives, byte for byte', () => {
    const options = { ...CITY, id: 'one' };
    const formula = 'y ~ did + fin | city + year';
    const multi = feolsMulti(panel, formula, options);
    expect(JSON.stringify(multi)).toBe(JSON.stringify([feols(panel, formula, options)]));
  });

  it('a split equals the model on the rows of the group', () => {
    const formula = 'y ~ fin + gov | city + year';
    const split = feolsMulti(panel, formula, { ...CITY, split: 'carbon' });
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
    const fits = feolsMulti(frame, 'y ~ i(t, ref = 3)', { split: 'g' });
    expect(fits[0]?.terms.map(({ term }) => term)).toEqual(['(Intercept)', 't::1', 't::2']);
    expect(fits[1]?.terms.map(({ term }) => term)).toEqual(['(Intercept)', 't::1']);
    expect(fits[1]?.dropped).toEqual([{ term: 't::2', reason: 'collinear' }]);
    expect(() => feolsMulti(frame, 'y ~ i(t, ref = 4)', { split: 'g' })).toThrow(/4 is no value/u);
  });

  it('says which model failed, and in which sample', () => {
    const run = () =>
      feolsMulti(panel, 'y ~ fin + sw(did, pilot) | city + year', { split: 'pilot' });
    expect(run).not.toThrow();
    const failing = () =>
      feolsMulti(panel, 'y ~ sw(fin, pilot) | city + year', { fsplit: 'carbon' });
    expect(failing).toThrow(
      /model 2 of 6, "y ~ pilot \| city \+ year": every regressor was dropped: pilot \(absorbed\)/u,
    );
    const both = () => feolsMulti(panel, 'y ~ fin', { split: 'a', fsplit: 'b' });
    expect(both).toThrow(/split and fsplit were both given/u);
    expect(() => feolsMulti(panel, 'y ~ fin', { split: 'carbn' })).toThrow(/carbon\?|carbon/u);
  });
});
