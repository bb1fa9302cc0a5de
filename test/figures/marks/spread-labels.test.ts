import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spreadLabels } from '../../../src/figures/marks/spread-labels.ts';

const GAP = 16;
/** Places are sums of a few doubles. */
const ROUNDING = 1e-9;

describe('spreadLabels', () => {
  test('leaves labels that are far enough apart', () => {
    expect(spreadLabels([100, 10, 50], GAP)).toEqual([100, 10, 50]);
  });

  test('moves two that are close by the same distance', () => {
    expect(spreadLabels([104, 100], GAP)).toEqual([110, 94]);
  });

  test('moves a third that the first two are pushed against', () => {
    expect(spreadLabels([0, 0, 20], GAP)).toEqual([
      -9.333333333333334, 6.666666666666666, 22.666666666666664,
    ]);
  });

  test('keeps the gap and the order, and moves the whole by nothing', () => {
    const labels = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(labels, (wanted) => {
        const places = spreadLabels(wanted, GAP);
        const order = places
          .map((_, i) => i)
          .sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
        const sorted = order.map((i) => places[i] ?? 0);
        for (let i = 1; i < sorted.length; i++) {
          expect((sorted[i] ?? 0) - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(GAP - ROUNDING);
        }
        const sum = (list: readonly number[]) => list.reduce((total, x) => total + x, 0);
        expect(sum(places)).toBeCloseTo(sum(wanted), 6);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});
