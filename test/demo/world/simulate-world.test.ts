import { describe, expect, it } from 'vitest';
import { effectsOf } from '../../../src/demo/world/simulate-world.ts';
import { REAL_CITIES } from '../real-cities.ts';

describe('effectsOf', () => {
  it('averages to the total over the treated sample, with the published values by type', () => {
    const effects = effectsOf(REAL_CITIES);
    const treated = REAL_CITIES.flatMap((city, i) =>
      city.treated && city.inSample ? [{ city, effect: effects[i]! }] : [],
    );
    expect(mean(treated.map(({ effect }) => effect))).toBeCloseTo(0.0732, 12);
    const growing = treated.find(({ city }) => city.resourceType === 'growing');
    expect(growing?.effect).toBe(0.00161);
    expect(REAL_CITIES.every(({ treated: t }, i) => t || effects[i] === 0)).toBe(true);
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
