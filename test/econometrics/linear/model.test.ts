import { describe, expect, it } from 'vitest';
import { solveLinearModel, type LinearModelInput } from '../../../src/econometrics/linear/model.ts';

const codes = (name: string, ...values: number[]) => ({
  name,
  codes: Int32Array.from(values),
  levels: Math.max(...values) + 1,
});
const solve = (
  y: readonly number[],
  regressors: Readonly<Record<string, readonly number[]>>,
  more: Partial<LinearModelInput> = {},
) =>
  solveLinearModel({
    outcome: Float64Array.from(y),
    regressors: Object.entries(regressors).map(([name, values]) => ({
      name,
      values: Float64Array.from(values),
    })),
    effects: [],
    weights: null,
    intercept: true,
    ...more,
  });

describe('a linear model', () => {
  it('by hand: a line through 1, 3, 2, 5, the constant from the means', () => {
    const model = solve([1, 3, 2, 5], { x: [0, 1, 2, 3] });
    expect(model.coefficients[0]).toBeCloseTo(1.1, 14);
    expect(model.constant).toBeCloseTo(1.1, 14);
    expect([model.means[0], model.mass, model.centred]).toEqual([1.5, 4, true]);
    expect(model.ssr).toBeCloseTo(2.7, 13);
    expect(model.ssrNull).toBeCloseTo(8.75, 13);
    expect(model.bread[0]).toBeCloseTo(1 / 5, 14);
  });

  it('two units in two periods: the difference of differences', () => {
    const unit = codes('unit', 0, 0, 1, 1, 2, 2);
    const time = codes('time', 0, 1, 0, 1, 0, 1);
    const y = [1, 6, 2, 3, 4, 6];
    const model = solve(y, { d: [0, 1, 0, 0, 0, 0] }, { effects: [unit, time] });
    // Changes 5 against the mean of 1 and 2.
    expect(model.coefficients[0]).toBeCloseTo(3.5, 13);
    expect(model.ssr).toBeCloseTo(0.25, 13);
  });

  it('without a constant nothing is centred, and the outcome still varies around its mean', () => {
    const model = solve([1, 3, 2], { x: [1, 2, 2] }, { intercept: false });
    expect(model.coefficients[0]).toBeCloseTo(11 / 9, 14);
    expect([model.constant, model.centred]).toEqual([0, false]);
    expect(model.ssrNull).toBeCloseTo(2, 14);
  });

  it('says why a regressor was dropped', () => {
    const unit = codes('unit', 0, 0, 1, 1, 2, 2);
    const model = solve(
      [1, 6, 2, 3, 4, 7],
      {
        x: [1, 2, 5, 3, 2, 8],
        one: [1, 1, 1, 1, 1, 1],
        u: [3, 3, 4, 4, 9, 9],
        z: [2, 4, 10, 6, 4, 16],
      },
      { effects: [unit] },
    );
    expect(model.names).toEqual(['x']);
    expect(model.dropped).toEqual([
      { term: 'one', reason: 'constant' },
      { term: 'u', reason: 'absorbed' },
      { term: 'z', reason: 'collinear' },
    ]);
  });

  it.each<[string, readonly number[], Readonly<Record<string, readonly number[]>>, object]>([
    ['E_CONSTANT_OUTCOME', [2, 2, 2], { x: [1, 2, 4] }, {}],
    ['E_PERFECT_FIT', [2, 4, 8], { x: [1, 2, 4] }, {}],
    [
      'E_OUTCOME_ABSORBED',
      [1, 1, 2, 2],
      { x: [1, 2, 4, 3] },
      { effects: [codes('u', 0, 0, 1, 1)] },
    ],
    ['E_NO_REGRESSORS', [1, 3, 2, 5], { x: [1, 1, 2, 2] }, { effects: [codes('u', 0, 0, 1, 1)] }],
  ])('%s', (code, y, regressors, more) => {
    expect(() => solve(y, regressors, more)).toThrow(expect.objectContaining({ code }));
  });
});
