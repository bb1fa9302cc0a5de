import { describe, expect, it } from 'vitest';
import { checkScale } from '../../src/cities/scale.ts';

const RULES = { gdp: { min: 10, max: 1000, jump: 2.5 } };
const origin = { file: 'a.xlsx', sheet: 'S', row: 1, column: 'GDP' };

/** Years from 2000 on of one place; which of them are refused. */
function refused(values: readonly number[], variable = 'gdp'): string[] {
  const observations = values.map((value, i) => ({
    place: 1,
    variable,
    year: 2000 + i,
    value,
    origin,
  }));
  return checkScale(observations as never, RULES).rejected.map(({ value }) => value);
}

describe('a value out of scale', () => {
  it('lies outside the bounds of its variable', () => {
    expect(refused([9, 10, 11])).toEqual(['9']);
    expect(refused([999, 1000, 1001])).toEqual(['1001']);
    expect(refused([1, 1e9], 'free')).toEqual([]);
  });

  it('is a jump against its neighbours, up or down', () => {
    expect(refused([100, 100, 251, 100, 100])).toEqual(['251']);
    expect(refused([100, 100, 39, 100, 100])).toEqual(['39']);
    expect(refused([100, 100, 249, 100, 100])).toEqual([]);
  });

  it('is not told from the right one by a single neighbour', () => {
    expect(refused([100, 900])).toEqual([]);
  });

  it('does not take the right ones with it, two in a row at an end included', () => {
    expect(refused([100, 100, 900, 900, 100, 100, 100])).toEqual(['900', '900']);
    expect(refused([100, 100, 100, 100, 100, 900, 900])).toEqual(['900', '900']);
  });
});
