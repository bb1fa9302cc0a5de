import { describe, expect, it } from 'vitest';
import { prepareAbsorber, type Absorber } from '../../../src/econometrics/absorb/absorb.ts';
import type { Codes } from '../../../src/econometrics/frame/codes.ts';
import { redundantLevels } from '../../../src/econometrics/absorb/connected-sets.ts';
import { UserError } from '../../../src/text/user-error.ts';
import { effectLeverage } from '../../../src/econometrics/variance/leverage.ts';
import { SAME } from '../tolerance.ts';

function codes(length: number, levels: number, level: (i: number) => number): Codes {
  return { codes: Int32Array.from({ length }, (_, i) => level(i)), levels };
}

const effects = [
  codes(240, 40, (i) => i % 40),
  codes(240, 12, (i) => (i * i + Math.floor(i / 7)) % 12),
  codes(240, 5, (i) => Math.floor(i / 3) % 5),
];
const weights = Float64Array.from({ length: 240 }, (_, i) => 1 + (i % 4));

function iterative(absorber: Absorber): Absorber {
  return { ...absorber, method: 'conjugate gradient', elimination: null };
}

describe('leverage of effects that are absorbed iteratively', () => {
  it.each([
    ['unweighted', null],
    ['weighted', weights],
  ] as const)('is that of the direct route, %s', (_, w) => {
    const absorber = prepareAbsorber(effects, w);
    expect(absorber.method).toBe('elimination');
    const [direct, other] = [absorber, iterative(absorber)].map((a) =>
      effectLeverage(a, 240, true),
    );
    direct!.forEach((value, i) => expect(Math.abs(value - other![i]!)).toBeLessThan(SAME));
  });

  it('adds up to the rank of the dummies, with more than a thousand levels in each of two effects', () => {
    const large = [
      codes(3000, 1020, (i) => i % 1020),
      codes(3000, 1010, (i) => (i * 7 + Math.floor(i / 1020)) % 1010),
    ];
    const absorber = prepareAbsorber(large, null);
    expect(absorber.method).toBe('conjugate gradient');
    const leverage = effectLeverage(absorber, 3000, true);
    const sum = leverage.reduce((total, value) => total + value, 0);
    expect(sum).toBeCloseTo(2030 - redundantLevels(large), 6);
    expect(Math.max(...leverage)).toBeLessThan(1 + 1e-9);
  });

  it('is one by hand where a level has one row, and a half where it has two', () => {
    const pairs = [codes(4, 3, (i) => [0, 1, 2, 2][i]!), codes(4, 2, (i) => [0, 0, 1, 1][i]!)];
    const leverage = effectLeverage(iterative(prepareAbsorber(pairs, null)), 4, true);
    [1, 1, 0.5, 0.5].forEach((value, i) => expect(leverage[i]).toBeCloseTo(value, 12));
  });

  it('is unmoved by an effect that another one holds, with weights that leave rounding', () => {
    const cities = codes(24, 8, (i) => i % 8);
    const provinces = codes(24, 3, (i) => (i % 8) % 3);
    const w = Float64Array.from({ length: 24 }, (_, i) => 0.3 + ((i * 7919) % 13) / 7);
    const absorber = prepareAbsorber([cities, provinces], w);
    expect(absorber.method).toBe('elimination');
    const both = effectLeverage(absorber, 24, true);
    const alone = effectLeverage(prepareAbsorber([cities], w), 24, true);
    both.forEach((value, i) => expect(Math.abs(value - alone[i]!)).toBeLessThan(SAME));
  });

  it('is refused where the system is too large', () => {
    const large = [codes(6000, 2500, (i) => i % 2500), codes(6000, 2400, (i) => (i * 11) % 2400)];
    try {
      effectLeverage(prepareAbsorber(large, null), 6000, true);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect([error.code, error.message]).toEqual([
        'E_UNSUPPORTED_VCOV',
        expect.stringContaining('2400 levels'),
      ]);
    }
  });
});
