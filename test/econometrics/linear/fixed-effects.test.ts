import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feols, fitFeols } from '../../../src/econometrics/feols.ts';
import { fitFepois } from '../../../src/econometrics/fepois.ts';
import { frameOf, readFrameCsv, takeRows, valuesOf, withColumns } from '../frame/read-frame.ts';
import { SAME } from '../tolerance.ts';

const panel = readFrameCsv(join(import.meta.dirname, '../../reference/sim_eurt_unbalanced.csv'));

/** Two towns and three years without noise: town 10 and 13, year 0, 2, 5, slope 4. */
const towns = ['a', 'a', 'a', 'b', 'b', 'b'];
const years = [1, 2, 3, 1, 2, 3];
const x = [1, 0, 2, 3, 1, 1];
const noise = [0.5, -1, 0.5, -0.5, 1, -0.5];
const y = x.map((value, i) => 10 + (i < 3 ? 0 : 3) + [0, 2, 5][i % 3]! + 4 * value + noise[i]!);

describe('by hand', () => {
  const { fixed_effects, fitted, residuals, effect_sums, fit } = fitFeols(
    frameOf({ town: towns, year: years, x, y }),
    'y ~ x | town + year',
  );
  it('predictions and residuals add up to the outcome', () => {
    fitted.forEach((value, i) => expect(value + residuals[i]!).toBeCloseTo(y[i]!, 12));
  });

  it('effects are those of the dummy regression, the first year being zero', () => {
    const [town, year] = fixed_effects!.effects;
    expect(town!.levels).toEqual(['a', 'b']);
    expect(year!.levels).toEqual(['1', '2', '3']);
    expect(year!.estimates[0]).toBe(0);
    expect([town!.references, year!.references]).toEqual([0, 1]);
    const slope = fit.terms[0]!.estimate;
    effect_sums!.forEach((sum, i) => {
      expect(sum).toBeCloseTo(fitted[i]! - slope * x[i]!, 12);
      const own = town!.estimates[i < 3 ? 0 : 1]! + year!.estimates[i % 3]!;
      expect(sum).toBeCloseTo(own, 12);
    });
  });

  it('rows that were not used have no prediction', () => {
    const gap = frameOf({ town: towns, year: years, x: [1, NaN, 2, 3, 1, 1], y });
    const { fitted: own, residuals: left } = fitFeols(gap, 'y ~ x | town');
    expect([own[1], left[1]]).toEqual([NaN, NaN]);
    expect([...own].filter((value) => !Number.isNaN(value))).toHaveLength(5);
  });

  it('a model without effects has none', () => {
    const found = fitFeols(frameOf({ x, y }), 'y ~ x');
    expect([found.fixed_effects, found.effect_sums]).toEqual([null, null]);
  });
});

describe('collapses to dummies', () => {
  it('written out as indicators', () => {
    const { fixed_effects } = fitFeols(panel, 'y ~ did + lngdp | city + year');
    const dummies = feols(panel, 'y ~ did + lngdp + i(year, ref = 2006) | city', {
      dropSingletons: false,
    });
    const [, year] = fixed_effects!.effects;
    const written = dummies.terms.slice(2).map(({ estimate }) => estimate);
    expect(written).toHaveLength(13);
    written.forEach((value, at) => {
      expect(Math.abs(value - year!.estimates[at + 1]!)).toBeLessThan(SAME);
    });
  });

  it('varying slopes written out as interactions', () => {
    const { fixed_effects, fitted } = fitFeols(panel, 'y ~ did | city + year + pilot[[fin]]');
    const written = fitFeols(panel, 'y ~ did + i(pilot, fin) | city + year');
    const slopes = fixed_effects!.effects.find(({ effect }) => effect === 'pilot[[fin]]')!;
    expect(slopes.levels).toEqual(['0', '1']);
    slopes.estimates.forEach((value, level) => {
      const term = written.fit.terms.find(({ term: name }) => name === `pilot::${level}:fin`);
      expect(value).toBeCloseTo(term!.estimate, 9);
    });
    fitted.forEach((value, row) => {
      if (!Number.isNaN(value)) expect(value).toBeCloseTo(written.fitted[row]!, 9);
    });
  });

  it('Poisson means are the exponential of effects and slopes, and add up by level', () => {
    const { fitted, index, fixed_effects } = fitFepois(panel, 'cites ~ did | city + year');
    const cites = valuesOf(panel, 'cites');
    let [sum, predicted] = [0, 0];
    fitted.forEach((mean, row) => {
      if (Number.isNaN(mean)) return;
      sum += cites[row]!;
      predicted += mean;
      expect(mean / Math.exp(index[row]!)).toBeCloseTo(1, 10);
    });
    expect(predicted / sum).toBeCloseTo(1, 10);
    expect(fixed_effects!.effects.map(({ effect }) => effect)).toEqual(['city', 'year']);
  });
});

describe('does not depend on', () => {
  it('the order of rows, but for the reference', () => {
    const rows = [...Array(panel.rows).keys()].map((i) => (i * 1009) % panel.rows);
    const [straight, mixed] = [panel, takeRows(panel, rows)].map(
      (frame) => fitFeols(frame, 'y ~ did | city + year').fixed_effects!.effects[1]!,
    );
    const shift = straight!.estimates[0]! - mixed!.estimates[0]!;
    straight!.estimates.forEach((value, at) => {
      expect(Math.abs(value - mixed!.estimates[at]! - shift)).toBeLessThan(SAME);
    });
  });

  it('what levels are called', () => {
    const named = withColumns(panel, { wave: (value) => value('year') * 7 - 3 });
    const [a, b] = ['year', 'wave'].map(
      (time) => fitFeols(named, `y ~ did | city + ${time}`).fixed_effects!.effects[1]!,
    );
    expect(b!.estimates).toEqual(a!.estimates);
  });
});
