import type { Fit, LikelihoodFit, Term } from '../../src/econometrics/fit.ts';
import type { SourcedFit } from '../../src/records/fits.ts';
import type { RegressionTableSettings } from '../../src/tables/regression/layout.ts';

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
  definitions: {
    ln_et: {
      en: 'ln(1 + citations per 10,000 registered residents)',
      zh: 'ln(1 + 户籍人口每万人专利引用次数)',
    },
  },
  settings: [
    { name: 'policy_year', value: 2017, text: { en: 'policy from 2017', zh: '政策始于 2017 年' } },
    { name: 'counting', value: 'full', text: { en: 'full counting', zh: '全额计数' } },
    // The study says nothing of where its files are.
    { name: 'data', value: 'outputs/demo', text: '' },
  ],
  stars: [0.1, 0.05, 0.01],
  digits: { significant: 3 },
  parentheses: 'std_error',
  constant: true,
  statistics: ['nobs', 'clusters', 'r2'],
  notes: [],
  synthetic: true,
};

/** Six columns under two levels of headings, with two outcomes, two estimators and panels. */
export const WIDE_FITS: readonly SourcedFit[] = ['a', 'b']
  .flatMap((panel) => Array.from({ length: 6 }, (_, i) => wideFit(`${panel}.${i + 1}`, i)))
  .map((fit, index) => ({ step: 'mechanism', index, fit }));

export const WIDE_SETTINGS: RegressionTableSettings = {
  ...SETTINGS,
  id: 'table4',
  label: { en: 'Table 4', zh: '表 4' },
  title: { en: 'Mechanism tests & more', zh: '机制检验' },
  columns: wideColumns('a'),
  panels: [
    { title: { en: 'Panel A: all cities', zh: 'A：全部城市' }, columns: wideColumns('a') },
    { title: { en: 'Panel B: pilots out', zh: 'B：剔除试点' }, columns: wideColumns('b') },
  ],
  terms: ['did', 'es', 'did:es'],
  labels: {
    ...SETTINGS.labels,
    es: { en: 'Energy structure', zh: '能源结构' },
    ln_et: { en: 'Technology transfer', zh: '新能源技术转移' },
    citations: { en: 'Citations', zh: '引用次数' },
  },
  statistics: ['nobs', 'clusters', 'r2', 'pseudo_r2', 'log_likelihood'],
  facts: [{ label: { en: 'Weights', zh: '权重' }, values: ['', '', '', '', '', 'W'] }],
};

const { panels, facts: _facts, ...ALIKE } = WIDE_SETTINGS;

/** The panels' columns beside each other, with two lines under each estimate. */
export const TWELVE_SETTINGS: RegressionTableSettings = {
  ...ALIKE,
  columns: (panels ?? []).flatMap(({ columns }) => columns),
  parentheses: ['std_error', 'p_value'],
};

function wideColumns(panel: string): RegressionTableSettings['columns'] {
  const outer = { en: 'Energy structure and efficiency', zh: '能源结构与利用效率' };
  const inner = [
    { en: 'Energy structure', zh: '能源结构' },
    { en: 'New-energy technology transfer', zh: '新能源技术转移' },
    { en: 'Marketisation', zh: '市场化' },
  ];
  return Array.from({ length: 6 }, (_, i) => ({
    fit: `${panel}.${i + 1}`,
    heading: i < 4 ? [outer, inner[i >> 1] ?? ''] : ['', inner[2] ?? ''],
    sample: { en: i % 2 === 0 ? 'All' : 'East', zh: i % 2 === 0 ? '全部' : '东部' },
  }));
}

function wideFit(id: string, place: number): Fit | LikelihoodFit {
  const size = (place + 1) / 16;
  const terms: Published['terms'] = [
    ['did', size, size / 4, 0.001],
    ...(place % 2 === 1
      ? ([
          ['es', -size, size, 0.3],
          ['did:es', size, size, 0.04],
        ] as const)
      : []),
    ['pgdp', 0.001, 0.002, 0.6],
  ];
  const least = fitOf({ id, terms, constant: [0.1, 0.2], r2: 0.5 });
  return place === 5 ? poissonOf(least) : least;
}

function poissonOf(least: Fit): LikelihoodFit {
  const { r2: _r2, adj_r2: _adj, r2_within: _in, adj_r2_within: _adjIn, ...rest } = least;
  const {
    rmse: _rmse,
    ssr: _ssr,
    constant: _constant,
    constant_std_error: _error,
    ...common
  } = rest;
  return {
    ...common,
    estimator: 'fepois',
    distribution: 'normal',
    outcome: 'citations',
    deviance: 1234.56,
    log_likelihood: -987.65,
    log_likelihood_null: -1200,
    pseudo_r2: 0.177,
    squared_correlation: 0.2,
    aic: 2000,
    bic: 2100,
    convergence: { iterations: 5, criterion: 1e-12 },
  };
}

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
