import type { Language } from '../../text/language.ts';

/** The words that several figures add of their own. */
export interface Words {
  readonly synthetic: string;
  /** A group with how many units it has. */
  readonly counted: (group: string, units: number) => string;
  readonly policyYear: (year: number) => string;
  readonly year: string;
  readonly group: string;
  readonly units: string;
}

export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    synthetic: 'Synthetic data: shows how the method works, no finding about the real world',
    counted: (group, units) => `${group} (${units})`,
    policyYear: (year) => `Policy year ${year}`,
    year: 'Year',
    group: 'Group',
    units: 'Units',
  },
  zh: {
    synthetic: '合成数据：仅用于演示方法，不构成对现实的任何结论',
    counted: (group, units) => `${group}（${units} 个）`,
    policyYear: (year) => `政策年份 ${year}`,
    year: '年份',
    group: '组别',
    units: '个体数',
  },
};
