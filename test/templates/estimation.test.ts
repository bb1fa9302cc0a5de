import { describe, expect, it } from 'vitest';
import { readVcov } from '../../src/econometrics/variance/spec.ts';
import { rules, vcov } from '../../src/templates/estimation.ts';

describe('the variance of a step', () => {
  it.each([
    'iid',
    'hetero',
    'hc3',
    { cluster: 'city' },
    { cluster: ['city', 'year'] },
    { cr2: 'prov' },
    { newey_west: { unit: 'city', time: 'year' } },
    { newey_west: { time: 'year', lag: 2 } },
    { driscoll_kraay: { time: 'year', lag: 0 } },
    { conley: { lat: 'lat', lon: 'lon', cutoff: 150, distance: 'spherical' } },
  ])('%j is what an estimator takes', (spec) => {
    expect(vcov.parse(spec)).toEqual(spec);
    expect(() => readVcov(vcov.parse(spec))).not.toThrow();
  });

  it.each([
    'hc9',
    'cluster',
    { hetero: true },
    { cluster: [] },
    { cluster: '' },
    { cr2: ['prov', 'year'] },
    { newey_west: { unit: 'city' } },
    { newey_west: { unit: 'city', time: 'year', lag: 1.5 } },
    { driscoll_kraay: { time: 'year', lags: 1 } },
    { conley: { lat: 'lat', lon: 'lon', distance: 'straight' } },
    { conley: { lat: 'lat', lon: 'lon', cutoff: 0 } },
    { cluster: 'city', cr2: 'city' },
  ])('%j is refused, by an estimator too', (spec) => {
    expect(vcov.safeParse(spec).success).toBe(false);
    expect(() => readVcov(spec as 'iid')).toThrow(expect.objectContaining({ code: 'E_VCOV' }));
  });

  it('names every kind in its error', () => {
    const { error } = vcov.safeParse('clustered');
    expect(error?.issues[0]?.message).toBe(
      'is none of iid, hetero, hc2, hc3, { cluster: [column] }, { cr1: column }, { cr2: column }, ' +
        '{ cr3: column }, { newey_west: { unit, time } }, { driscoll_kraay: { time } }, ' +
        '{ conley: { lat, lon } }',
    );
  });

  it('has a JSON Schema, so that an editor completes it', async () => {
    const { z } = await import('zod');
    const text = JSON.stringify(z.toJSONSchema(vcov, { io: 'input' }));
    for (const key of ['hetero', 'cluster', 'newey_west', 'cutoff']) expect(text).toContain(key);
  });
});

describe('the small-sample rules of a step', () => {
  it('are options by name with the values that exist', () => {
    expect(rules.ssc.parse({ k_adj: false, t_df: 'smaller' })).toEqual({
      k_adj: false,
      t_df: 'smaller',
    });
    expect(rules.ssc.safeParse({ k_fixef: 'nested' }).success).toBe(false);
    expect(rules.ssc.safeParse({ k_adjust: true }).success).toBe(false);
    expect(rules.preset.safeParse('reghdfe').success).toBe(true);
    expect(rules.preset.safeParse('stata').success).toBe(false);
  });
});
