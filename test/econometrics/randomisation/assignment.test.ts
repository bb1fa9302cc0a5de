import { describe, expect, it } from 'vitest';
import {
  countAssignments,
  drawAssignments,
  enumerateAssignments,
  type AssignmentPlan,
} from '../../../src/econometrics/randomisation/assignment.ts';
import { randomStream } from '../../../src/econometrics/numeric/random.ts';

/** Five standard errors: a right generator fails once in a million seeds, and the seed is fixed. */
const FIVE_SIGMA = 5;

const all = (plan: AssignmentPlan): string[] => {
  const sets: string[] = [];
  enumerateAssignments(plan, (blocks) => sets.push([...blocks].join(' ')));
  return sets;
};
const drawn = (plan: AssignmentPlan, draws: number, seed = 1): string[] => {
  const sets: string[] = [];
  drawAssignments(plan, randomStream(seed, 'test'), draws, (blocks) =>
    sets.push([...blocks].sort((a, b) => a - b).join(' ')),
  );
  return sets;
};
const plan = (sizes: number[], target: number): AssignmentPlan => ({
  sizes: Int32Array.from(sizes),
  target,
});

describe('possible assignments', () => {
  it('are the combinations where every block counts the same', () => {
    expect(all(plan([1, 1, 1, 1], 2))).toEqual(['0 1', '0 2', '0 3', '1 2', '1 3', '2 3']);
    expect(countAssignments(plan(Array<number>(30).fill(1), 4))).toBe(27405);
    expect(countAssignments(plan(Array<number>(2000).fill(1), 800))).toBe(Infinity);
  });

  it('hold a given number of units where blocks have sizes', () => {
    expect(all(plan([1, 2, 3, 4], 5))).toEqual(['0 3', '1 2']);
    expect(countAssignments(plan([1, 2, 3, 4], 5))).toBe(2);
    expect(countAssignments(plan([2, 4], 3))).toBe(0);
    expect(all(plan([2, 4], 3))).toEqual([]);
  });
});

describe('random assignments', () => {
  it.each([
    ['blocks of one size', plan([1, 1, 1, 1, 1], 2)],
    ['blocks of several sizes', plan([1, 2, 3, 1, 4, 2, 3], 6)],
  ])('take every possible one at the same rate: %s', (_, own) => {
    const draws = 20_000;
    const counts = new Map(all(own).map((set) => [set, 0]));
    for (const set of drawn(own, draws)) counts.set(set, (counts.get(set) ?? NaN) + 1);
    const share = 1 / countAssignments(own);
    const error = Math.sqrt(draws * share * (1 - share));
    for (const count of counts.values()) {
      expect(Math.abs(count - draws * share)).toBeLessThan(FIVE_SIGMA * error);
    }
    expect(counts.size).toBe(countAssignments(own));
  });

  it('repeat with the seed, and more draws begin with the same ones', () => {
    const own = plan(Array<number>(40).fill(1), 7);
    expect(drawn(own, 50)).toEqual(drawn(own, 80).slice(0, 50));
    expect(drawn(own, 50, 2)).not.toEqual(drawn(own, 50));
    expect(new Set(drawn(own, 50)).size).toBeGreaterThan(45);
  });
});
