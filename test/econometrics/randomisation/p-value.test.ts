import { describe, expect, it } from 'vitest';
import { randomisationP } from '../../../src/econometrics/randomisation/p-value.ts';

describe('randomisation p values', () => {
  const draws = Float64Array.of(-3, -1, 0, 1, 2);

  it('by hand: of −3, −1, 0, 1, 2 two are at least as far from zero as 2', () => {
    const found = randomisationP(draws, 2);
    expect(found).toMatchObject({ n: 5, count: 2, ties: 1, p_value: 0.4, mean: -0.2 });
    expect([found.p_value_plus_one, found.p_right, found.p_left]).toEqual([0.5, 0.2, 1]);
    // Squared distances from −0.2: 7.84 + 0.64 + 0.04 + 1.44 + 4.84 = 14.8.
    expect(found.sd).toBeCloseTo(Math.sqrt(14.8 / 4), 14);
  });

  it('the other sign has the other tail, and the same two sides', () => {
    const [up, down] = [
      randomisationP(draws, 1),
      randomisationP(
        draws.map((v) => -v),
        -1,
      ),
    ];
    expect([down.count, down.p_left]).toEqual([up.count, up.p_right]);
  });

  it('rounding decides nothing: a draw that is a hair smaller counts as equal', () => {
    const hair = 2 * (1 - 1e-12);
    expect(randomisationP(Float64Array.of(hair, 0), 2)).toMatchObject({ count: 1, ties: 1 });
    expect(randomisationP(Float64Array.of(1.999, 0), 2)).toMatchObject({ count: 0, ties: 0 });
  });

  it('one draw has no spread', () => {
    expect(randomisationP(Float64Array.of(4), 1).sd).toBeNull();
  });
});
