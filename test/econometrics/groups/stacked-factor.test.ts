import { describe, expect, it } from 'vitest';
import { feols } from '../../../src/econometrics/feols.ts';
import { jointFits } from '../../../src/econometrics/groups/joint-fits.ts';
import { stackedFactor } from '../../../src/econometrics/groups/stacked-factor.ts';
import { readFrameCsv, withColumns } from '../frame/read-frame.ts';

const panel = readFrameCsv(new URL('../../reference/sim_eurt.csv', import.meta.url).pathname);
const halves = withColumns(panel, { east: (value) => (value('prov') > 15 ? 1 : 0) });
const marks = [0, 1].map((wanted) => {
  const { east } = halves.columns;
  if (east?.kind !== 'number') throw new Error('no column');
  return Uint8Array.from(east.values, (value) => (value === wanted ? 1 : 0));
});
const factorOf = (formula: string, cluster: string) =>
  stackedFactor(
    jointFits(
      halves,
      marks.map((rows) => ({ formula, rows })),
      { cluster },
    ),
  );

describe('the small-sample factor of two samples stacked', () => {
  it.each([
    ['y ~ fin', 'y ~ i(east, fin) + factor(east)', 'city'],
    ['y ~ fin | city', 'y ~ i(east, fin) | city^east', 'city'],
    ['y ~ fin | city + year', 'y ~ i(east, fin) | city^east + year^east', 'prov'],
    ['y ~ fin | year', 'y ~ i(east, fin) | year^east', 'city'],
  ])('%s is that of %s', (formula, stacked, cluster) => {
    const { factor, rows, k, clusters, df } = factorOf(formula, cluster);
    const { nobs, vcov, df_residual } = feols(halves, stacked, { vcov: { cluster } });
    const { k: wanted, k_factor, g_factor } = vcov.small_sample;
    expect([rows, k, clusters, df]).toEqual([nobs, wanted, vcov.clusters[0], df_residual]);
    expect(factor).toBeCloseTo(k_factor * Number(g_factor), 14);
  });
});
