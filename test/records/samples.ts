import { spreadOf } from '../../src/econometrics/randomisation/spread.ts';
import type { EventStudyRecord } from '../../src/records/event-study.ts';
import type { MatchingRecord } from '../../src/records/matching.ts';
import type { PlaceboRecord } from '../../src/records/placebo.ts';
import type { PowerRecord } from '../../src/records/power.ts';
import type { PublishedRecord, PublishedRow } from '../../src/records/published.ts';
import { FITS } from '../tables/published-fits.ts';

/** A fit of 3,584 rows in 256 clusters, as a record has it. */
export const FIT = FITS[0]!.fit as unknown as EventStudyRecord['fits'][number];

export const SIDE = {
  mean_treated: 1,
  mean_control: 2,
  bias: -50,
  t: -2,
  p_value: 0.04,
  variance_ratio: 0.5,
  variance_flag: true,
};

/** Biases before and after matching by covariate. */
export function balanceOf(
  biases: readonly (readonly [covariate: string, before: number, after: number])[],
): MatchingRecord {
  const whole = {
    median_bias: 50,
    pseudo_r2: 0.1,
    lr_chi2: 9,
    p_value: 0,
    rubin_b: 30,
    rubin_r: 1,
    variance_interval: { low: 0.5, high: 2 },
  };
  const rows = biases.map(([covariate, before, after]) => ({
    covariate,
    before: { ...SIDE, bias: before },
    after: { ...SIDE, bias: after },
    reduction: null,
  }));
  const mean = (at: 1 | 2) =>
    biases.reduce((total, row) => total + Math.abs(row[at]), 0) / biases.length;
  return {
    balance: {
      rows,
      before: { ...whole, mean_bias: mean(1) },
      after: { ...whole, mean_bias: mean(2) },
    },
  };
}

/** A test that gave the policy to three of ten cities at random, with these draws. */
export function placeboOf(estimates: number[], p_values: number[]): PlaceboRecord['placebo'] {
  const place = { count: 1, mean: 0, sd: 1 };
  return {
    mode: 'random',
    draws: estimates.length,
    possible: 120,
    excluded: 0,
    seed: 7,
    assigned: { by: 'city', blocks: 10, treated_blocks: 3 },
    by_estimate: { ...place, p_value: 0.01, p_value_plus_one: 0.02 },
    by_statistic: { ...place, p_value: 0.0001, p_value_plus_one: 0.0002 },
    observed: { estimate: 1.2, statistic: 3, p_value: 0.003 },
    spread: spreadOf(Float64Array.from(estimates.filter((value) => Number.isFinite(value)))),
    estimates,
    p_values,
  };
}

/** An analysis in which the policy was given to three of ten cities. */
export function powerOf(rules: PowerRecord['power']['rules']): PowerRecord['power'] {
  return {
    level: 0.05,
    power: 0.8,
    mode: 'random',
    draws: 1000,
    assigned: { by: 'city', blocks: 10, treated_blocks: 3 },
    analytic: { std_error: 0.07, mde: 0.2 },
    observed: { estimate: -0.15 },
    rules,
  };
}

/** A published coefficient `table.column.term` beside an estimate of 0.08, in 0.02 to 0.14. */
export function publishedRow(id: string, own: Partial<PublishedRow>): PublishedRow {
  const [table = '', column = '', term = ''] = id.split('.');
  return {
    id,
    table,
    column,
    term,
    role: 'did',
    outcome: null,
    what: null,
    published: 0,
    published_text: '',
    published_std_error: null,
    published_std_error_text: null,
    published_conf_low: null,
    published_conf_high: null,
    published_stars: '',
    published_significant: false,
    computed: {
      step: 'baseline',
      path: '$.fits[0].terms[0]',
      fit: `${table}.${column}`,
      term,
      estimate: 0.08,
      std_error: 0.03,
      p_value: 0.01,
      conf_low: 0.02,
      conf_high: 0.14,
      nobs: 48,
    },
    inside: null,
    same_sign: null,
    same_significance: null,
    reasons: [],
    ...own,
  };
}

export function publishedOf(rows: readonly PublishedRow[]): PublishedRecord {
  const none = { count: 0, of: 0 };
  return {
    synthetic: true,
    banner: { en: 'Synthetic data.', zh: '合成数据。' },
    summary: { inside: none, signs: none, significance: none, other_inside: none, missing: 0 },
    rows,
  };
}
