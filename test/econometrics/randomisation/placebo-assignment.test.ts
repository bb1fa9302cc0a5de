import { describe, expect, it } from 'vitest';
import { readAssignment } from '../../../src/econometrics/randomisation/placebo-assignment.ts';

const codes = (name: string, ...values: number[]) => ({
  name,
  codes: Int32Array.from(values),
  levels: Math.max(...values) + 1,
});
/** Four cities in two periods; cities 0 and 1 are province 0, treated in truth. */
const units = codes('city', 0, 0, 1, 1, 2, 2, 3, 3);
const post = Float64Array.of(0, 1, 0, 1, 0, 1, 0, 1);
const rows = {
  treatment: Float64Array.of(0, 1, 0, 1, 0, 0, 0, 0),
  post,
  units,
  blocks: units,
  keep: 'groups',
} as const;

describe('the assignment that a panel shows', () => {
  it('by unit: two of four cities', () => {
    const { treated, plan, counts } = readAssignment(rows);
    expect([...treated]).toEqual([0, 1]);
    expect([[...plan.sizes], plan.target]).toEqual([[1, 1, 1, 1], 2]);
    expect(counts).toEqual({ blocks: 4, treated_blocks: 2, units: 4, treated_units: 2 });
  });

  it('by province: one of three, or two cities of four', () => {
    const blocks = codes('prov', 0, 0, 0, 0, 1, 1, 2, 2);
    const groups = readAssignment({ ...rows, blocks });
    expect([[...groups.plan.sizes], groups.plan.target]).toEqual([[1, 1, 1], 1]);
    const kept = readAssignment({ ...rows, blocks, keep: 'units' });
    expect([[...kept.plan.sizes], kept.plan.target]).toEqual([[2, 1, 1], 2]);
  });

  it('a city without a row after the policy tells nothing, and is no control', () => {
    const early = { ...rows, post: Float64Array.of(0, 1, 0, 1, 0, 1, 0, 0) };
    const blocks = codes('prov', 0, 0, 1, 1, 2, 2, 0, 0);
    expect([...readAssignment({ ...early, blocks }).treated]).toEqual([0, 1]);
  });

  it.each([
    ['before the policy', { treatment: Float64Array.of(1, 1, 0, 1, 0, 0, 0, 0) }],
    ['it is 0.5 in a row after', { treatment: Float64Array.of(0, 0.5, 0, 1, 0, 0, 0, 0) }],
    ['no unit of this sample is treated', { treatment: new Float64Array(8) }],
    ['every unit of this sample is treated', { treatment: post }],
    ['changes within', { post: Float64Array.of(1, 1, 0, 1, 0, 1, 0, 1) }],
    ['several values of "prov"', { blocks: codes('prov', 0, 1, 0, 0, 1, 1, 1, 1) }],
    ['hold untreated units too', { blocks: codes('prov', 0, 0, 1, 1, 1, 1, 2, 2) }],
  ])('refuses: %s', (text, more) => {
    expect(() => readAssignment({ ...rows, ...more })).toThrow(text);
  });
});
