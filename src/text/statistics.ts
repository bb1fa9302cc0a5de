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
  nobs: own('nobs', WHOLE, 'Observations', '观测值'),
  clusters: { name: { en: 'Clusters', zh: '聚类数' }, digits: WHOLE, values: clustersOf },
  treated: {
    name: { en: 'Treated units', zh: '处理组单元数' },
    digits: WHOLE,
    values: ({ treated }) => (treated === undefined ? [] : [treated.units]),
  },
  df_residual: own('df_residual', WHOLE, 'Degrees of freedom', '自由度'),
  r2: own('r2', SHARE, 'R²', 'R²'),
  adj_r2: own('adj_r2', SHARE, 'Adjusted R²', '调整 R²'),
  r2_within: own('r2_within', SHARE, 'Within R²', '组内 R²'),
  adj_r2_within: own('adj_r2_within', SHARE, 'Adjusted within R²', '调整组内 R²'),
  rmse: own('rmse', 'as estimates', 'RMSE', '均方根误差'),
  pseudo_r2: {
    name: { en: 'Pseudo R²', zh: '伪 R²' },
    digits: SHARE,
    // McFadden's ratio of log likelihoods says nothing of least squares: those can have any sign.
    values: (fit) => (fit.estimator === 'feols' ? [] : [fit.pseudo_r2]),
  },
  squared_correlation: own('squared_correlation', SHARE, 'Squared correlation', '相关系数平方'),
  log_likelihood: own('log_likelihood', LARGE, 'Log likelihood', '对数似然值'),
  log_likelihood_null: own(
    'log_likelihood_null',
    LARGE,
    'Log likelihood, constant only',
    '仅含常数项的对数似然值',
  ),
  aic: own('aic', LARGE, 'AIC', 'AIC'),
  bic: own('bic', LARGE, 'BIC', 'BIC'),
  deviance: own('deviance', LARGE, 'Deviance', '偏差'),
} as const satisfies Readonly<Record<string, StatisticRow>>;

export type Statistic = keyof typeof STATISTICS;

export const STATISTIC_IDS = Object.keys(STATISTICS) as [Statistic, ...Statistic[]];

/** Those that say how well a model fits. */
export const GOODNESS = STATISTIC_IDS.slice(STATISTIC_IDS.indexOf('r2'));

/** A number that stands in the fit's record under the statistic's own id; records may lack it. */
function own(
  key: keyof Fit | keyof LikelihoodFit,
  digits: StatisticRow['digits'],
  en: string,
  zh: string,
): StatisticRow {
  const values = (fit: AnyFit): readonly number[] => {
    const found: unknown = key in fit ? fit[key as keyof AnyFit] : undefined;
    return typeof found === 'number' ? [found] : [];
  };
  return { name: { en, zh }, digits, values };
}

/** Newey–West and Driscoll–Kraay count periods there. */
function clustersOf({ vcov }: AnyFit): readonly number[] {
  return vcov.lag === undefined ? vcov.clusters : [];
}
