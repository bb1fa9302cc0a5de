import { describe, expect, it } from 'vitest';
import { feols } from '../../../src/econometrics/feols.ts';
import { jointFits, usedRows } from '../../../src/econometrics/groups/joint-fits.ts';
import { stackedFactor } from '../../../src/econometrics/groups/stacked-factor.ts';
import { frameOf, readFrameCsv, valuesOf, withColumns } from '../frame/read-frame.ts';
import { relative, SAME } from '../tolerance.ts';

const panel = readFrameCsv(
  new URL('../../reference/sim_eurt_unbalanced.csv', import.meta.url).pathname,
);
const FORMULA = 'y ~ did + fin | city + year';
const rowsWhere = (name: string, keep: (value: number) => boolean): Uint8Array =>
  Uint8Array.from(valuesOf(panel, name), (value) => (keep(value) ? 1 : 0));

describe('jointFits', () => {
  it('by hand: the means of two samples that share a cluster', () => {
    // y = b x + e with Σ x e = 0 in each sample; φ_g = Σ x e / Σ x².
    const frame = frameOf({
      y: [1.5, -1.5, 0.5, -0.5, 4, -4, 2, -2],
      x: [1, -1, 1, -1, 1, -1, 1, -1],
      id: [1, 1, 2, 2, 1, 1, 3, 3],
      g: [0, 0, 0, 0, 1, 1, 1, 1],
    });
    const rows = [0, 1].map((group) =>
      Uint8Array.from(valuesOf(frame, 'g'), (g) => (g === group ? 1 : 0)),
    );
    const models = rows.map((own) => ({ formula: 'y ~ 0 + x', rows: own }));
    const { cross, clusters, from, varying } = jointFits(frame, models, { cluster: 'id' });
    // Slopes 1 and 3; clusters 1, 2, 3 move them by (0.25, −0.25, 0) and (0.5, 0, −0.5).
    expect([...cross]).toEqual([0.125, 0.125, 0.125, 0.5]);
    expect([clusters, ...from]).toEqual([3, 0, 1, 2]);
    expect(varying).toEqual([{ x: 2 }, { x: 2 }]);
  });

  it('one model: its own clustered covariance, but for the factor', () => {
    const { fits, cross } = jointFits(panel, [{ formula: FORMULA }], { cluster: 'prov' });
    const { k_factor, g_factor } = fits[0]!.vcov.small_sample;
    const factor = k_factor * (g_factor as number);
    expect(fits[0]).toEqual(feols(panel, FORMULA, { vcov: { cluster: 'prov' } }));
    fits[0]!.covariance.flat().forEach((value, at) => {
      expect(relative(factor * cross[at]!, value)).toBeLessThan(SAME);
    });
  });

  it('a model beside itself covaries with itself; samples without a shared cluster do not', () => {
    const twice = jointFits(panel, [{ formula: FORMULA }, { formula: FORMULA }], {
      cluster: 'city',
    });
    const at = (i: number, j: number): number => twice.cross[i * 4 + j]!;
    expect(at(0, 2)).toBe(at(0, 0));
    expect(at(1, 2)).toBe(at(1, 0));
    const parts = [rowsWhere('carbon', (v) => v === 0), rowsWhere('carbon', (v) => v === 1)];
    const models = parts.map((rows) => ({ formula: FORMULA, rows }));
    const apart = jointFits(panel, models, { cluster: 'city' }).cross;
    expect([2, 3, 6, 7].map((place) => apart[place])).toEqual([0, 0, 0, 0]);
    const shared = jointFits(panel, models, { cluster: 'year' }).cross;
    expect(shared[2]).not.toBe(0);
  });

  it('the factor of one stacked sample is that of the model itself', () => {
    for (const cluster of ['city', 'prov', 'year']) {
      const joint = jointFits(panel, [{ formula: FORMULA }], { cluster });
      const { k, k_factor, g_factor } = joint.fits[0]!.vcov.small_sample;
      const found = stackedFactor(joint);
      expect(found.k).toBe(k);
      expect(relative(found.factor, k_factor * (g_factor as number))).toBeLessThan(SAME);
    }
    const bare = jointFits(panel, [{ formula: FORMULA }], { cluster: 'city' });
    expect(stackedFactor(bare, { k_adj: false, g_adj: false }).factor).toBe(1);
    expect(stackedFactor(bare, { t_df: 'conventional' }).df).toBe(bare.fits[0]!.nobs - 16);
  });

  it('usedRows are the rows of the fit: complete, in the sample, not alone', () => {
    const gaps = withColumns(panel, {
      fin: (value) => (value('city') % 9 === 0 ? Number.NaN : value('fin')),
    });
    const rows = rowsWhere('year', (year) => year > 2009);
    const marks = usedRows(gaps, { formula: FORMULA, rows }, { cluster: 'city' });
    const fit = feols(gaps, FORMULA, { rows });
    expect(marks.reduce((total, mark) => total + mark, 0)).toBe(fit.nobs);
    expect([...marks].some((mark, row) => mark > rows[row]!)).toBe(false);
  });

  it('names the model that failed', () => {
    const models = [{ formula: FORMULA }, { name: 'second', formula: 'y ~ pilot | city + year' }];
    expect(() => jointFits(panel, models, { cluster: 'city' })).toThrow(
      /^second: every regressor/u,
    );
  });
});
