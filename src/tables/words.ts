import type { DroppedTerm, LikelihoodFit } from '../econometrics/fit.ts';
import type { Language } from '../text/language.ts';
import { percentText } from '../text/numbers.ts';

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
  readonly note: string;
  readonly synthetic: string;
  readonly fixedEffects: (variable: string) => string;
  readonly stars: (marks: readonly StarLevel[]) => string;
  readonly inParentheses: (kind: ParenthesesKind, how: string) => string;
  readonly inParenthesesByColumn: (kind: ParenthesesKind, groups: readonly ColumnGroup[]) => string;
  /** A label as it stands within a sentence. */
  readonly insideSentence: (label: string) => string;
  readonly constantIs: string;
  readonly dropped: (column: string, term: string, reason: DroppedTerm['reason']) => string;
}

/** What stands under each estimate. */
export const PARENTHESES = ['std_error', 't_value', 'p_value', 'conf_int'] as const;
export type Parentheses = (typeof PARENTHESES)[number];
/** Likelihood models have z values where least squares has t values. */
export type ParenthesesKind = Parentheses | 'z_value' | 't_or_z_value';

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
  outcome: 'Outcome',
  outcomes: 'Outcomes',
  constant: 'Constant',
  estimator: 'Estimator',
  estimators: { feols: 'OLS', fepois: 'Poisson', logit: 'Logit', probit: 'Probit' },
  sample: 'Sample',
  controls: 'Controls',
  yes: 'Yes',
  no: 'No',
  note: 'Note: ',
  synthetic:
    'All data behind this table is synthetic: it shows how the method works and is no finding about the real world.',
  fixedEffects: (variable) => `${variable} fixed effects`,
  stars: (levels) => `${levels.map((l) => `${l.marks} p < ${l.below}`).join(', ')}.`,
  inParentheses: (kind, how) => `${ENGLISH_PARENTHESES[kind]} (${how}).`,
  inParenthesesByColumn: (kind, groups) =>
    `${ENGLISH_PARENTHESES[kind]} (${groups.map((g) => `${g.columns.join(', ')}: ${g.how}`).join('; ')}).`,
  insideSentence,
  constantIs:
    'The constant is the mean of the absorbed fixed effects; its significance is not marked.',
  dropped: (column, term, reason) => `${column}: ${term} was dropped (${ENGLISH_REASONS[reason]}).`,
};

const ENGLISH_REASONS: Readonly<Record<DroppedTerm['reason'], string>> = {
  collinear: 'collinear with other terms',
  constant: 'constant',
  absorbed: 'explained by the fixed effects',
};

const ENGLISH_PARENTHESES: Readonly<Record<ParenthesesKind, string>> = {
  std_error: 'Standard errors in parentheses',
  t_value: 't values in parentheses',
  z_value: 'z values in parentheses',
  t_or_z_value: 't values (of likelihood models: z values) in parentheses',
  p_value: 'p values in parentheses',
  conf_int: '95% confidence intervals in brackets',
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
  note: '注：',
  synthetic: '本表数据全部为合成数据，仅用于演示方法，不构成对现实的任何结论。',
  fixedEffects: (variable) => `${variable}固定效应`,
  stars: (levels) =>
    `${levels.map((l) => l.marks).join('、')} 分别表示在 ${levels.map((l) => percentText(l.below)).join('、')} 水平下显著。`,
  inParentheses: (kind, how) =>
    kind === 'std_error'
      ? `括号内为${attributive(how)}标准误。`
      : `括号内为${CHINESE_PARENTHESES[kind]}，标准误为${how}。`,
  inParenthesesByColumn: (kind, groups) =>
    `括号内为${CHINESE_PARENTHESES[kind]}（${groups.map((g) => `${g.columns.join('、')}：${g.how}`).join('；')}）。`,
  insideSentence: (label) => label,
  constantIs: '常数项为被吸收固定效应的均值，不标注其显著性。',
  dropped: (column, term, reason) => `${column}：${term} 因${CHINESE_REASONS[reason]}被剔除。`,
};

const CHINESE_REASONS: Readonly<Record<DroppedTerm['reason'], string>> = {
  collinear: '共线',
  constant: '取值不变',
  absorbed: '被固定效应吸收',
};

const CHINESE_PARENTHESES: Readonly<Record<ParenthesesKind, string>> = {
  std_error: '标准误',
  t_value: ' t 值',
  z_value: ' z 值',
  t_or_z_value: ' t 值（似然模型为 z 值）',
  p_value: ' p 值',
  conf_int: ' 95% 置信区间',
};

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, zh: CHINESE };

/** As it stands before 标准误: a place takes 的, and a Latin word a blank. */
function attributive(how: string): string {
  if (how.endsWith('层面')) return `${how}的`;
  return /[A-Za-z]$/u.test(how) ? `${how} ` : how;
}

/** `Year` becomes `year`, while a name such as `ID` keeps its capitals. */
function insideSentence(label: string): string {
  return /^[A-Z][a-z]/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
