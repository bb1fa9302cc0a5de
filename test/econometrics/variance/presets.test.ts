import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/text/user-error.ts';
import { feols, type FeolsOptions } from '../../../src/econometrics/feols.ts';
import { fepois } from '../../../src/econometrics/fepois.ts';
import { criticalValue, twoSidedP } from '../../../src/econometrics/numeric/student-t.ts';
import { frameOf, readFrameCsv, withColumns } from '../frame/read-frame.ts';
import { relative, SAME } from '../tolerance.ts';

const FOLDER = join(import.meta.dirname, '../../reference');
const panel = withColumns(readFrameCsv(join(FOLDER, 'sim_eurt_unbalanced.csv')), {
  half_year: (value) => value('year') + (value('prov') > 15 ? 10_000 : 0),
});
const MODEL = 'y ~ did + lngdp | city + year';
const PROV = { vcov: { cluster: 'prov' } } as const;

describe('reghdfe', () => {
  it('counts the levels of disconnected effects exactly', () => {
    const formula = 'y ~ did + lngdp | city + half_year';
    const [fixest, reghdfe] = (['fixest', 'reghdfe'] as const).map((preset) =>
      feols(panel, formula, { preset }),
    );
    const { city, half_year: time } = fixest!.fixed_effects;
    expect(fixest!.vcov.small_sample.k).toBe(2 + city! + time! - 1);
    expect(reghdfe!.vcov.small_sample).toMatchObject({
      preset: 'reghdfe',
      k: 2 + city! + time! - 2,
    });
    expect(reghdfe!.df_residual).toBe(fixest!.df_residual + 1);
  });

  it('looks for nesting in the levels', () => {
    const formula = 'y ~ did + lngdp | city + prov';
    const fits = (['fixest', 'reghdfe'] as const).map((preset) =>
      feols(panel, formula, { ...PROV, preset }),
    );
    const cities = fits[0]!.fixed_effects['city']!;
    expect(fits.map(({ vcov }) => vcov.small_sample.k)).toEqual([2 + cities, 3]);
  });

  it('agrees with fixest where effects are connected and nested by name', () => {
    const fits = (['fixest', 'reghdfe'] as const).map((preset) =>
      feols(panel, MODEL, { vcov: { cluster: 'city' }, preset }),
    );
    expect(fits[1]!.covariance).toEqual(fits[0]!.covariance);
    expect(fits[1]!.terms).toEqual(fits[0]!.terms);
  });

  it('takes the smaller degrees of freedom of t', () => {
    const every = frameOf({
      y: [1, 4, 2, 8, 5, 7, 3],
      x: [2, 1, 3, 5, 4, 9, 7],
      row: [1, 2, 3, 4, 5, 6, 7],
    });
    const df = (preset: 'fixest' | 'reghdfe'): number =>
      feols(every, 'y ~ x', { vcov: { cluster: 'row' }, preset }).df_residual;
    expect([df('fixest'), df('reghdfe')]).toEqual([6, 5]);
  });

  it('puts zero where fixest lifts eigenvalues a little', () => {
    const frame = withColumns(panel, { a: (v) => v('city') % 2, b: (v) => v('year') % 2 });
    const fit = (preset: 'fixest' | 'reghdfe' | 'sandwich'): ReturnType<typeof feols> =>
      feols(frame, 'y ~ lngdp + fin', { vcov: { cluster: ['a', 'b'] }, preset });
    const [lifted, zeroed] = [fit('fixest'), fit('reghdfe')];
    expect([lifted.vcov.repaired, zeroed.vcov.repaired]).toEqual([true, true]);
    const change = lifted.covariance[1]![1]! - zeroed.covariance[1]![1]!;
    expect(change).toBeGreaterThan(0);
    expect(change).toBeLessThan(1e-15);
    expect([lifted.wald_test, zeroed.wald_test]).toEqual([null, null]);
  });
});

describe('ppmlhdfe', () => {
  const counts = 'cites ~ did + lngdp | city + year';
  it('multiplies by G / (G − 1) alone, or by N / (N − 1), and takes the normal distribution', () => {
    const cluster = fepois(panel, counts, { ...PROV, preset: 'ppmlhdfe' });
    const { k, k_factor, g_factor } = cluster.vcov.small_sample;
    expect([k, k_factor, g_factor]).toEqual([1, 1, 30 / 29]);
    expect(cluster.distribution).toBe('normal');
    const robust = fepois(panel, counts, { vcov: 'hetero', preset: 'ppmlhdfe' });
    const n = robust.nobs;
    expect(robust.vcov.small_sample.k_factor).toBe(n / (n - 1));
    const none = fepois(panel, counts, { vcov: 'hetero', ssc: { k_adj: false } });
    const ratio = robust.covariance[0]![0]! / none.covariance[0]![0]!;
    expect(relative(ratio, n / (n - 1))).toBeLessThan(SAME);
  });
});

describe('sandwich', () => {
  it('drops no rows that are alone in an effect, and repairs nothing', () => {
    const [kept, dropped] = (['sandwich', 'fixest'] as const).map((preset) =>
      feols(panel, MODEL, { ...PROV, preset }),
    );
    expect(kept!.nobs).toBe(panel.rows);
    expect(dropped!.nobs).toBeLessThan(panel.rows);
    expect(kept!.df_residual).toBe(kept!.nobs - kept!.nparams);
  });
});

describe('options', () => {
  it('beside a preset make it custom, or leave its name', () => {
    const preset = (options: FeolsOptions): string =>
      feols(panel, MODEL, { ...PROV, ...options }).vcov.small_sample.preset;
    expect(preset({})).toBe('fixest');
    expect(preset({ preset: 'reghdfe', ssc: { g_adj: true } })).toBe('reghdfe');
    expect(preset({ preset: 'reghdfe', ssc: { g_adj: false } })).toBe('custom');
    expect(preset({ preset: 'sandwich', dropSingletons: true })).toBe('custom');
  });

  it('set level and distribution', () => {
    const fit = feols(panel, MODEL, { ...PROV, level: 0.9, distribution: 'normal' });
    const [term] = fit.terms;
    expect([fit.conf_level, fit.distribution, fit.df_residual]).toEqual([0.9, 'normal', 29]);
    expect(term!.p_value).toBe(twoSidedP(term!.statistic, Infinity));
    const half = (term!.conf_high - term!.conf_low) / 2;
    expect(relative(half, 1.6448536269514722 * term!.std_error)).toBeLessThan(1e-13);
    const narrow = feols(panel, MODEL, { ...PROV, level: 0.5 }).terms[0]!;
    const width = narrow.conf_high - narrow.estimate;
    expect(relative(width, criticalValue(0.5, 29) * narrow.std_error)).toBeLessThan(SAME);
  });

  it('give a Poisson model t, if wanted', () => {
    const fit = fepois(panel, 'cites ~ did | city + year', { ...PROV, distribution: 't' });
    expect(fit.terms[0]!.p_value).toBe(twoSidedP(fit.terms[0]!.statistic, 29));
  });

  const wrong: readonly (readonly [string, unknown, RegExp])[] = [
    ['E_PRESET', { preset: 'stata' }, /"stata" is no preset; there are fixest/u],
    ['E_PRESET', { ssc: { K_adj: false } }, /"K_adj" is no ssc option/u],
    ['E_PRESET', { distribution: 'z' }, /"z" is no distribution/u],
    ['E_LEVEL', { level: 95 }, /level is 95/u],
    ['E_LEVEL', { level: Number.NaN }, /level is NaN/u],
  ];
  it.each(wrong)('%s: %j', (code, options, message) => {
    try {
      feols(panel, MODEL, options as FeolsOptions);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect([error.code, error.message]).toEqual([code, expect.stringMatching(message)]);
    }
  });
});
