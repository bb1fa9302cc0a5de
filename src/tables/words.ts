import type { DroppedTerm, FitVcov, LikelihoodFit } from '../econometrics/fit.ts';
import type { Language } from './table.ts';

/** Cluster variances with corrected residuals. */
export type ReducedType = 'cr1' | 'cr2' | 'cr3';

/** The words that a regression table adds of its own. */
export interface Words {
  readonly variable: string;
  readonly outcome: string;
  readonly outcomes: string;
  readonly constant: string;
  readonly estimator: string;
  readonly estimators: Readonly<Record<'feols' | LikelihoodFit['estimator'], string>>;
  readonly sample: string;
  readonly controls: string;
  readonly yes: string;
  readonly no: string;
  /** Over a part of the columns: `Panel A: columns 1–6`, without a letter where panels have their own. */
  readonly block: (letter: string, from: number, to: number) => string;
  readonly note: string;
  readonly synthetic: string;
  readonly statistic: Readonly<Record<Statistic, string>>;
  readonly fixedEffects: (variable: string) => string;
  readonly stars: (marks: readonly StarLevel[]) => string;
  readonly vcov: Readonly<
    Record<Exclude<FitVcov['type'], 'cluster' | ReducedType>, (vcov: FitVcov) => string>
  >;
  readonly biasReduced: (clustered: string, type: ReducedType) => string;
  readonly clustered: (variables: readonly string[]) => string;
  readonly constantIs: string;
  readonly offset: (column: string, offset: string) => string;
  readonly weights: (column: string, weights: string) => string;
  readonly dropped: (column: string, term: string, reason: DroppedTerm['reason']) => string;
}

export const STATISTICS = [
  'nobs',
  'clusters',
  'treated',
  'df_residual',
  'r2',
  'adj_r2',
  'r2_within',
  'adj_r2_within',
  'rmse',
  'pseudo_r2',
  'log_likelihood',
  'aic',
  'bic',
  'deviance',
] as const;
export type Statistic = (typeof STATISTICS)[number];

/** What stands under each estimate. */
export const PARENTHESES = ['std_error', 't_value', 'p_value', 'conf_int'] as const;
export type Parentheses = (typeof PARENTHESES)[number];
export interface StarLevel {
  readonly marks: string;
  readonly below: number;
}

const ENGLISH: Words = {
  variable: 'Variable',
  outcome: 'Outcome',
  outcomes: 'Outcomes',
  constant: 'Constant',
  estimator: 'Estimator',
  estimators: { feols: 'OLS', fepois: 'Poisson', logit: 'Logit', probit: 'Probit' },
  sample: 'Sample',
  controls: 'Controls',
  yes: 'Yes',
  no: 'No',
  block: (letter, from, to) =>
    letter === '' ? `Columns ${from}–${to}` : `Panel ${letter}: columns ${from}–${to}`,
  note: 'Note: ',
  synthetic:
    'All data behind this table is synthetic: it shows how the method works and is no finding about real cities.',
  statistic: {
    nobs: 'Observations',
    clusters: 'Clusters',
    treated: 'Treated units',
    r2: 'R-squared',
    adj_r2: 'Adjusted R-squared',
    r2_within: 'Within R-squared',
    adj_r2_within: 'Adjusted within R-squared',
    df_residual: 'Degrees of freedom',
    rmse: 'Root mean squared error',
    pseudo_r2: 'Pseudo R-squared',
    log_likelihood: 'Log likelihood',
    aic: 'AIC',
    bic: 'BIC',
    deviance: 'Deviance',
  },
  fixedEffects: (variable) => `${variable} fixed effects`,
  stars: (levels) => `${levels.map((l) => `${l.marks} p < ${l.below}`).join(', ')}.`,
  vcov: {
    iid: () => 'independent errors of equal variance',
    hetero: () => 'robust to heteroskedasticity',
    hc2: () => 'robust to heteroskedasticity, HC2',
    hc3: () => 'robust to heteroskedasticity, HC3',
    newey_west: ({ lag }) => `Newey–West, robust to correlation over time within units${lags(lag)}`,
    driscoll_kraay: ({ lag }) =>
      `Driscoll–Kraay, robust to correlation over time and between units${lags(lag)}`,
    conley: ({ cutoff }) =>
      `Conley, robust to correlation between places${cutoff === undefined ? '' : ` up to ${cutoff} km apart`}`,
  },
  clustered: (variables) => `clustered by ${variables.map(insideSentence).join(' and ')}`,
  biasReduced: (clustered, type) =>
    `${clustered}, ${type.toUpperCase()} with Satterthwaite’s degrees of freedom`,
  constantIs:
    'The constant is the mean of the absorbed fixed effects; its significance is not marked.',
  offset: (column, offset) => `${column}: with the offset ${offset}.`,
  weights: (column, weights) => `${column}: weighted by ${weights}.`,
  dropped: (column, term, reason) => `${column}: ${term} was dropped (${ENGLISH_REASONS[reason]}).`,
};

const ENGLISH_REASONS: Readonly<Record<DroppedTerm['reason'], string>> = {
  collinear: 'collinear with other terms',
  constant: 'constant',
  absorbed: 'explained by the fixed effects',
};

const CHINESE: Words = {
  variable: '变量',
  outcome: '被解释变量',
  outcomes: '被解释变量',
  constant: '常数项',
  estimator: '估计方法',
  estimators: { feols: 'OLS', fepois: '泊松', logit: 'Logit', probit: 'Probit' },
  sample: '样本',
  controls: '控制变量',
  yes: '是',
  no: '否',
  block: (letter, from, to) => `${letter}${letter === '' ? '' : '：'}第 ${from}–${to} 列`,
  note: '注：',
  synthetic: '本表数据全部为合成数据，仅用于演示方法，不构成对真实城市的任何结论。',
  statistic: {
    nobs: '观测值',
    clusters: '聚类数',
    treated: '处理组单元数',
    r2: 'R²',
    adj_r2: '调整 R²',
    r2_within: '组内 R²',
    adj_r2_within: '调整组内 R²',
    df_residual: '自由度',
    rmse: '均方根误差',
    pseudo_r2: '伪 R²',
    log_likelihood: '对数似然值',
    aic: 'AIC',
    bic: 'BIC',
    deviance: '偏差',
  },
  fixedEffects: (variable) => `${variable}固定效应`,
  stars: (levels) =>
    `${levels.map((l) => l.marks).join('、')} 分别表示在 ${levels.map((l) => percent(l.below)).join('、')} 水平下显著。`,
  vcov: {
    iid: () => '同方差',
    hetero: () => '异方差稳健',
    hc2: () => '异方差稳健（HC2）',
    hc3: () => '异方差稳健（HC3）',
    newey_west: ({ lag }) => `Newey–West${lagsInChinese(lag)}`,
    driscoll_kraay: ({ lag }) => `Driscoll–Kraay${lagsInChinese(lag)}`,
    conley: ({ cutoff }) =>
      `Conley 空间相关稳健${cutoff === undefined ? '' : `（距离不超过 ${cutoff} 公里）`}`,
  },
  clustered: (variables) => `聚类到${variables.join('与')}层面的`,
  biasReduced: (clustered, type) => `${clustered} ${type.toUpperCase()}（Satterthwaite 自由度）`,
  constantIs: '常数项为被吸收固定效应的均值，不标注其显著性。',
  offset: (column, offset) => `${column}：偏移项为 ${offset}。`,
  weights: (column, weights) => `${column}：以${weights}加权。`,
  dropped: (column, term, reason) => `${column}：${term} 因${CHINESE_REASONS[reason]}被剔除。`,
};

const CHINESE_REASONS: Readonly<Record<DroppedTerm['reason'], string>> = {
  collinear: '共线',
  constant: '取值不变',
  absorbed: '被固定效应吸收',
};

function lags(lag = 0): string {
  return `, ${lag === 1 ? 'one lag' : `${lag} lags`}`;
}

function lagsInChinese(lag = 0): string {
  return `（滞后 ${lag} 期）`;
}

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, zh: CHINESE };

/** `City` becomes `city`, while a name such as `ID` keeps its capitals. */
function insideSentence(label: string): string {
  return /^[A-Z][a-z]/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** 0.05 as `5%`; rounded to a tenth of a per mille, since 0.07 × 100 is not quite 7 in binary. */
export function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
