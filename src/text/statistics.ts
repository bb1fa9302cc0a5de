import type { AnyFit, Fit, LikelihoodFit } from '../econometrics/fit.ts';
import type { Bilingual } from './language.ts';
import type { Digits } from './numbers.ts';

/** A statistic of a fit: what it is called, how it is read from the fit, and how it is printed. */
interface StatisticRow {
  readonly name: Bilingual;
  /** What is in the outcome's unit prints as estimates do. */
  readonly digits: Digits | 'as estimates';
  /** The values of a fit: none where it has no such statistic, several for clusters of several ways. */
  readonly values: (fit: AnyFit) => readonly number[];
}

const WHOLE: Digits = { decimals: 0 };
/** R² and the like. */
const SHARE: Digits = { decimals: 3 };
/** Likelihoods and criteria are large: one decimal, as programs print them. */
const LARGE: Digits = { decimals: 1 };

/** Every statistic that a table, a page or the terminal can print, in the order of pages. */
export const STATISTICS = {
  nobs: { name: { en: 'Observations', zh: '观测值' }, digits: WHOLE, values: own('nobs') },
  clusters: { name: { en: 'Clusters', zh: '聚类数' }, digits: WHOLE, values: clustersOf },
  treated: {
    name: { en: 'Treated units', zh: '处理组单元数' },
    digits: WHOLE,
    values: ({ treated }) => (treated === undefined ? [] : [treated.units]),
  },
  df_residual: {
    name: { en: 'Degrees of freedom', zh: '自由度' },
    digits: WHOLE,
    values: own('df_residual'),
  },
  r2: { name: { en: 'R²', zh: 'R²' }, digits: SHARE, values: own('r2') },
  adj_r2: { name: { en: 'Adjusted R²', zh: '调整 R²' }, digits: SHARE, values: own('adj_r2') },
  r2_within: { name: { en: 'Within R²', zh: '组内 R²' }, digits: SHARE, values: own('r2_within') },
  adj_r2_within: {
    name: { en: 'Adjusted within R²', zh: '调整组内 R²' },
    digits: SHARE,
    values: own('adj_r2_within'),
  },
  rmse: { name: { en: 'RMSE', zh: '均方根误差' }, digits: 'as estimates', values: own('rmse') },
  pseudo_r2: {
    name: { en: 'Pseudo R²', zh: '伪 R²' },
    digits: SHARE,
    // McFadden's ratio of log likelihoods says nothing of least squares: those can have any sign.
    values: (fit) => (fit.estimator === 'feols' ? [] : [fit.pseudo_r2]),
  },
  squared_correlation: {
    name: { en: 'Squared correlation', zh: '相关系数平方' },
    digits: SHARE,
    values: own('squared_correlation'),
  },
  log_likelihood: {
    name: { en: 'Log likelihood', zh: '对数似然值' },
    digits: LARGE,
    values: own('log_likelihood'),
  },
  log_likelihood_null: {
    name: { en: 'Log likelihood, constant only', zh: '仅含常数项的对数似然值' },
    digits: LARGE,
    values: own('log_likelihood_null'),
  },
  aic: { name: { en: 'AIC', zh: 'AIC' }, digits: LARGE, values: own('aic') },
  bic: { name: { en: 'BIC', zh: 'BIC' }, digits: LARGE, values: own('bic') },
  deviance: { name: { en: 'Deviance', zh: '偏差' }, digits: LARGE, values: own('deviance') },
} as const satisfies Readonly<Record<string, StatisticRow>>;

export type Statistic = keyof typeof STATISTICS;

export const STATISTIC_IDS = Object.keys(STATISTICS) as [Statistic, ...Statistic[]];

/** Those that say how well a model fits. */
export const GOODNESS = STATISTIC_IDS.slice(STATISTIC_IDS.indexOf('r2'));

/** A number that stands in the fit's record under the statistic's own id; records may lack it. */
function own(key: keyof Fit | keyof LikelihoodFit): (fit: AnyFit) => readonly number[] {
  return (fit) => {
    const found: unknown = key in fit ? fit[key as keyof AnyFit] : undefined;
    return typeof found === 'number' ? [found] : [];
  };
}

/** Newey–West and Driscoll–Kraay count periods there. */
function clustersOf({ vcov }: AnyFit): readonly number[] {
  return vcov.lag === undefined ? vcov.clusters : [];
}
