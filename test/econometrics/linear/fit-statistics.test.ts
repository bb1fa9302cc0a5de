import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feols } from '../../../src/econometrics/feols.ts';
import { frameOf, readFrameCsv, withColumns } from '../frame/read-frame.ts';
import { relative, SAME } from '../tolerance.ts';

const panel = readFrameCsv(join(import.meta.dirname, '../../reference/sim_eurt.csv'));

describe('by hand: residuals 0.1, −0.2, 0.1 around 1 + 2 x', () => {
  // x is −1, 0, 1: the residuals are orthogonal to it and to the constant.
  const fit = feols(frameOf({ x: [-1, 0, 1], y: [-0.9, 0.8, 3.1] }), 'y ~ x');
  const ssr = 0.06;
  const ssrNull = 8 + ssr;
  const likelihood = (square: number): number =>
    -1.5 * (1 + Math.log(2 * Math.PI) + Math.log(square / 3));
  it('likelihoods, criteria and pseudo R²', () => {
    const ll = likelihood(ssr);
    expect(fit.log_likelihood).toBeCloseTo(ll, 12);
    expect(fit.log_likelihood_null).toBeCloseTo(likelihood(ssrNull), 12);
    expect(fit.aic).toBeCloseTo(4 - 2 * ll, 12);
    expect(fit.bic).toBeCloseTo(2 * Math.log(3) - 2 * ll, 12);
    expect(fit.pseudo_r2).toBeCloseTo(1 - ll / likelihood(ssrNull), 12);
  });

  it('F of one restriction is t², with its p value', () => {
    const { statistic, p_value: p } = fit.terms[1]!;
    expect(fit.f_test!.statistic).toBeCloseTo(8 / ssr, 9);
    expect(relative(fit.f_test!.statistic, statistic * statistic)).toBeLessThan(SAME);
    expect(relative(fit.wald_test!.statistic, statistic * statistic)).toBeLessThan(SAME);
    expect(relative(fit.f_test!.p_value, p)).toBeLessThan(1e-10);
    expect([fit.f_test!.df1, fit.f_test!.df2, fit.f_test_within]).toEqual([1, 1, null]);
  });
});

describe('collapses', () => {
  it('the within F is the Wald test under equal variances', () => {
    const fit = feols(panel, 'y ~ did + lngdp + fin | city + year');
    const { f_test_within: f, wald_test: wald } = fit;
    expect(relative(f!.statistic, wald!.statistic)).toBeLessThan(SAME);
    expect([f!.df1, f!.df2]).toEqual([wald!.df1, wald!.df2]);
  });

  it('the overall F follows from R²', () => {
    const fit = feols(panel, 'y ~ did + lngdp + fin');
    const f = fit.r2 / 3 / ((1 - fit.r2) / (fit.nobs - 4));
    expect(relative(fit.f_test!.statistic, f)).toBeLessThan(SAME);
  });

  it('a constant alone has no F and no pseudo R²', () => {
    const fit = feols(panel, 'y ~ 1');
    expect([fit.f_test, fit.f_test_within, fit.wald_test, fit.pseudo_r2]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(fit.log_likelihood).toBeCloseTo(fit.log_likelihood_null!, 9);
  });
});

it('in other units of the outcome likelihoods move by N ln c, and no test does', () => {
  const frame = withColumns(panel, { cents: (value) => 100 * value('y') });
  const [a, b] = ['y', 'cents'].map((name) => feols(frame, `${name} ~ did + fin | city + year`));
  const moved = a!.log_likelihood! - b!.log_likelihood!;
  expect(relative(moved, panel.rows * Math.log(100))).toBeLessThan(SAME);
  expect(relative(b!.f_test!.statistic, a!.f_test!.statistic)).toBeLessThan(SAME);
  expect(relative(b!.wald_test!.statistic, a!.wald_test!.statistic)).toBeLessThan(SAME);
});
