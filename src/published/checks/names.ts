import type { Check, Verdict } from '../finding.ts';
import type { Bilingual } from '../../text/language.ts';

/** What each check compares, for the heading of a row. */
export const CHECK_NAMES: Readonly<Record<Check, Bilingual>> = {
  parentheses: { en: 'What stands in parentheses', zh: '括号内容' },
  stars: { en: 'Stars', zh: '星号' },
  observations: { en: 'Observations and years', zh: '观测值与年数' },
  partition: { en: 'Groups add up', zh: '分组加总' },
  group_effects: { en: 'Effects of groups and of the whole', zh: '分组效应与总体效应' },
  group_precision: { en: 'Standard errors of groups and of the whole', zh: '分组与总体的标准误' },
  group_r2: { en: 'R² of groups and of the whole', zh: '分组与总体的 R²' },
  nested_r2: { en: 'R² of nested and of neighbouring models', zh: '嵌套与相邻模型的 R²' },
  implied_r2: { en: 'R² and t values', zh: 'R² 与 t 值' },
  headings: { en: 'Column heads', zh: '列标题' },
  repeats: { en: 'Repeated columns', zh: '重复的列' },
  digits: { en: 'Digits', zh: '有效数字' },
  range: { en: 'Possible values', zh: '取值范围' },
  empty_rows: { en: 'Rows without numbers', zh: '无数值的行' },
  claims: { en: 'Text and tables', zh: '正文与表格' },
};

export const VERDICT_NAMES: Readonly<Record<Verdict, Bilingual>> = {
  inconsistent: { en: 'Inconsistent', zh: '不一致' },
  'cannot tell': { en: 'Cannot tell', zh: '无法判断' },
  consistent: { en: 'Consistent', zh: '一致' },
};
