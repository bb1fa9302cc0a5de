import type { Fit, Term } from '../../src/econometrics/fit.ts';
import type { RegressionTableSettings, SourcedFit } from '../../src/tables/regression-layout.ts';

interface Published {
  readonly id: string;
  readonly terms: readonly (readonly [term: string, estimate: number, error: number, p: number])[];
  readonly constant: readonly [value: number, error: number];
  readonly r2: number;
}

/** Table 1 of the study as printed; p values are made up to give the printed stars. */
const TABLE_1: readonly Published[] = [
  { id: 'table1.1', terms: [['did', 0.0721, 0.0285, 0.07]], constant: [0.0034, 0.0041], r2: 0.301 },
  {
    id: 'table1.2',
    terms: [
      ['did', 0.0732, 0.0288, 0.03],
      ['pgdp', 0.00083, 0.00154, 0.6],
      ['lu', -0.0101, 0.0129, 0.4],
      ['gs', 0.0235, 0.00605, 0.0002],
      ['ind', 0.000034, 0.000748, 0.9],
    ],
    constant: [-0.00462, 0.0153],
    r2: 0.305,
  },
];

/** Fits that carry the numbers of the published baseline table. */
export const FITS: readonly SourcedFit[] = TABLE_1.map((published, index) => ({
  step: 'baseline',
  index,
  fit: fitOf(published),
}));

export const SETTINGS: RegressionTableSettings = {
  id: 'table1',
  language: 'en',
  label: { en: 'Table 1', zh: '表 1' },
  title: { en: 'Baseline regression results', zh: '基准回归结果' },
  columns: [{ fit: 'table1.1' }, { fit: 'table1.2' }],
  terms: ['did', 'pgdp', 'lu', 'gs', 'ind'],
  controls: ['pgdp', 'lu', 'gs', 'ind'],
  labels: {
    did: 'Treat × period',
    pgdp: 'Pgdp',
    lu: 'Lu',
    gs: 'Gs',
    ind: 'Ind',
    city: { en: 'City', zh: '城市' },
    year: { en: 'Year', zh: '年份' },
  },
  stars: [0.1, 0.05, 0.01],
  digits: { significant: 3 },
  parentheses: 'std_error',
  constant: true,
  statistics: ['nobs', 'clusters', 'r2'],
  notes: [],
  synthetic: true,
};

function fitOf({ id, terms, constant, r2 }: Published): Fit {
  return {
    id,
    estimator: 'feols',
    formula: `ln_et ~ ${terms.map(([term]) => term).join(' + ')} | city + year`,
    outcome: 'ln_et',
    nobs: 3584,
    nparams: 269 + terms.length,
    df_residual: 255,
    terms: terms.map(termOf),
    covariance: terms.map((_, i) => terms.map(([, , error], j) => (i === j ? error * error : 0))),
    vcov: {
      type: 'cluster',
      by: ['city'],
      clusters: [256],
      small_sample: { preset: 'fixest', k: 15, k_factor: 1, g_factor: 1 },
      repaired: false,
    },
    fixed_effects: { city: 256, year: 14 },
    dropped: [],
    dropped_rows: [],
    singletons: 0,
    constant: constant[0],
    constant_std_error: constant[1],
    r2,
    adj_r2: r2,
    r2_within: null,
    adj_r2_within: null,
    rmse: 0.1,
    ssr: 35.84,
    absorption: { method: 'balanced', iterations: 0, gradient: 0 },
    sample: 'all rows',
  };
}

function termOf([term, estimate, error, p]: Published['terms'][number]): Term {
  return {
    term,
    estimate,
    std_error: error,
    statistic: estimate / error,
    p_value: p,
    conf_low: estimate - 2 * error,
    conf_high: estimate + 2 * error,
  };
}
