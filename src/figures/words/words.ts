import type { Language } from '../../text/language.ts';

/** The words that several figures add of their own. */
export interface Words {
  readonly synthetic: string;
  readonly treated: (units: number) => string;
  readonly other: (units: number) => string;
  readonly policyYear: (year: number) => string;
  readonly year: string;
  readonly group: string;
  readonly units: string;
}

export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    synthetic: 'Synthetic data: shows how the method works, no finding about real cities',
    treated: (units) => `Treated cities (${units})`,
    other: (units) => `Other cities (${units})`,
    policyYear: (year) => `Policy year ${year}`,
    year: 'Year',
    group: 'Group',
    units: 'Cities',
  },
  zh: {
    synthetic: '合成数据：仅用于演示方法，不构成对真实城市的任何结论',
    treated: (units) => `试点城市（${units} 个）`,
    other: (units) => `其他城市（${units} 个）`,
    policyYear: (year) => `政策年份 ${year}`,
    year: '年份',
    group: '组别',
    units: '城市数',
  },
};
