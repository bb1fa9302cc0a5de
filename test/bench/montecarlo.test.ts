import { describe, expect, it } from 'vitest';
import { MODELS } from '../../bench/montecarlo-models.ts';
import { judge, summarise, type World } from '../../bench/montecarlo-verdict.ts';
import { feols } from '../../src/econometrics/feols.ts';
import { simulatePanel } from '../../bench/simulate-panel.ts';
import { REAL_CITIES } from '../demo/real-cities.ts';
import { valuesOf } from '../econometrics/frame/read-frame.ts';

const MODEL = MODELS.find(({ id }) => id === 'table1.2')!;
const SMALL = MODELS.find(({ id }) => id === 'table6.2')!;

/** 100 worlds with truth 1, estimates 1 + bias ± 1, the first `covered` of which are covered. */
function worlds(bias: number, covered: number): World[] {
  return Array.from({ length: 100 }, (_, i) => ({
    truth: 1,
    estimate: 1 + bias + (i % 2 === 0 ? 1 : -1),
    std_error: 2,
    covered: i < covered,
  }));
}

describe('the verdict of the Monte Carlo study', () => {
  it('summarises by hand', () => {
    const { bias, error, coverage, mean } = summarise(worlds(0.1, 95), 0);
    expect(bias).toBeCloseTo(0.1, 14);
    expect(error).toBeCloseTo(Math.sqrt(1 / 99), 14);
    expect(summarise(worlds(0, 95), 0.1).error).toBeCloseTo(Math.sqrt(1 / 99 + 0.01), 14);
    expect([coverage, mean]).toEqual([0.95, expect.closeTo(1.1, 12)]);
  });

  it.each([
    ['near and covered', MODEL, 0.1, 95, null, 'ok'],
    ['covered too seldom', MODEL, 0.1, 91, null, 'FAILED'],
    ['covered too often', MODEL, 0.1, 99, null, 'FAILED'],
    ['far off', MODEL, 0.3, 95, null, 'FAILED'],
    ['far off by chance', MODEL, 0.3, 95, 0.1, 'ok'],
    ['far off again', MODEL, 0.3, 95, 0.3, 'FAILED'],
    ['a known bad coverage', SMALL, 0.1, 60, null, 'expected'],
    ['a bad mean where only coverage is known to be bad', SMALL, 0.3, 60, null, 'FAILED'],
  ] as const)('%s', (_, model, bias, covered, again, verdict) => {
    const repeated = again === null ? null : summarise(worlds(again, 95), 0);
    const outcome = judge(model, summarise(worlds(bias, covered), 0), repeated);
    expect(outcome.verdict).toBe(verdict);
    expect(outcome.repetition === undefined).toBe(again === null);
  });
});

describe('the worlds of the Monte Carlo study', () => {
  const years = { cities: REAL_CITIES, firstYear: 2006, lastYear: 2019 };
  const panel = simulatePanel(5, { ...years, policyYear: 2017 });
  const without = simulatePanel(5, { ...years, policyYear: 2020 });

  it('differ by the policy in treated rows, and in nothing else', () => {
    const did = valuesOf(panel, 'did');
    for (const name of ['ln_et', 'ln_et_abroad', 'es', 'eue', 'mkt', 'pgdp', 'lu', 'gs', 'ind']) {
      const [one, zero] = [valuesOf(panel, name), valuesOf(without, name)];
      const moved = [...did.keys()].filter((row) => one[row] !== zero[row]);
      expect(moved.filter((row) => did[row] !== 1)).toEqual([]);
      const isMoved = ['ln_et', 'ln_et_abroad', 'es', 'eue', 'mkt'].includes(name);
      expect(moved.length > 0).toBe(isMoved);
    }
  });

  it('have every model, whose first term is compared', () => {
    for (const { id, formula, outcome, kind } of MODELS) {
      expect(formula.startsWith(`${outcome} ~ `), id).toBe(true);
      const [first] = feols(panel, formula).terms;
      expect(first!.term === 'did', id).toBe(kind === 'effect');
    }
  });
});
