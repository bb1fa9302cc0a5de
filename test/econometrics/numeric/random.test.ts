import { describe, expect, it } from 'vitest';
import {
  integer,
  normal,
  poisson,
  randomStream,
  shuffle,
  uniform,
  word,
} from '../../../src/econometrics/numeric/random.ts';

const DRAWS = 20_000;
/** Five standard errors: a right generator fails once in a million seeds, and the seed is fixed. */
const FIVE_SIGMA = 5;

describe('a random stream', () => {
  it('repeats itself for the same seed and name, and differs for another', () => {
    const first = (seed: number, name: string): number[] => {
      const stream = randomStream(seed, name);
      return Array.from({ length: 8 }, () => word(stream));
    };
    expect(first(7, 'a')).toEqual(first(7, 'a'));
    expect(first(7, 'a')).not.toEqual(first(8, 'a'));
    expect(first(7, 'a')).not.toEqual(first(7, 'b'));
    expect(first(2 ** 40 + 7, 'a')).not.toEqual(first(7, 'a'));
  });

  it('keeps its first numbers for ever: recorded bits', () => {
    const stream = randomStream(20170101, 'recorded');
    expect(word(stream)).toBe(452836085);
    expect(uniform(stream)).toBe(0.20558517635577556);
    expect(normal(stream)).toBe(0.508065945615508);
    expect(integer(stream, 1000)).toBe(908);
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 53])('refuses the seed %s', (seed) => {
    expect(() => randomStream(seed, 'a')).toThrow(RangeError);
  });
});

describe('distributions', () => {
  it('uniform lies strictly between 0 and 1 and fills ten cells evenly', () => {
    const stream = randomStream(1, 'uniform');
    const cells = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < DRAWS; i++) {
      const value = uniform(stream);
      expect(value > 0 && value < 1).toBe(true);
      cells[Math.floor(value * 10)]! += 1;
    }
    for (const count of cells)
      expect(sigmas(count, DRAWS / 10, Math.sqrt(DRAWS * 0.09))).toBeLessThan(FIVE_SIGMA);
  });

  it('normal has mean 0, variance 1 and the right share beyond 1.96', () => {
    const stream = randomStream(1, 'normal');
    const values = Array.from({ length: DRAWS }, () => normal(stream));
    const beyond = values.filter((value) => Math.abs(value) > 1.959963984540054).length;
    expect(sigmas(mean(values), 0, 1 / Math.sqrt(DRAWS))).toBeLessThan(FIVE_SIGMA);
    expect(
      sigmas(mean(values.map((value) => value * value)), 1, Math.sqrt(2 / DRAWS)),
    ).toBeLessThan(FIVE_SIGMA);
    expect(sigmas(beyond, 0.05 * DRAWS, Math.sqrt(DRAWS * 0.05 * 0.95))).toBeLessThan(FIVE_SIGMA);
  });

  it.each([0, 0.7, 20, 90])('poisson with mean %s has that mean and that variance', (rate) => {
    const stream = randomStream(1, `poisson/${rate}`);
    const values = Array.from({ length: DRAWS }, () => poisson(stream, rate));
    const spread = mean(values.map((value) => (value - rate) ** 2));
    expect(sigmas(mean(values), rate, Math.sqrt(rate / DRAWS))).toBeLessThan(FIVE_SIGMA);
    expect(sigmas(spread, rate, Math.sqrt((2 * rate * rate + rate) / DRAWS))).toBeLessThan(
      FIVE_SIGMA,
    );
  });

  it('integer reaches each value below its bound as often', () => {
    const stream = randomStream(1, 'integer');
    const counts = Array.from({ length: 7 }, () => 0);
    for (let i = 0; i < DRAWS; i++) counts[integer(stream, 7)]! += 1;
    for (const count of counts)
      expect(sigmas(count, DRAWS / 7, Math.sqrt(DRAWS * (6 / 49)))).toBeLessThan(FIVE_SIGMA);
    expect(integer(stream, 1)).toBe(0);
    expect(integer(stream, 2 ** 32)).toBeGreaterThanOrEqual(0);
  });

  it('shuffle gives each of the six orders of three things as often', () => {
    const stream = randomStream(1, 'shuffle');
    const counts = new Map<string, number>();
    for (let i = 0; i < DRAWS; i++) {
      const items = ['a', 'b', 'c'];
      shuffle(stream, items);
      counts.set(items.join(''), (counts.get(items.join('')) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) {
      expect(sigmas(count, DRAWS / 6, Math.sqrt(DRAWS * (5 / 36)))).toBeLessThan(FIVE_SIGMA);
    }
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Distance in standard errors; 0 of an exact hit. */
function sigmas(value: number, target: number, standardError: number): number {
  return value === target ? 0 : Math.abs(value - target) / standardError;
}
