import { describe, expect, test } from 'vitest';
import { summariseScores } from '../../../src/econometrics/matching/scores.ts';

const ROWS = {
  treated: [1, 1, 1, 0, 0, 0, 0],
  score: [0.3, 0.5, 0.8, 0.2, 0.3, 0.4, 0.6],
  support: [1, 1, 0, 1, 1, 1, 1],
  weight: [1, 1, Number.NaN, 0, 1.5, 0.5, 0.25],
};

describe('summariseScores', () => {
  test('takes all rows before matching, and the weighted ones after it', () => {
    const { densities } = summariseScores(ROWS);
    expect(densities.map(({ panel, group, density }) => [panel, group, density.n])).toEqual([
      ['before', 'treated', 3],
      ['before', 'other', 4],
      ['after', 'treated', 2],
      ['after', 'other', 3],
    ]);
    // (1.5 · 0.3 + 0.5 · 0.4 + 0.25 · 0.6) / 2.25.
    expect(densities[3]?.mean).toBeCloseTo(0.8 / 2.25, 15);
  });

  test('has a common support where the groups overlap, and none where they do not', () => {
    expect(summariseScores(ROWS)).toMatchObject({
      support: { low: 0.3, high: 0.6 },
      off_support: 1,
    });
    const apart = { ...ROWS, score: [0.7, 0.8, 0.9, 0.1, 0.2, 0.3, 0.4] };
    expect(summariseScores(apart).support).toBeNull();
  });

  test('leaves out a group without scores', () => {
    const unmatched = { ...ROWS, weight: ROWS.weight.map((weight, i) => (i < 3 ? weight : 0)) };
    expect(summariseScores(unmatched).densities).toHaveLength(3);
  });
});
