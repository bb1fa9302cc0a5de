import type { Language } from '../../text/language.ts';

/** The words that several figures add of their own. */
const ENGLISH = {
  synthetic: 'Synthetic data: shows how the method works, no finding about the real world',
  /** A group with how many units it has. */
  counted: (group: string, units: number) => `${group} (${units})`,
  policyYear: (year: number) => `Policy year ${year}`,
  year: 'Year',
  group: 'Group',
  units: 'Units',
};

const CHINESE: typeof ENGLISH = {
  synthetic: '合成数据：仅用于演示方法，不构成对现实的任何结论',
  counted: (group, units) => `${group}（${units} 个）`,
  policyYear: (year) => `政策年份 ${year}`,
  year: '年份',
  group: '组别',
  units: '个体数',
};

export const WORDS: Readonly<Record<Language, typeof ENGLISH>> = { en: ENGLISH, zh: CHINESE };
