import { describe, expect, it } from 'vitest';
import { cholesky, inverse, solveInPlace } from '../../../src/econometrics/numeric/cholesky.ts';

const TOLERANCE = 1e-10;

describe('cholesky', () => {
  it('solves and inverts by hand: [4 2; 2 3]', () => {
    const factor = cholesky(Float64Array.from([4, 2, 2, 3]), 2, TOLERANCE);
    const b = Float64Array.from([8, 7]);
    solveInPlace(factor, b);
    expect(b[0]).toBeCloseTo(1.25, 14);
    expect(b[1]).toBeCloseTo(1.5, 14);
    const expected = [3 / 8, -2 / 8, -2 / 8, 4 / 8];
    inverse(factor).forEach((value, at) => expect(value).toBeCloseTo(expected[at] ?? NaN, 14));
  });

  it('leaves out the later of two rows that say the same, whatever their units', () => {
    for (const unit of [1e-9, 1, 1e9]) {
      const [a, b, c] = [1, 3 * unit, 2];
      const matrix = Float64Array.from([
        a * a,
        a * b,
        1, // the second column is three units times the first
        a * b,
        b * b,
        b,
        1,
        b,
        c * c,
      ]);
      const factor = cholesky(matrix, 3, TOLERANCE);
      expect([...factor.kept]).toEqual([1, 0, 1]);
      const solution = Float64Array.from([2, 2 * b, 5]);
      solveInPlace(factor, solution);
      expect(solution[0]! + solution[2]!).toBeCloseTo(2, 12);
      expect(solution[1]).toBe(0);
    }
  });

  it('leaves out a row of zeros', () => {
    expect([...cholesky(Float64Array.from([0, 0, 0, 2]), 2, TOLERANCE).kept]).toEqual([0, 1]);
  });
});
