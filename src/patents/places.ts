import { cellText } from './cells.ts';
import { splitList } from './lists/split.ts';
import type { PatentReject } from './reasons.ts';
import type { CellOf, Report } from './report.ts';
import type { Field } from './tables/sources.ts';

export type PlaceReject = Extract<
  PatentReject,
  'unknown_city' | 'ambiguous_city' | 'city_in_territory'
>;

/** The prefecture-level unit that a name, address or postcode meant in a year; null if none is known. */
export type CityLookup = (
  name: string,
  year: number,
  province: string,
) => { readonly code: number } | { readonly code: null; readonly reason: PlaceReject };

/** Columns that may tell the city, the surest first. */
const PLACES = ['cities', 'districts', 'address', 'postcode'] as const satisfies readonly Field[];

/** Municipalities by the two digits of their province. */
const MUNICIPALITIES: Readonly<Record<string, string>> = {
  '11': '北京',
  '12': '天津',
  '31': '上海',
  '50': '重庆',
};
/** A slash before an address that begins with its province, or with its postcode. */
const NEXT_ADDRESS = /\s*[/|]\s*(?=\p{Script=Han}{2,8}(?:省|自治区)|\d{6}\s*\p{Script=Han})/u;
/** Between names that have no ending of their own: `杭州/宁波`, `杭州 宁波`. */
const BARE = /^\p{Script=Han}{2,8}(?:[\s/\\+&]+\p{Script=Han}{2,8})+$/u;
/** The one name of both a province and a city: before another city it is the province. */
const JILIN = /^吉林[\s/]/u;
/** Between two cities side by side: `杭州市 宁波市`, `杭州市/宁波市`. */
const SIDE_BY_SIDE =
  /(?<=[市州盟区])(?<!自治区)[\s/\\+&]+(?=\p{Script=Han}{2,8}(?:市|自治州|盟|地区)(?:[\s/\\+&]|$))/u;

interface Found {
  readonly codes: readonly number[];
  readonly bad: readonly (readonly [name: string, reason: PlaceReject])[];
}

/**
 * Cities of the Chinese applicants. Municipalities often leave the cell blank, so their province
 * stands in, also beside the city of another applicant. A name that nobody knows is reported; if no
 * other is left, the row is lost. A place in Taiwan, Hong Kong or Macao is no city of the mainland: it
 * is reported, and the row is kept without it.
 */
export function readPlaces(
  cell: CellOf,
  year: number,
  lookup: CityLookup,
  report: Report,
): number[] | null {
  const provinces = provinceNames(cell);
  let last: Found | null = null;
  for (const field of PLACES) {
    const names = namesIn(cell, field);
    if (names.length === 0) continue;
    const found = find(names, provinces, year, lookup);
    if (found.codes.length > 0) {
      for (const [name, reason] of found.bad) report(field, name, reason, false);
      return withMunicipalities(found.codes, provinces, year, lookup);
    }
    if (field === 'cities' || last === null) last = found;
  }
  const codes = withMunicipalities([], provinces, year, lookup);
  if (codes.length > 0) return codes;
  const bad = last?.bad ?? [];
  // An address abroad is unknown too: only a name that should be a city's loses the row.
  const isLost =
    namesIn(cell, 'cities').length > 0 && bad.some(([, reason]) => reason !== 'city_in_territory');
  for (const [name, reason] of bad) report(fieldOf(cell), name, reason, isLost);
  // A foreign applicant has no Chinese city to name; a Chinese one without is worth a line.
  if (bad.length === 0 && isChinese(cell)) report('cities', '', 'no_city', false);
  return isLost ? null : [];
}

/** The column whose names are reported. */
function fieldOf(cell: CellOf): Field {
  return PLACES.find((field) => namesIn(cell, field).length > 0) ?? 'cities';
}

function find(
  names: readonly string[],
  provinces: readonly string[],
  year: number,
  lookup: CityLookup,
): Found {
  const codes = new Set<number>();
  const bad: [string, PlaceReject][] = [];
  const isKnown = (name: string): boolean =>
    [...provinces, ''].some((hint) => lookup(name, year, hint).code !== null);
  const parted = names.flatMap((name) => {
    const parts = BARE.test(name) && !JILIN.test(name) ? name.split(/[\s/\\+&]+/u) : [name];
    return parts.every(isKnown) ? parts : [name];
  });
  parted.forEach((name, i) => {
    // One province for each name, or else all of them may be meant.
    const hints = provinces.length === parted.length ? [provinces[i] ?? ''] : [...provinces, ''];
    const answers = hints.map((hint) => lookup(name, year, hint));
    const [first] = answers;
    const good = answers.find((answer) => answer.code !== null);
    if (good?.code !== undefined && good.code !== null) codes.add(good.code);
    else if (first?.code === null) bad.push([name, first.reason]);
  });
  return { codes: [...codes], bad };
}

/** Municipalities among the provinces join the cities, before them if a municipality is first. */
function withMunicipalities(
  codes: readonly number[],
  provinces: readonly string[],
  year: number,
  lookup: CityLookup,
): number[] {
  const found = provinces.map((province) => {
    const { code } = lookup(MUNICIPALITIES[province] ?? province, year, '');
    // The code of a city that is a province by itself ends in four zeros.
    return code !== null && code % 10_000 === 0 ? [code] : [];
  });
  const isFirst = (found[0] ?? []).length > 0;
  return [...new Set(isFirst ? [...found.flat(), ...codes] : [...codes, ...found.flat()])];
}

function namesIn(cell: CellOf, field: (typeof PLACES)[number]): string[] {
  const parts = splitList(cellText(cell(field)).replaceAll(/[\]】]\s*[[【]/g, ';'));
  const names =
    field === 'address'
      ? parts.flatMap((part) => part.split(NEXT_ADDRESS))
      : parts.flatMap((part) => part.split(/[,，、|]/).flatMap((name) => name.split(SIDE_BY_SIDE)));
  return names
    .map((name) => name.replaceAll(/^[[【(（\s]+|[\]】)）\s]+$/g, ''))
    .filter((name) => name !== '')
    .map((name) => namedAs(field, name));
}

/** A postcode and the code of a district are six digits both: the column tells them apart. */
function namedAs(field: (typeof PLACES)[number], name: string): string {
  if (field === 'postcode') return `邮编${name}`;
  const code = /^(\d{6})(?:\.0+)?$/.exec(name)?.[1];
  return code !== undefined && field !== 'address' ? `代码${code}` : name;
}

/** Province codes of the mainland are 11 to 65; a foreign applicant has two letters. */
function isChinese(cell: CellOf): boolean {
  return splitList(cell('province')).some((part) => /^[1-6]\d$/.test(part));
}

/** `浙江; 33` names the province and its code, `33` alone the code: the names, or else the codes. */
function provinceNames(cell: CellOf): string[] {
  const parts = splitList(cellText(cell('province')).replaceAll(/[,，、|]/g, ';'));
  const names = parts.filter((part) => !/^[A-Za-z0-9]{2}$/.test(part));
  return names.length > 0 ? names : parts;
}
