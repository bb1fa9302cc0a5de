import type { Language } from './figure.ts';

/** The words that figures add of their own. */
export interface Words {
  readonly synthetic: string;
  readonly treated: (units: number) => string;
  readonly other: (units: number) => string;
  readonly policyYear: (year: number) => string;
  readonly year: string;
  readonly trend: (group: string, first: YearMean, last: YearMean) => string;
}

interface YearMean {
  readonly year: number;
  readonly mean: string;
}

export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    synthetic: 'Synthetic data: shows how the method works, no finding about real cities',
    treated: (units) => `Treated cities (${units})`,
    other: (units) => `Other cities (${units})`,
    policyYear: (year) => `Policy year ${year}`,
    year: 'Year',
    trend: (group, first, last) =>
      `${group}: ${first.mean} in ${first.year}, ${last.mean} in ${last.year}.`,
  },
  zh: {
    synthetic: '合成数据：仅用于演示方法，不构成对真实城市的任何结论',
    treated: (units) => `试点城市（${units} 个）`,
    other: (units) => `其他城市（${units} 个）`,
    policyYear: (year) => `政策年份 ${year}`,
    year: '年份',
    trend: (group, first, last) =>
      `${group}：${first.year} 年 ${first.mean}，${last.year} 年 ${last.mean}。`,
  },
};
