import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/text/user-error.ts';
import { feols, formulaColumns } from '../../../src/econometrics/feols.ts';
import { fepois } from '../../../src/econometrics/fepois.ts';
import type { Fit } from '../../../src/econometrics/fit.ts';
import type { VcovSpec } from '../../../src/econometrics/variance/kinds.ts';
import { frameOf, readFrameCsv, takeRows, withColumns } from '../frame/read-frame.ts';
import { relative, SAME } from '../tolerance.ts';

const panel = readFrameCsv(join(import.meta.dirname, '../../reference/sim_eurt_unbalanced.csv'));
const MODEL = 'y ~ did + lngdp | city + year';

/** Six quarters of one series, in an order that is not that of time. */
const series = frameOf({
  quarter: [3, 1, 2, 6, 5, 4],
  y: [4, 1, 2, 9, 3, 5],
});

/** Four towns on one meridian, 0.5 degrees (55.5 km) apart, two rows in the first. */
const towns = frameOf({
  lat: [10, 10, 10.5, 11, 11.5],
  lon: [20, 20, 20, 20, 20],
  y: [1, 3, 2, 7, 4],
});

describe('by hand, a mean whose residuals are −3, −2, 0, 1, −1, 5 in the order of time', () => {
  const residuals = [-3, -2, 0, 1, -1, 5];
  const product = (lag: number): number =>
    residuals.slice(lag).reduce((sum, u, t) => sum + u * (residuals[t] ?? 0), 0);
  it.each([0, 1, 2, 9])('Newey–West with lag %i', (lag) => {
    let meat = product(0);
    for (let l = 1; l <= Math.min(lag, 4); l++) meat += 2 * (1 - l / (lag + 1)) * product(l);
    const fit = feols(series, 'y ~ 1', { vcov: { newey_west: { time: 'quarter', lag } } });
    // T / (T − 1), and (N − 1) / (N − K) = 1.
    expect(variance(fit)).toBeCloseTo((meat / 36) * (6 / 5), 14);
    expect(fit.vcov).toMatchObject({ type: 'newey_west', by: ['quarter'], clusters: [6], lag });
    expect(fit.df_residual).toBe(5);
  });

  it('Conley with 60 km: each town and its neighbours', () => {
    // Residuals −2.4, −0.4 | −1.4 | 3.6 | 0.6: sums −2.8, −1.4, 3.6, 0.6 of the towns.
    const [a, b, c, d] = [-2.8, -1.4, 3.6, 0.6];
    const meat = a * a + b * b + c * c + d * d + 2 * (a * b + b * c + c * d);
    const fit = feols(towns, 'y ~ 1', { vcov: { conley: { lat: 'lat', lon: 'lon', cutoff: 60 } } });
    expect(variance(fit)).toBeCloseTo((meat / 25) * (5 / 4), 14);
    const { cutoff, distance, places, by, clusters } = fit.vcov;
    expect({ cutoff, distance, places, by, clusters }).toEqual({
      cutoff: 60,
      distance: 'triangular',
      places: 4,
      by: ['lat', 'lon'],
      clusters: [],
    });
  });
});

describe('collapses to simpler variances', () => {
  it('Newey–West without lags is White’s', () => {
    const [nw, white] = [
      { newey_west: { unit: 'city', time: 'year', lag: 0 } },
      'hetero' as const,
    ].map((vcov) => feols(panel, MODEL, { vcov }));
    const n = nw!.nobs;
    expect(relative(variance(nw!), variance(white!) * (14 / 13) * ((n - 1) / n))).toBeLessThan(
      SAME,
    );
  });

  it('Driscoll–Kraay without lags clusters by period', () => {
    const ssc = { k_fixef: 'full' } as const;
    const dk = feols(panel, MODEL, { vcov: { driscoll_kraay: { time: 'year', lag: 0 } } });
    const cluster = feols(panel, MODEL, { vcov: { cluster: 'year' }, ssc });
    expect(relative(variance(dk), variance(cluster))).toBeLessThan(SAME);
    expect(dk.df_residual).toBe(cluster.df_residual);
  });

  it('for one series, Driscoll–Kraay and Newey–West are the same', () => {
    const nw = feols(series, 'y ~ quarter', {
      vcov: { newey_west: { time: 'quarter', lag: 2 } },
    });
    const dk = feols(series, 'y ~ quarter', {
      vcov: { driscoll_kraay: { time: 'quarter', lag: 2 } },
    });
    expect(relative(variance(nw), variance(dk))).toBeLessThan(SAME);
  });

  it('Conley with no place near another clusters by place', () => {
    const ssc = { k_fixef: 'full', g_adj: false } as const;
    const conley = feols(panel, MODEL, {
      vcov: { conley: { lat: 'lat', lon: 'lon', cutoff: 0.001 } },
    });
    const cluster = feols(panel, MODEL, { vcov: { cluster: 'lat^lon' }, ssc });
    const n = conley.nobs;
    expect(relative(variance(conley), (variance(cluster) * n) / (n - 1))).toBeLessThan(SAME);
  });
});

describe('does not depend on', () => {
  const kinds: readonly VcovSpec[] = [
    { newey_west: { unit: 'city', time: 'year' } },
    { driscoll_kraay: { time: 'year' } },
    { conley: { lat: 'lat', lon: 'lon' } },
    { conley: { lat: 'lat', lon: 'lon', cutoff: 500, distance: 'spherical' } },
  ];
  it.each(kinds)('the order of rows: %j', (vcov) => {
    const rows = [...Array(panel.rows).keys()].map((i) => (i * 1009) % panel.rows);
    const [straight, mixed] = [panel, takeRows(panel, rows)].map((f) => feols(f, MODEL, { vcov }));
    expect(relative(variance(mixed!), variance(straight!))).toBeLessThan(SAME);
  });

  it('what years are called, as long as their order stays; gaps do not count', () => {
    const renamed = withColumns(panel, {
      wave: (value) => (value('year') < 2012 ? value('year') : 3 * value('year')),
    });
    const vcov = (time: string): VcovSpec => ({ newey_west: { unit: 'city', time, lag: 3 } });
    expect(variance(feols(renamed, MODEL, { vcov: vcov('wave') }))).toBe(
      variance(feols(renamed, MODEL, { vcov: vcov('year') })),
    );
  });

  it('where the meridian of longitude zero is', () => {
    const turned = withColumns(panel, { east: (value) => value('lon') - 360 });
    const vcov = (lon: string): VcovSpec => ({ conley: { lat: 'lat', lon, cutoff: 400 } });
    const fits = ['lon', 'east'].map((lon) => feols(turned, MODEL, { vcov: vcov(lon) }));
    expect(relative(variance(fits[1]!), variance(fits[0]!))).toBeLessThan(SAME);
  });
});

describe('says what is wrong', () => {
  const few = frameOf({
    unit: [1, 1, 2, 2, 3, 3],
    year: [2000, 2001, 2000, 2001, 2000, 2000],
    one: [1, 1, 1, 1, 1, 1],
    lat: [10, 20, 30, NaN, 20, 91],
    far: [10, 20, 30, 40, 20, 4_000_000],
    lon: [0, 90, 180, 10, -180, 20],
    name: ['a', 'b', 'c', 'd', 'e', 'f'],
    x: [1, 4, 2, 8, 5, 7],
    y: [3, 1, 4, 1, 5, 9],
  });
  const vcovs: readonly (readonly [string, VcovSpec, RegExp])[] = [
    ['E_DUPLICATE_PERIODS', { newey_west: { unit: 'unit', time: 'year' } }, /1 rows.*2000/u],
    ['E_DUPLICATE_PERIODS', { newey_west: { time: 'year', lag: 1 } }, /4 rows repeat.*"year"/u],
    ['E_VCOV', { newey_west: { unit: 'unit', time: 'year', lag: 1.5 } }, /lag is 1.5/u],
    ['E_VCOV', { driscoll_kraay: { time: 'year', lag: -1 } }, /lag is -1/u],
    ['E_VCOV', { driscoll_kraay: { time: '' } }, /column for "time"/u],
    ['E_ONE_PERIOD', { driscoll_kraay: { time: 'one' } }, /one value/u],
    ['E_UNKNOWN_COLUMN', { driscoll_kraay: { time: 'yaer' } }, /time "yaer"/u],
    ['E_VCOV', { conley: { lat: 'lat', lon: 'lon', cutoff: 0 } }, /cutoff is 0/u],
    ['E_VCOV', { conley: { lat: 'lat', lon: 'lon', cutoff: NaN } }, /cutoff is NaN/u],
    ['E_COORDINATES', { conley: { lat: 'far', lon: 'lon' } }, /latitude "far".*10 to 4000000/u],
    ['E_NOT_NUMERIC', { conley: { lat: 'name', lon: 'lon' } }, /latitude "name"/u],
    ['E_CONLEY_CUTOFF', { conley: { lat: 'unit', lon: 'unit' } }, /3 places/u],
    ['E_ONE_PLACE', { conley: { lat: 'one', lon: 'one' } }, /two places/u],
    ['E_ZERO_VARIANCE', { conley: { lat: 'unit', lon: 'x', cutoff: 30_000 } }, /no variance/u],
  ];
  it.each(vcovs)('%s: %j', (code, vcov, message) => {
    const error = errorOf(() => feols(few, 'y ~ x', { vcov }));
    expect([error.code, error.message]).toEqual([code, expect.stringMatching(message)]);
  });

  it('one series without a lag, for a likelihood model', () => {
    const vcov: VcovSpec = { newey_west: { time: 'year' } };
    const year = [2000, 2001, 2002, 2003, 2004];
    const yearly = frameOf({ year, x: [1, 4, 2, 8, 5], y: [3, 1, 4, 1, 5] });
    expect(errorOf(() => fepois(yearly, 'y ~ x', { vcov })).message).toMatch(/needs a lag/u);
  });

  it('two kinds at once, or none', () => {
    const both = { cluster: 'unit', driscoll_kraay: { time: 'year' } } as unknown as VcovSpec;
    expect(errorOf(() => feols(few, 'y ~ x', { vcov: both })).code).toBe('E_VCOV');
    expect(errorOf(() => feols(few, 'y ~ x', { vcov: {} as VcovSpec })).code).toBe('E_VCOV');
  });

  it('rows without coordinates are dropped and counted', () => {
    const fit = feols(few, 'y ~ x', { vcov: { conley: { lat: 'lat', lon: 'lon', cutoff: 99 } } });
    expect(fit.dropped_rows).toEqual([{ reason: 'missing lat', rows: 1 }]);
  });

  it('rows without a period are dropped and counted', () => {
    const gap = withColumns(panel, { wave: (v) => (v('city') === 7 ? NaN : v('year')) });
    const fit = feols(gap, MODEL, { vcov: { driscoll_kraay: { time: 'wave' } } });
    expect(fit.dropped_rows[0]).toEqual({ reason: 'missing wave', rows: 13 });
  });

  it('the columns that a variance reads are among the model’s', () => {
    const vcov: VcovSpec = { conley: { lat: 'lat', lon: 'lon' } };
    expect(formulaColumns('y ~ x | unit', { vcov })).toEqual(['y', 'x', 'unit', 'lat', 'lon']);
    expect(formulaColumns('y ~ x', { vcov: { newey_west: { unit: 'a^b', time: 't' } } })).toEqual(
      'y x a b t'.split(' '),
    );
  });
});

it('serves likelihood models too', () => {
  const model = 'cites ~ did + lngdp | city + year';
  const dk = fepois(panel, model, { vcov: { driscoll_kraay: { time: 'year', lag: 0 } } });
  const cluster = fepois(panel, model, { vcov: { cluster: 'year' }, ssc: { k_fixef: 'full' } });
  expect(relative(dk.terms[0]!.std_error, cluster.terms[0]!.std_error)).toBeLessThan(SAME);
});

function variance(fit: Fit): number {
  return fit.covariance[0]![0]!;
}

function errorOf(run: () => unknown): UserError {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
