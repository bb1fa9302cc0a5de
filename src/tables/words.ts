import type { DroppedTerm, FitVcov } from '../econometrics/fit.ts';
import type { Language } from './table.ts';

/** The words that a regression table adds of its own. */
export interface Words {
  readonly variable: string;
  readonly constant: string;
  readonly controls: string;
  readonly yes: string;
  readonly no: string;
  readonly note: string;
  readonly synthetic: string;
  readonly statistic: Readonly<Record<Statistic, string>>;
  readonly fixedEffects: (variable: string) => string;
  readonly stars: (marks: readonly StarLevel[]) => string;
  readonly inParentheses: (kind: Parentheses, how: string) => string;
  readonly inParenthesesByColumn: (kind: Parentheses, groups: readonly ColumnGroup[]) => string;
  readonly vcov: Readonly<Record<Exclude<FitVcov['type'], 'cluster'>, string>>;
  readonly clustered: (variables: readonly string[]) => string;
  readonly constantIs: string;
  readonly dropped: (column: string, term: string, reason: DroppedTerm['reason']) => string;
}

export type Statistic = 'nobs' | 'clusters' | 'r2' | 'adj_r2' | 'r2_within' | 'rmse';
export type Parentheses = 'std_error' | 't_value';

export interface StarLevel {
  readonly marks: string;
  readonly below: number;
}

export interface ColumnGroup {
  readonly columns: readonly string[];
  readonly how: string;
}

const ENGLISH: Words = {
  variable: 'Variable',
  constant: 'Constant',
  controls: 'Controls',
  yes: 'Yes',
  no: 'No',
  note: 'Note: ',
  synthetic:
    'All data behind this table is synthetic: it shows how the method works and is no finding about real cities.',
  statistic: {
    nobs: 'Observations',
    clusters: 'Clusters',
    r2: 'R-squared',
    adj_r2: 'Adjusted R-squared',
    r2_within: 'Within R-squared',
    rmse: 'Root mean squared error',
  },
  fixedEffects: (variable) => `${variable} fixed effects`,
  stars: (levels) => `${levels.map((l) => `${l.marks} p < ${l.below}`).join(', ')}.`,
  inParentheses: (kind, how) => `${ENGLISH_PARENTHESES[kind]} (${how}).`,
  inParenthesesByColumn: (kind, groups) =>
    `${ENGLISH_PARENTHESES[kind]} (${groups.map((g) => `${g.columns.join(', ')}: ${g.how}`).join('; ')}).`,
  vcov: {
    iid: 'independent errors of equal variance',
    hetero: 'robust to heteroskedasticity',
    hc2: 'robust to heteroskedasticity, HC2',
    hc3: 'robust to heteroskedasticity, HC3',
    newey_west: 'Newey–West, robust to correlation over time within units',
    driscoll_kraay: 'Driscoll–Kraay, robust to correlation over time and between units',
    conley: 'Conley, robust to correlation between near places',
  },
  clustered: (variables) => `clustered by ${variables.map(insideSentence).join(' and ')}`,
  constantIs:
    'The constant is the mean of the absorbed fixed effects; its significance is not marked.',
  dropped: (column, term, reason) => `${column}: ${term} was dropped (${ENGLISH_REASONS[reason]}).`,
};

const ENGLISH_REASONS: Readonly<Record<DroppedTerm['reason'], string>> = {
  collinear: 'collinear with other terms',
  constant: 'constant',
  absorbed: 'explained by the fixed effects',
};

const ENGLISH_PARENTHESES: Readonly<Record<Parentheses, string>> = {
  std_error: 'Standard errors in parentheses',
  t_value: 't values in parentheses',
};

const CHINESE: Words = {
  variable: '变量',
  constant: '常数项',
  controls: '控制变量',
  yes: '是',
  no: '否',
  note: '注：',
  synthetic: '本表数据全部为合成数据，仅用于演示方法，不构成对真实城市的任何结论。',
  statistic: {
    nobs: '观测值',
    clusters: '聚类数',
    r2: 'R²',
    adj_r2: '调整 R²',
    r2_within: '组内 R²',
    rmse: '均方根误差',
  },
  fixedEffects: (variable) => `${variable}固定效应`,
  stars: (levels) =>
    `${levels.map((l) => l.marks).join('、')} 分别表示在 ${levels.map((l) => percent(l.below)).join('、')} 水平下显著。`,
  inParentheses: (kind, how) => `括号内为${how}${CHINESE_PARENTHESES[kind]}。`,
  inParenthesesByColumn: (kind, groups) =>
    `括号内为${CHINESE_PARENTHESES[kind]}（${groups.map((g) => `${g.columns.join('、')}：${g.how.replace(/的$/u, '')}`).join('；')}）。`,
  vcov: {
    iid: '同方差',
    hetero: '异方差稳健',
    hc2: '异方差稳健（HC2）',
    hc3: '异方差稳健（HC3）',
    newey_west: 'Newey–West ',
    driscoll_kraay: 'Driscoll–Kraay ',
    conley: 'Conley 空间相关稳健',
  },
  clustered: (variables) => `聚类到${variables.join('与')}层面的`,
  constantIs: '常数项为被吸收固定效应的均值，不标注其显著性。',
  dropped: (column, term, reason) => `${column}：${term} 因${CHINESE_REASONS[reason]}被剔除。`,
};

const CHINESE_REASONS: Readonly<Record<DroppedTerm['reason'], string>> = {
  collinear: '共线',
  constant: '取值不变',
  absorbed: '被固定效应吸收',
};

const CHINESE_PARENTHESES: Readonly<Record<Parentheses, string>> = {
  std_error: '标准误',
  t_value: ' t 值',
};

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, zh: CHINESE };

/** `City` becomes `city`, while a name such as `ID` keeps its capitals. */
function insideSentence(label: string): string {
  return /^[A-Z][a-z]/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** 0.05 as `5%`; rounded to a tenth of a per mille, since 0.07 × 100 is not quite 7 in binary. */
function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
