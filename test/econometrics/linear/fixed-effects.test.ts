import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feols, fitFeols } from '../../../src/econometrics/feols.ts';
import { fitFepois } from '../../../src/econometrics/fepois.ts';
import { readFrameCsv, takeRows, valuesOf, withColumns } from '../frame/read-frame.ts';
import { SAME } from '../tolerance.ts';

const panel = readFrameCsv(join(import.meta.dirname, '../../reference/sim_eurt_unbalanced.csv'));

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
