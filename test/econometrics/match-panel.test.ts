import { describe, expect, it } from 'vitest';
import { feols } from '../../src/econometrics/feols.ts';
import type { Frame } from '../../src/econometrics/frame/frame.ts';
import { matchPanel, type MatchPanelOptions } from '../../src/econometrics/match-panel.ts';
import { propensity } from '../../src/econometrics/binary.ts';
import { matchOnScore } from '../../src/econometrics/matching/matching.ts';
import { normal, randomStream } from '../../src/econometrics/numeric/random.ts';

/** 40 units in three years; the first 15 are treated and tend to have a larger x. */
const UNITS = 40;
const YEARS = [2015, 2016, 2017];
const FRAME = panel();
const OPTIONS: MatchPanelOptions = {
  design: { kind: 'pooled' },
  link: 'logit',
  treated: 'treat',
  unit: 'unit',
  time: 'year',
  covariates: ['x', 'z'],
  method: { kind: 'kernel', kernel: 'epanechnikov', bandwidth: 0.06 },
  common: true,
};

describe('matchPanel', () => {
  it('pools all rows: one score, one match', () => {
    const { fitted } = propensity('logit', FRAME, 'treat ~ x + z');
    const direct = matchOnScore({
      score: fitted,
      treated: values('treat'),
      method: OPTIONS.method,
    });
    const match = matchPanel(FRAME, OPTIONS);
    expect([...match.score]).toEqual([...fitted]);
    expect([...match.weight].map((w) => w || 0)).toEqual([...direct.weight]);
    expect([...match.support]).toEqual([...direct.support]);
    expect(match.fits).toHaveLength(1);
  });

  it('matches year by year as each year alone is matched', () => {
    const match = matchPanel(FRAME, { ...OPTIONS, design: { kind: 'yearly' } });
    expect(match.fits).toHaveLength(3);
    for (const year of YEARS) {
      const rows = [...values('year').keys()].filter((row) => values('year')[row] === year);
      const alone = matchPanel(rowsOf(FRAME, rows), OPTIONS);
      expect(rows.map((row) => match.weight[row])).toEqual([...alone.weight]);
      expect(rows.map((row) => match.support[row])).toEqual([...alone.support]);
    }
  });

  it('carries what a unit has in the baseline year to its other years', () => {
    const match = matchPanel(FRAME, { ...OPTIONS, design: { kind: 'baseline', period: 2016 } });
    for (let unit = 0; unit < UNITS; unit++) {
      const own = match.weight.subarray(unit * 3, unit * 3 + 3);
      expect(new Set(own).size).toBe(1);
    }
    const rows = [...values('year').keys()].filter((row) => values('year')[row] === 2016);
    const alone = matchPanel(rowsOf(FRAME, rows), OPTIONS);
    expect(rows.map((row) => match.weight[row])).toEqual([...alone.weight]);
  });

  it('balances what was unbalanced, and names rows without a covariate by NaN', () => {
    const x = values('x').slice();
    x[7] = NaN;
    const frame: Frame = {
      rows: FRAME.rows,
      columns: { ...FRAME.columns, x: { kind: 'number', values: x } },
    };
    const match = matchPanel(frame, OPTIONS);
    const [row] = match.balance.rows;
    expect(Math.abs(row!.after.bias)).toBeLessThan(Math.abs(row!.before.bias) / 2);
    expect(match.balance.after.rubin_b).toBeLessThan(match.balance.before.rubin_b!);
    expect([match.score[7], match.support[7], match.weight[7]]).toEqual([NaN, 0, NaN]);
  });

  it('gives weights with which a regression finds the effect', () => {
    const { weight } = matchPanel(FRAME, OPTIONS);
    const columns = { ...FRAME.columns, weight: { kind: 'number' as const, values: weight } };
    const fit = feols({ rows: FRAME.rows, columns }, 'y ~ did | unit + year', {
      weights: 'weight',
    });
    const [did] = fit.terms;
    expect(Math.abs(did!.estimate - 1)).toBeLessThan(3 * did!.std_error);
  });

  it('refuses a baseline period that no row has, and two rows of a unit there', () => {
    const design = { kind: 'baseline' as const, period: 2020 };
    expect(() => matchPanel(FRAME, { ...OPTIONS, design })).toThrow('no row has the period 2020');
    const units = values('unit').slice();
    units[1] = units[4]!;
    const frame: Frame = {
      rows: FRAME.rows,
      columns: { ...FRAME.columns, unit: { kind: 'number', values: units } },
    };
    expect(() =>
      matchPanel(frame, { ...OPTIONS, design: { kind: 'baseline', period: 2016 } }),
    ).toThrow('has two rows');
  });
});

function panel(): Frame {
  const random = randomStream(11, 'match-panel');
  const names = ['unit', 'year', 'treat', 'did', 'x', 'z', 'y'] as const;
  const columns = Object.fromEntries(
    names.map((name) => [name, new Float64Array(UNITS * YEARS.length)]),
  ) as Record<(typeof names)[number], Float64Array>;
  for (let row = 0; row < UNITS * YEARS.length; row++) {
    const [unit, year] = [Math.floor(row / 3), YEARS[row % 3]!];
    const treat = unit < 15 ? 1 : 0;
    const did = treat === 1 && year === 2017 ? 1 : 0;
    const x = normal(random) + 0.6 * treat;
    const z = normal(random);
    const y = unit / 10 + did + 0.2 * normal(random);
    Object.entries({ unit, year, treat, did, x, z, y }).forEach(([name, value]) => {
      columns[name as keyof typeof columns][row] = value;
    });
  }
  return {
    rows: UNITS * YEARS.length,
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name, { kind: 'number', values: column }]),
    ),
  };
}

function values(name: string): Float64Array {
  const column = FRAME.columns[name];
  if (column?.kind !== 'number') throw new Error(name);
  return column.values;
}

function rowsOf(frame: Frame, rows: readonly number[]): Frame {
  return {
    rows: rows.length,
    columns: Object.fromEntries(
      Object.entries(frame.columns).map(([name, column]) => [
        name,
        column.kind === 'number'
          ? { kind: 'number', values: Float64Array.from(rows, (row) => column.values[row]!) }
          : column,
      ]),
    ),
  };
}
