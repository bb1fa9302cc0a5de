import { describe, expect, it } from 'vitest';
import { groupRows, inOrder } from '../../../src/econometrics/absorb/groups.ts';

const effect = (codes: readonly number[], levels: number) => ({
  name: 'f',
  codes: Int32Array.from(codes),
  levels,
  mass: new Float64Array(levels).fill(1),
});

describe('rows by level', () => {
  it('keep their order within a level, with the other codes and weights beside them', () => {
    const groups = groupRows(
      effect([1, 0, 1, 0, 1], 2),
      [effect([0, 1, 2, 3, 4], 5)],
      Float64Array.of(10, 20, 30, 40, 50),
    );
    expect([...groups.first]).toEqual([0, 2, 5]);
    expect([...(groups.order ?? [])]).toEqual([1, 3, 0, 2, 4]);
    expect(groups.codes.map((codes) => [...codes])).toEqual([[1, 3, 0, 2, 4]]);
    expect([...(groups.weights ?? [])]).toEqual([20, 40, 10, 30, 50]);
    expect(groups.longest).toBe(3);
  });

  it('are left alone where they come sorted', () => {
    const groups = groupRows(effect([0, 0, 1], 2), [], null);
    expect([groups.order, groups.weights, groups.longest]).toEqual([null, null, 2]);
  });

  it('are brought into this order for the work, and back', () => {
    const groups = groupRows(effect([1, 0, 1], 2), [], null);
    const column = Float64Array.of(1, 2, 3);
    const seen = inOrder(groups, [column], () => {
      const now = [...column];
      column[0] = 7;
      return now;
    });
    expect(seen).toEqual([2, 1, 3]);
    expect([...column]).toEqual([1, 7, 3]);
  });
});
