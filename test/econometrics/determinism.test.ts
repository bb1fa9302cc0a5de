import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feols } from '../../src/econometrics/feols.ts';
import { fepois } from '../../src/econometrics/fepois.ts';
import { placeboTest } from '../../src/econometrics/placebo.ts';
import { readFrameCsv } from './frame/read-frame.ts';

const folder = join(import.meta.dirname, '../reference');
const balanced = readFrameCsv(join(folder, 'sim_eurt.csv'));
const unbalanced = readFrameCsv(join(folder, 'sim_eurt_unbalanced.csv'));
const MODEL = 'y ~ did + lngdp | city + year';

/** Enough calls for the engine to replace interpreted code by compiled code on the way. */
const CALLS = 60;

describe('the same bits from the first call to the last, interpreted or compiled', () => {
  it.each([
    ['feols, balanced', () => feols(balanced, MODEL, { vcov: { cluster: 'city' } })],
    ['feols, unbalanced', () => feols(unbalanced, MODEL, { vcov: { cluster: 'prov' } })],
    ['feols, three effects', () => feols(unbalanced, `${MODEL} + prov^year`, { vcov: 'hetero' })],
    ['fepois', () => fepois(unbalanced, 'pop ~ did + lngdp | city + year', {})],
  ])('%s', (_, estimate) => {
    const first = JSON.stringify(estimate());
    for (let i = 1; i < CALLS; i++) expect(JSON.stringify(estimate())).toBe(first);
  });

  it('placebo', () => {
    const options = { treatment: 'did', post: 'post', unit: 'city', draws: 200, seed: 7 };
    const run = (): string => {
      const { estimates, statistics } = placeboTest(balanced, MODEL, options);
      return JSON.stringify([[...estimates], [...statistics]]);
    };
    const first = run();
    for (let i = 0; i < 5; i++) expect(run()).toBe(first);
  });
});
