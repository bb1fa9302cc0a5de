import { describe, expect, it } from 'vitest';
import { feols } from '../../src/econometrics/feols.ts';
import type { AnyFit } from '../../src/econometrics/fit.ts';
import { fepois } from '../../src/econometrics/fepois.ts';
import { GOODNESS, STATISTICS } from '../../src/text/statistics.ts';

const column = (...values: number[]) => ({
  kind: 'number' as const,
  values: Float64Array.from(values),
});
const frame = {
  rows: 6,
  columns: {
    y: column(1, 2, 2, 4, 5, 7),
    x: column(0, 1, 3, 2, 5, 4),
    unit: column(1, 1, 2, 2, 3, 3),
    time: column(1, 2, 1, 2, 1, 2),
  },
};
const has = (fit: AnyFit) => GOODNESS.filter((id) => STATISTICS[id].values(fit).length > 0);

describe('STATISTICS', () => {
  it('reads what a fit records, and nothing where it has none', () => {
    const fit = feols(frame, 'y ~ x');
    expect(STATISTICS.r2.values(fit)).toEqual([fit.r2]);
    expect(STATISTICS.nobs.values(fit)).toEqual([6]);
    expect(STATISTICS.clusters.values(fit)).toEqual([]);
    expect(STATISTICS.r2_within.values(fit)).toEqual([]);
  });

  it('counts clusters of each way, and no periods', () => {
    const clustered = feols(frame, 'y ~ x', { vcov: { cluster: ['unit', 'time'] } });
    expect(STATISTICS.clusters.values(clustered)).toEqual([3, 2]);
    const serial = feols(frame, 'y ~ x', { vcov: { driscoll_kraay: { time: 'time', lag: 1 } } });
    expect(STATISTICS.clusters.values(serial)).toEqual([]);
  });

  it('gives least squares R² and likelihood models a pseudo R²', () => {
    expect(has(feols(frame, 'y ~ x'))).toEqual(
      expect.arrayContaining(['r2', 'adj_r2', 'rmse', 'log_likelihood']),
    );
    expect(has(feols(frame, 'y ~ x'))).not.toContain('pseudo_r2');
    expect(has(fepois(frame, 'y ~ x'))).toEqual([
      'pseudo_r2',
      'squared_correlation',
      'log_likelihood',
      'log_likelihood_null',
      'aic',
      'bic',
      'deviance',
    ]);
  });
});
