import { describe, expect, it } from 'vitest';
import type { Frame } from '../../src/econometrics/frame/frame.ts';
import * as planted from '../../src/demo/world/parameters.ts';
import { simulatePanel } from '../../bench/simulate-panel.ts';
import { PAPER_YEARS, REAL_CITIES } from '../demo/real-cities.ts';

const OPTIONS = { ...PAPER_YEARS, cities: REAL_CITIES };
/** The same world without the policy. */
const NEVER = { ...OPTIONS, policyYear: 2020 };

describe('simulatePanel', () => {
  const panel = simulatePanel(20170101, OPTIONS);

  it('has a row for each city of the sample and year, ordered', () => {
    expect(panel.rows).toBe(3584);
    const keys = numbers(panel, 'city').map(
      (code, row) => code * 10_000 + numbers(panel, 'year')[row]!,
    );
    expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b));
    expect(total(panel, 'did')).toBe(55 * 3);
    expect(total(panel, 'treat')).toBe(55 * 14);
  });

  it('is the same for the same seed, another for another', () => {
    const again = simulatePanel(20170101, OPTIONS);
    expect(again).toEqual(panel);
    expect(numbers(simulatePanel(1, OPTIONS), 'ln_et')).not.toEqual(numbers(panel, 'ln_et'));
  });

  it('keeps shares within their bounds and leaves no gap', () => {
    for (const [name, column] of Object.entries(panel.columns)) {
      if (column.kind === 'number')
        expect([name, column.values.some(Number.isNaN)]).toEqual([name, false]);
    }
    for (const share of ['es', 'lu', 'gs']) {
      expect(Math.min(...numbers(panel, share))).toBeGreaterThan(0);
      expect(Math.max(...numbers(panel, share))).toBeLessThan(1);
    }
    expect(Math.min(...numbers(panel, 'citations_domestic'))).toBeGreaterThanOrEqual(0);
  });

  /** Rounding to whole citations moves ln_et by less than half a citation of the smallest city. */
  const ROUNDING = 0.01;

  it('plants the effects: the difference to the same world without the policy', () => {
    const without = simulatePanel(20170101, NEVER);
    const effect = (name: string): number => {
      const difference = numbers(panel, name).map(
        (value, row) => value - numbers(without, name)[row]!,
      );
      const did = numbers(panel, 'did');
      const untouched = difference.filter((_, row) => did[row] === 0);
      expect(untouched.every((value) => value === 0)).toBe(true);
      return mean(difference.filter((_, row) => did[row] === 1));
    };
    expect(effect('ln_et')).toBeCloseTo(planted.EFFECT_TOTAL, 3);
    expect(effect('ln_et_abroad')).toBeCloseTo(planted.EFFECT_ABROAD, 3);
    expect(effect('es')).toBeCloseTo(planted.EFFECT_ES, 4);
    expect(effect('eue')).toBeCloseTo(planted.EFFECT_EUE, 4);
    expect(effect('mkt')).toBeCloseTo(planted.EFFECT_MKT, 2);
    // What is not abroad is at home: the published 0.0582 up to the curvature of the logarithm.
    expect(Math.abs(effect('ln_et_domestic') - 0.0582)).toBeLessThan(ROUNDING);
  });

  it('lies near the known percentiles of the real cities', () => {
    // 5, 50 and 95 percent of CSMAR's values for the same cities, and how far off is near enough:
    // three standard errors of a sample quantile of 256 is up to a quarter at the ends.
    const known: [string, number, number[]][] = [
      ['population', 2006, [127, 384, 935]],
      ['population', 2019, [130, 408, 1042]],
      ['pgdp', 2006, [0.5969, 1.3915, 5.0232]],
      ['pgdp', 2019, [2.8451, 5.1118, 14.2739]],
      ['ind', 2010, [26, 36, 51]],
      ['ind', 2019, [40, 49, 65]],
      ['eue', 2006, [0.51, 0.88, 1.8]],
      ['eue', 2012, [0.34, 0.56, 0.96]],
    ];
    for (const [name, year, quantiles] of known) {
      const values = numbers(panel, name).filter((_, row) => numbers(panel, 'year')[row] === year);
      values.sort((a, b) => a - b);
      [0.05, 0.5, 0.95].forEach((p, k) => {
        const ratio = values[Math.round(p * (values.length - 1))]! / quantiles[k]!;
        expect([name, year, p, ratio > 0.75 && ratio < 1.33]).toEqual([name, year, p, true]);
      });
    }
  });
});

function numbers(frame: Frame, name: string): number[] {
  const column = frame.columns[name];
  if (column?.kind !== 'number') throw new Error(`no numbers in ${name}`);
  return Array.from(column.values);
}

function total(frame: Frame, name: string): number {
  return numbers(frame, name).reduce((sum, value) => sum + value, 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
