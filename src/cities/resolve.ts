import type { Candidate, Gazetteer, Level } from './gazetteer.ts';
import { foldName, withoutEnding } from './name.ts';

export interface Place {
  /** GB/T 2260 code of a prefecture-level unit (a county directly under a province is its own). */
  readonly code: number;
  /** What the name names: a `county` lies within the unit of the code. */
  readonly level: Level;
  readonly spelling: Candidate['spelling'];
}

export type Resolution =
  | { readonly place: Place }
  | { readonly place: null; readonly reason: 'unknown_city' | 'ambiguous_city' };

export interface Context {
  /** Names change their meaning: 巢湖市 is a prefecture until 2010, then a county-level city. */
  readonly year?: number | undefined;
  /** Two digits of the province, which tell Suzhou (苏州) from Suzhou (宿州). */
  readonly province?: number | undefined;
  /** A source on prefecture-level units means 铜仁市 so, in years before it was one as well. */
  readonly prefectures?: boolean | undefined;
}

const PROVINCE_ENDING =
  /(?:province|municipality|(?:zhuang|hui|uygur|uyghur|uighur)?(?:autonomousregion)?)$/;
/** `绍兴市 Shaoxing` */
const BILINGUAL = /^([\p{Script=Han}\s]+)[\s(（/|-]*([a-z][a-z'’.\s-]{2,}?)[\s)）]*$/iu;

const LEVELS: readonly Level[] = ['city', 'prefecture', 'county'];

/**
 * Finds the place that a source means by a name. The province may stand before the name (`浙江省
 * 杭州市`) or behind it (`Suzhou, Anhui`). A name that was not in use in the year still counts if
 * it has no other meaning in that year; a slip of the pen counts last.
 */
export function resolvePlace(
  gazetteer: Gazetteer,
  name: string,
  context: Context = {},
): Resolution {
  const split = splitProvince(gazetteer, name);
  const found = candidatesOf(gazetteer, foldName(name));
  const isSplit = found.length === 0 && split !== null;
  const province = isSplit ? split.province : context.province;
  let left = isSplit ? candidatesOf(gazetteer, split.rest) : found;
  if (province !== undefined)
    left = prefer(left, ({ code }) => Math.floor(code / 10_000) === province);
  if (context.prefectures === true) left = prefer(left, ({ level }) => level !== 'county');
  const { year } = context;
  if (year !== undefined) left = prefer(left, ({ from, to }) => from <= year && year <= to);
  left = prefer(left, ({ spelling }) => spelling !== 'error');
  for (const level of LEVELS) {
    const [first, ...others] = left.filter((candidate) => candidate.level === level);
    if (first === undefined) continue;
    if (others.some(({ code }) => code !== first.code))
      return { place: null, reason: 'ambiguous_city' };
    return { place: { code: first.code, level, spelling: first.spelling } };
  }
  const twice = inTwoLanguages(gazetteer, name, context) ?? besideNumber(gazetteer, name, context);
  return twice ?? { place: null, reason: 'unknown_city' };
}

/** The place of a code of four or six digits: `1101`, `110100` and `110000` are Beijing. */
export function resolveCode(gazetteer: Gazetteer, code: number): number | null {
  const six = code < 10_000 ? code * 100 : code;
  const municipality = Math.floor(six / 10_000) * 10_000;
  return [six, municipality].find((candidate) => gazetteer.codes.has(candidate)) ?? null;
}

/** The two digits of a province from its name in any form or its code; null if it is none. */
export function resolveProvince(gazetteer: Gazetteer, name: string): number | null {
  const folded = foldName(name);
  const six = /^(\d\d)0000$/.exec(folded);
  return (
    gazetteer.provinces.get(six?.[1] ?? folded) ??
    gazetteer.provinces.get(folded.replace(PROVINCE_ENDING, '')) ??
    provinceInTwoLanguages(gazetteer, name)
  );
}

function candidatesOf(gazetteer: Gazetteer, folded: string): readonly Candidate[] {
  return gazetteer.places.get(folded) ?? gazetteer.places.get(withoutEnding(folded)) ?? [];
}

function prefer(
  all: readonly Candidate[],
  test: (one: Candidate) => boolean,
): readonly Candidate[] {
  const some = all.filter(test);
  return some.length > 0 ? some : all;
}

/** A name with a province before or behind it: the province, and the folded rest. */
function splitProvince(gazetteer: Gazetteer, name: string) {
  const [head = '', tail] = name.normalize('NFKC').split(',');
  if (tail !== undefined) {
    const province = resolveProvince(gazetteer, tail);
    return province === null ? null : { province, rest: foldName(head) };
  }
  const folded = foldName(name);
  // The longest province name first: 内蒙古自治区 before 内蒙古.
  for (let length = Math.min(folded.length - 2, 8); length >= 2; length--) {
    const province = gazetteer.provinces.get(folded.slice(0, length));
    if (province !== undefined) return { province, rest: folded.slice(length) };
  }
  return null;
}

function provinceInTwoLanguages(gazetteer: Gazetteer, name: string): number | null {
  const [chinese, latin] = halvesOf(name);
  if (latin === '') return null;
  const found = resolveProvince(gazetteer, chinese);
  return found === resolveProvince(gazetteer, latin) ? found : null;
}

/** The place of `绍兴市 Shaoxing`, if both halves may name the same. */
function inTwoLanguages(gazetteer: Gazetteer, name: string, context: Context): Resolution | null {
  const [chinese, latin] = halvesOf(name);
  if (latin === '') return null;
  const found = resolvePlace(gazetteer, chinese, context);
  const { place } = found;
  const others = candidatesOf(gazetteer, foldName(latin));
  return place !== null && others.some(({ code }) => code === place.code) ? found : null;
}

/** The place of `1、绍兴市`, of `其中:绍兴市`, and of `330600绍兴市` if the code is that of the name. */
function besideNumber(gazetteer: Gazetteer, name: string, context: Context): Resolution | null {
  const plain = name.normalize('NFKC').trim();
  const listed = /^(?:\(\d{1,3}\)|\d{1,3}[.、)]|其中:?|#)\s*(\D+)$/u.exec(plain)?.[1];
  if (listed !== undefined) return resolvePlace(gazetteer, listed, context);
  const [, before, rest = ''] = /^(\d{6})[\s_-]*(\D+)$/u.exec(plain) ?? [];
  const [, front = rest, behind] = /^(\D+)\((\d{6})\)$/u.exec(plain) ?? [];
  const code = before ?? behind;
  if (code === undefined) return null;
  const found = resolvePlace(gazetteer, front, context);
  return found.place?.code === resolveCode(gazetteer, Number(code)) ? found : null;
}

/** The Chinese and the Latin half of a name; empty where it is not made of two. */
function halvesOf(name: string): readonly [chinese: string, latin: string] {
  const [, chinese = '', latin = ''] = BILINGUAL.exec(name.normalize('NFKC').trim()) ?? [];
  return [chinese, latin];
}
