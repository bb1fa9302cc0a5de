import { describe, expect, it } from 'vitest';
import type { NamedCodes } from '../../../src/econometrics/frame/codes.ts';
import {
  countK,
  DEFAULT_SSC,
  groupFreedom,
  parameters,
  sandwichFactor,
} from '../../../src/econometrics/variance/ssc.ts';

const codes = (name: string, ...values: number[]): NamedCodes => ({
  name,
  codes: Int32Array.from(values),
  levels: Math.max(...values) + 1,
});
// Six rows: three cities in two years; cities one and two are one province.
const city = codes('city', 0, 0, 1, 1, 2, 2);
const year = codes('year', 0, 1, 0, 1, 0, 1);
const prov = codes('prov', 0, 0, 0, 0, 1, 1);
const model = { slopes: 2, effects: [city, year], clusters: [city] };

describe('K', () => {
  it('two slopes, three cities, two years: 2 + 3 + 2 − 1', () => {
    expect(parameters(model)).toBe(6);
    expect(countK(model, { ...DEFAULT_SSC, k_fixef: 'full' })).toBe(6);
  });

  it('without what is nested in clusters, and without any effect', () => {
    expect(countK(model, DEFAULT_SSC)).toBe(4);
    expect(countK(model, { ...DEFAULT_SSC, k_fixef: 'none' })).toBe(2);
    expect(countK(model, { ...DEFAULT_SSC, k_one: true })).toBe(1);
  });

  it('keeps the constant where all effects are nested', () => {
    expect(countK({ ...model, effects: [city] }, DEFAULT_SSC)).toBe(3);
  });

  it('finds cities in provinces by their levels, unless every cluster is an effect itself', () => {
    const byProvince = { ...model, clusters: [prov] };
    expect(countK(byProvince, DEFAULT_SSC)).toBe(4);
    const absorbed = { ...byProvince, effects: [city, prov] };
    // By names only: cities count, the province does not.
    expect(countK(absorbed, DEFAULT_SSC)).toBe(5);
    expect(countK(absorbed, { ...DEFAULT_SSC, nesting: 'levels' })).toBe(3);
  });

  it('exactly: a year of its own for each set of cities repeats one level more', () => {
    const apart = codes('wave', 0, 1, 0, 1, 2, 3);
    const two = { slopes: 1, effects: [city, apart], clusters: [] };
    expect(countK(two, DEFAULT_SSC)).toBe(1 + 3 + 4 - 1);
    expect(countK(two, { ...DEFAULT_SSC, k_exact: true })).toBe(1 + 3 + 4 - 2);
  });
});

describe('factors and degrees of freedom', () => {
  it('t has groups less one, N − K, or the smaller, and one at least', () => {
    expect(groupFreedom(DEFAULT_SSC, 100, 30)).toBe(29);
    expect(groupFreedom({ ...DEFAULT_SSC, t_df: 'conventional' }, 100, 30)).toBe(100);
    expect(groupFreedom({ ...DEFAULT_SSC, t_df: 'smaller' }, 10, 30)).toBe(10);
    expect(groupFreedom(DEFAULT_SSC, 100, 1)).toBe(1);
  });

  it('a sandwich was multiplied by both factors', () => {
    const small = { preset: 'fixest', k: 3, k_factor: 1.5 };
    expect(sandwichFactor({ small_sample: { ...small, g_factor: 2 } })).toBe(3);
    expect(sandwichFactor({ small_sample: { ...small, g_factor: [4, 2] } })).toBe(6);
  });
});
