import { describe, expect, it } from 'vitest';
import { fitFeols } from '../../../src/econometrics/feols.ts';
import { frameOf } from '../frame/read-frame.ts';

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
