import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { correlations, summarise, varianceInflation } from '../../src/econometrics/describe.ts';
import { UserError } from '../../src/text/user-error.ts';
import { feols } from '../../src/econometrics/feols.ts';
import { quantile } from '../../src/econometrics/numeric/quantile.ts';
import { frameOf, readFrameCsv, takeRows, withColumns } from './frame/read-frame.ts';
import { relative, SAME, VS_REFERENCE } from './tolerance.ts';

const OWN = join(import.meta.dirname, '../reference');
const CONTROLS = ['lngdp', 'indshare', 'fin', 'gov', 'fdi'];
const panel = readFrameCsv(join(OWN, 'sim_eurt.csv'));

interface Reference {
  readonly described: readonly (Readonly<Record<string, number>> & { readonly variable: string })[];
  readonly correlation: readonly (readonly number[])[];
  readonly vif: Readonly<Record<string, number>>;
}
const reference = JSON.parse(readFileSync(join(OWN, 'matching-placebo.json'), 'utf8')) as Reference;

const small = frameOf({
  a: [3, 1, NaN, 2, 10, 4],
  b: [2, 4, 6, 8, 10, Infinity],
  same: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1],
  none: [NaN, NaN, NaN, NaN, NaN, NaN],
  text: ['x', 'y', 'x', 'y', 'x', 'y'],
});

describe('summary', () => {
  it('by hand', () => {
    expect(summarise(small, ['a', 'none'])).toEqual([
      {
        variable: 'a',
        n: 5,
        missing: 1,
        mean: 4,
        sd: Math.sqrt(12.5),
        min: 1,
        p25: 2,
        median: 3,
        p75: 4,
        max: 10,
      },
      {
        variable: 'none',
        n: 0,
        missing: 6,
        mean: null,
        sd: null,
        min: null,
        p25: null,
        median: null,
        p75: null,
        max: null,
      },
    ]);
    expect(summarise(small, ['b'])[0]).toMatchObject({ n: 5, missing: 1, max: 10 });
    expect(summarise(frameOf({ one: [7] }), ['one'])[0]).toMatchObject({
      mean: 7,
      sd: null,
      p25: 7,
    });
    expect([0, 0.1, 0.25, 1].map((share) => quantile([1, 2, 4, 8], share))).toEqual([
      1, 1.3, 1.75, 8,
    ]);
  });

  it('equals R, and does not depend on the order of rows', () => {
    const rows = summarise(panel, ['y', ...CONTROLS]);
    const mixed = takeRows(panel, [...Array(panel.rows).keys()].toReversed());
    const again = summarise(mixed, ['y', ...CONTROLS]);
    reference.described.forEach(({ variable, ...wanted }, i) => {
      expect(rows[i]!.variable).toBe(variable);
      for (const [key, value] of Object.entries(wanted)) {
        expect(relative(rows[i]![key as 'mean']!, value)).toBeLessThan(VS_REFERENCE);
        expect(relative(again[i]![key as 'mean']!, value)).toBeLessThan(VS_REFERENCE);
      }
    });
  });
});

describe('correlations', () => {
  it('by hand: of the four rows that are complete in both', () => {
    // a = 3, 1, 2, 10 and b = 2, 4, 8, 10: sums of squares 50 and 40, of products 30.
    const { n, values } = correlations(small, ['a', 'b', 'same']);
    expect(n).toBe(4);
    expect(values[0]![1]).toBeCloseTo(30 / Math.sqrt(50 * 40), 14);
    expect(values[2]).toEqual([null, null, null]);
  });

  it('equals R, is symmetric, and is one with itself', () => {
    const { values } = correlations(panel, ['y', ...CONTROLS]);
    reference.correlation.forEach((row, i) => {
      row.forEach((wanted, j) => {
        expect(relative(values[i]![j]!, wanted)).toBeLessThan(VS_REFERENCE);
        expect(values[i]![j]).toBe(values[j]![i]);
      });
      expect(values[i]![i]).toBe(1);
    });
  });
});

describe('variance inflation', () => {
  it('equals R and 1 / (1 − R²) of a regression, in any units', () => {
    const rows = varianceInflation(panel, CONTROLS);
    const scaled = withColumns(panel, { fin: (value) => 1e6 * value('fin') - 5 });
    const again = varianceInflation(scaled, CONTROLS.toReversed()).toReversed();
    rows.forEach(({ variable, vif, tolerance }, i) => {
      const others = CONTROLS.filter((name) => name !== variable).join(' + ');
      const { r2 } = feols(panel, `${variable} ~ ${others}`);
      expect(relative(vif, reference.vif[variable]!)).toBeLessThan(VS_REFERENCE);
      expect(relative(tolerance, 1 - r2)).toBeLessThan(SAME);
      expect(relative(again[i]!.vif, vif)).toBeLessThan(VS_REFERENCE);
    });
  });

  it('is one for variables that have nothing to do with each other, and infinite for copies', () => {
    const frame = frameOf({ p: [1, -1, 1, -1], q: [1, 1, -1, -1], r: [3, 1, 3, 1] });
    expect(varianceInflation(frame, ['p', 'q']).map(({ vif }) => vif)).toEqual([1, 1]);
    expect(() => varianceInflation(frame, ['p', 'q', 'r'])).toThrow(/"r" does not vary/u);
    expect(() => varianceInflation(small, ['b', 'same'])).toThrow(/"same" does not vary/u);
  });
});

describe('what cannot be described', () => {
  it.each<[string, () => unknown]>([
    ['E_UNKNOWN_COLUMN', () => summarise(small, ['c'])],
    ['E_NOT_NUMERIC', () => correlations(small, ['a', 'text'])],
    ['E_NO_ROWS', () => correlations(small, ['a', 'none'])],
  ])('%s', (code, run) => {
    let found: unknown;
    try {
      run();
    } catch (error) {
      found = error instanceof UserError ? error.code : error;
    }
    expect(found).toBe(code);
  });
});
