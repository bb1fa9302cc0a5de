import { describe, expect, it } from 'vitest';
import {
  minimumEffect,
  rejectionRules,
} from '../../../src/econometrics/randomisation/power-rules.ts';

describe('by hand', () => {
  // Five draws, standard errors 1, critical value 2: they reject upwards from 2 − b.
  const draws = {
    estimates: Float64Array.of(-1, 0, 0.5, 1, 3),
    errors: new Float64Array(5).fill(1),
  };
  const given = { level: 0.4, power: 0.8, effects: [0, 2, -2, 5], df: Infinity };
  const [byT, byEstimate] = rejectionRules(draws, given);

  it('thresholds, size, power and wrong signs', () => {
    const critical = byT!.critical!;
    expect(critical).toBeCloseTo(0.8416212335729143, 12);
    expect(byT!.size).toBe(3 / 5);
    // Upwards from c − b: −2.16, −0.16, 0.34, 0.84, 1.84; the fourth is the minimum at 80 %.
    expect(byT!.mde!.positive).toBeCloseTo(critical, 14);
    expect(byT!.mde!.negative).toBeCloseTo(-(critical + 1), 14);
    expect(byT!.curve.map(({ share }) => share)).toEqual([3 / 5, 1, 4 / 5, 1]);
    expect(byT!.curve.map(({ wrong_sign }) => wrong_sign)).toEqual([0, 0, 1 / 5, 0]);
  });

  it('randomisation: two of five draws are as large as 1', () => {
    expect(byEstimate).toMatchObject({ critical: 1, size: 3 / 5 });
    const strict = rejectionRules(draws, { ...given, level: 0.1 });
    expect(strict[1]).toMatchObject({ critical: null, mde: null, curve: [] });
  });

  it('(t₀.₉₇₅ + t₀.₈) · se', () => {
    expect(minimumEffect(1, Infinity, 0.05, 0.8)).toBeCloseTo(2.801585218, 8);
    expect(minimumEffect(2, 10, 0.05, 0.8)).toBeCloseTo(
      2 * (2.2281388519649385 + 0.879057828551),
      8,
    );
    expect(minimumEffect(1, Infinity, 0.05, 0.5)).toBeCloseTo(1.959963984540054, 12);
  });
});
