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

/** Three significant digits with a real minus, never in powers of ten. */
export function shown(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  // Of the rounded number: 9.996 is 10.0.
  const leading = Number(size.toExponential(digits - 1).split('e')[1]);
  const decimals = Math.min(Math.max(digits - 1 - leading, 0), 12);
  const text = size.toFixed(decimals);
  if (Number(text) === 0) return '0';
  return value < 0 ? `−${text}` : text;
}

/** A p value with three decimals; a smaller one as what it is below. */
export function shownP(p: number): string {
  if (!Number.isFinite(p)) return 'p = –';
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}

/** A whole number with commas between thousands. */
export function shownCount(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');
}
