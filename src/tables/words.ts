import type { AnyFit, DroppedTerm } from '../econometrics/fit.ts';
import type { Language } from '../text/language.ts';
import { percentText } from '../text/numbers.ts';

/** What stands under each estimate. */
export const PARENTHESES = ['std_error', 't_value', 'p_value', 'conf_int'] as const;
export type Parentheses = (typeof PARENTHESES)[number];

export interface StarLevel {
  readonly marks: string;
  readonly below: number;
}

/** Levels of significance from weak to strong: the first earns one star, the next two. */
export function starLevels(levels: readonly number[], marks?: readonly string[]): StarLevel[] {
  const sorted = levels.toSorted((a, b) => b - a);
  return sorted.map((below, i) => ({ marks: marks?.[i] ?? '*'.repeat(i + 1), below }));
}

/** The words that a regression table adds of its own. */
const ENGLISH = {
  variable: 'Variable',
  outcome: 'Outcome',
  outcomes: 'Outcomes',
  constant: 'Constant',
  estimator: 'Estimator',
  estimators: {
    feols: 'OLS',
    fepois: 'Poisson',
    logit: 'Logit',
    probit: 'Probit',
  } satisfies Record<AnyFit['estimator'], string>,
  sample: 'Sample',
  controls: 'Controls',
  yes: 'Yes',
  no: 'No',
  /** Over a part of the columns; without a letter where panels have their own. */
  block: (letter: string, from: number, to: number) =>
    letter === '' ? `Columns ${from}–${to}` : `Panel ${letter}: columns ${from}–${to}`,
  note: 'Note: ',
  synthetic:
    'All data behind this table is synthetic: it shows how the method works and is no finding about the real world.',
  fixedEffects: (variable: string) => `${variable} fixed effects`,
  stars: (levels: readonly StarLevel[]) =>
    `${levels.map((l) => `${l.marks} p < ${l.below}`).join(', ')}.`,
  /** A label as it stands within a sentence. */
  insideSentence,
  constantIs:
    'The constant is the mean of the absorbed fixed effects; its significance is not marked.',
  offset: (column: string, offset: string) => `${column}: with the offset ${offset}.`,
  weights: (column: string, weights: string) => `${column}: weighted by ${weights}.`,
  dropped: (column: string, term: string, reason: DroppedTerm['reason']) =>
    `${column}: ${term} was dropped (${ENGLISH_REASONS[reason]}).`,
};

const ENGLISH_REASONS: Readonly<Record<DroppedTerm['reason'], string>> = {
  collinear: 'collinear with other terms',
  constant: 'constant',
  absorbed: 'explained by the fixed effects',
};

const CHINESE: typeof ENGLISH = {
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
  synthetic: '本表数据全部为合成数据，仅用于演示方法，不构成对现实的任何结论。',
  fixedEffects: (variable) => `${variable}固定效应`,
  stars: (levels) =>
    `${levels.map((l) => l.marks).join('、')} 分别表示在 ${levels.map((l) => percentText(l.below)).join('、')} 水平下显著。`,
  insideSentence: (label) => label,
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

export const WORDS: Readonly<Record<Language, typeof ENGLISH>> = { en: ENGLISH, zh: CHINESE };

/** `Year` becomes `year`, while a name such as `ID` keeps its capitals. */
function insideSentence(label: string): string {
  return /^[A-Z][a-z]/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
