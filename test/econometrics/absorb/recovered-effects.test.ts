import { describe, expect, it } from 'vitest';
import { recoverLevels } from '../../../src/econometrics/absorb/recovered-effects.ts';
import { encode, type Codes } from '../../../src/econometrics/frame/codes.ts';

describe('levels from what they add up to', () => {
  it('two connected effects: the first level of the second is zero', () => {
    const effects = [codes(1, 1, 2, 2), codes(1, 2, 1, 2)];
    const { values, references, isRegular } = recoverLevels(effects, Float64Array.of(3, 7, 10, 14));
    expect(values.map((own) => [...own])).toEqual([
      [3, 10],
      [0, 4],
    ]);
    expect([references, isRegular]).toEqual([[0, 1], true]);
  });

  it('two sets that nothing connects: one level of the second effect is zero in each', () => {
    const effects = [codes(1, 1, 2, 2), codes(1, 2, 3, 4)];
    const { values, references } = recoverLevels(effects, Float64Array.of(3, 7, 10, 14));
    expect(values.map((own) => [...own])).toEqual([
      [3, 10],
      [0, 4, 0, 4],
    ]);
    expect(references).toEqual([0, 2]);
  });

  it('three effects whose levels follow from no single row are solved together', () => {
    // Each level twice, no row shares two levels with another: no chain of rows reaches all.
    const effects = [
      codes(1, 1, 1, 2, 2, 2, 3, 3, 3),
      codes(1, 2, 3, 1, 2, 3, 1, 2, 3),
      codes(1, 2, 3, 2, 3, 1, 3, 1, 2),
    ];
    const truth = [
      [1, 5, 2],
      [0, 3, -1],
      [0, 7, 4],
    ];
    const sums = Float64Array.from({ length: 9 }, (_, i) =>
      effects.reduce((sum, { codes: own }, q) => sum + truth[q]![own[i]!]!, 0),
    );
    const { values, references, isRegular } = recoverLevels(effects, sums);
    expect(isRegular).toBe(false);
    expect(references).toEqual([0, 1, 1]);
    values.forEach((own, q) =>
      own.forEach((value, level) => expect(value).toBeCloseTo(truth[q]![level]!, 12)),
    );
  });
});

/** Codes of the values in ascending order. */
function codes(...values: number[]): Codes {
  return encode(
    { kind: 'number', values: Float64Array.from(values) },
    Int32Array.from(values, (_, i) => i),
  );
}
