import { describe, expect, it } from 'vitest';
import { feols } from '../../src/econometrics/feols.ts';
import { wald } from '../../src/econometrics/wald.ts';
import { readFrameCsv, withColumns } from './frame/read-frame.ts';
import { relative, SAME } from './tolerance.ts';

const panel = readFrameCsv(new URL('../reference/sim_eurt.csv', import.meta.url).pathname);
const FORMULA = 'y ~ did + lngdp + fin + gov | city + year';
const CITY = { vcov: { cluster: 'city' } } as const;

describe('wald', () => {
  it('two estimates with a known covariance, by hand', () => {
    const fit = {
      terms: [term('a', 2), term('b', 3)],
      covariance: [
        [4, 0],
        [0, 9],
      ],
      df_residual: 2,
    };
    // (1 + 1) / 2 = 1 with 2 and max(2, 3) degrees of freedom: P(F > 1) = (1 + 2/3)^(-3/2).
    const test = wald(fit, ['a', 'b']);
    expect([test.statistic, test.df1, test.df2]).toEqual([1, 2, 3]);
    const share = 3 / 5;
    expect(relative(test.p_value, share * Math.sqrt(share))).toBeLessThan(SAME);
  });

  it('of one term is its t test squared', () => {
    const fit = feols(panel, FORMULA, CITY);
    const [did] = fit.terms;
    const test = wald(fit, ['did']);
    expect(relative(test.statistic, did!.statistic * did!.statistic)).toBeLessThan(SAME);
    expect(relative(test.p_value, did!.p_value)).toBeLessThan(SAME);
  });

  it('of all terms with equal variances is the F test of the two sums of squares', () => {
    const fit = feols(panel, FORMULA);
    const small = feols(panel, 'y ~ lngdp | city + year');
    const test = wald(fit, ['did', 'fin', 'gov']);
    const f = (small.ssr - fit.ssr) / 3 / (fit.ssr / (fit.nobs - fit.nparams));
    // A difference of two sums of squares loses three digits.
    expect(relative(test.statistic, f)).toBeLessThan(100 * SAME);
    expect(test.df2).toBe(fit.nobs - fit.nparams);
  });

  it('does not depend on units, on order, or on how terms are chosen', () => {
    const rescaled = withColumns(panel, { fin: (value) => value('fin') * 1e6 });
    const test = wald(feols(panel, FORMULA, CITY), ['fin', 'gov']);
    const other = wald(feols(rescaled, FORMULA, CITY), ['gov', 'fin', 'gov']);
    expect(relative(other.statistic, test.statistic)).toBeLessThan(SAME);
    expect(wald(feols(panel, FORMULA, CITY), /^(fin|gov)$/u)).toEqual(test);
  });

  it('says when it cannot be made', () => {
    const fit = feols(panel, FORMULA, { vcov: { cluster: 'carbon' } });
    expect(() => wald(fit, ['did', 'fin', 'gov'])).toThrow(/singular.*cannot be tested together/u);
    expect(() => wald(fit, ['dod'])).toThrow(/no term "dod"; the fit has did, lngdp, fin, gov/u);
    expect(() => wald(fit, [])).toThrow(/no term/u);
    expect(() => wald(fit, /^x/u)).toThrow(/no term matches/u);
  });
});

function term(name: string, estimate: number) {
  const unused = { std_error: 1, statistic: 1, p_value: 0, conf_low: 0, conf_high: 0 };
  return { term: name, estimate, ...unused };
}
