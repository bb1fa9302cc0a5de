import type { Gazetteer, ReferenceRow } from './gazetteer.ts';
import { foldName, withoutEnding } from './name.ts';
import { resolvePlace, resolveProvince, type Context } from './resolve.ts';

interface District {
  /** GB/T 2260 code of the prefecture-level unit that it lies in. */
  readonly code: number;
  readonly from: number;
  readonly to: number;
}

/** What lies below the cities and beside the mainland, and where letters go. */
export interface Surroundings {
  /** Districts and counties by folded name. */
  readonly districts: ReadonlyMap<string, readonly District[]>;
  /** Folded names of Taiwan, Hong Kong, Macao and of places there. */
  readonly territories: ReadonlySet<string>;
  /** City by the first digits of a postcode. */
  readonly postcodes: ReadonlyMap<string, number>;
}

export interface SurroundingTables {
  readonly districts: readonly ReferenceRow[];
  readonly territories: readonly ReferenceRow[];
  readonly postcodes: readonly ReferenceRow[];
}

export type AddressReason = 'unknown_city' | 'ambiguous_city' | 'city_in_territory';

const MUNICIPALITIES = new Set([11, 12, 31, 50]);
/** What tables write for "some district" or "some county" of a province. */
const UNNAMED = /^(?:市辖区|市辖县|县|辖区|省直辖.*|自治区直辖.*)$/;
const LONGEST_NAME = 15;
const LONGEST_ADDRESS = 300;
/** 北京路, 南京东路, 上海大厦 are no cities. */
const ROAD = /^(?:[东西南北中]?(?:路|街|大街|大路|大道)|大厦|大楼|广场|饭店|宾馆)/;
const HAS_ENDING = /(?:市|地区|盟|自治州|州)$/;

export function buildSurroundings(tables: SurroundingTables): Surroundings {
  const districts = new Map<string, District[]>();
  for (const row of tables.districts) {
    const key = foldName(row['name_zh'] ?? '');
    const from = row['valid_from'] === '' ? -Infinity : Number(row['valid_from']);
    const to = row['valid_to'] === '' ? Infinity : Number(row['valid_to']);
    const known = districts.get(key) ?? [];
    districts.set(key, [...known, { code: Number(row['prefecture']), from, to }]);
  }
  const territories = tables.territories.flatMap((row) => [
    row['name_zh'] ?? '',
    row['name_en'] ?? '',
    ...(row['places'] ?? '').split(';'),
  ]);
  const postcodes = tables.postcodes.map((row): [string, number] => [
    row['prefix'] ?? '',
    Number(row['code6']),
  ]);
  return {
    districts,
    territories: new Set(territories.flatMap((name) => [foldName(name), `${foldName(name)}市`])),
    postcodes: new Map(postcodes),
  };
}

export type AddressAnswer =
  { readonly code: number } | { readonly code: null; readonly reason: AddressReason };

/**
 * The prefecture-level unit of a district, an address in Chinese or English, or a postcode. The
 * province, where it is known, tells 朝阳区 of Beijing from that of 长春.
 */
export function resolveAddress(
  gazetteer: Gazetteer,
  around: Surroundings,
  text: string,
  context: Context,
): AddressAnswer {
  const plain = text.slice(0, LONGEST_ADDRESS).normalize('NFKC').trim();
  const postcode = /^邮编\s*(\d{6})$/.exec(plain)?.[1];
  if (postcode !== undefined) return byPostcode(around, postcode);
  const written = /^代码\s*(\d{6})$/.exec(plain)?.[1];
  if (written !== undefined) return byCode(gazetteer, written);
  if (/^\d{6}$/.test(plain)) {
    const code = Number(plain);
    return gazetteer.codes.has(code) ? { code } : byPostcode(around, plain);
  }
  if (/\p{Script=Han}/u.test(plain)) return resolveChinese(gazetteer, around, plain, context);
  return resolveEnglish(gazetteer, around, plain, context);
}

/** The unit that a code of GB/T 2260 is of: that of a district begins as its city's does. */
function byCode({ codes }: Gazetteer, digits: string): AddressAnswer {
  const city = Math.floor(Number(digits) / 100) * 100;
  const code = [Number(digits), city, Math.floor(city / 10_000) * 10_000].find((one) =>
    codes.has(one),
  );
  return code === undefined ? unknown('unknown_city') : { code };
}

function byPostcode({ postcodes }: Surroundings, digits: string): AddressAnswer {
  for (let length = 4; length >= 2; length--) {
    const code = postcodes.get(digits.slice(0, length));
    if (code !== undefined) return { code };
  }
  return unknown('unknown_city');
}

function resolveChinese(
  gazetteer: Gazetteer,
  around: Surroundings,
  text: string,
  context: Context,
): AddressAnswer {
  const folded = foldName(text)
    .replaceAll(/[/\\|>]/g, '')
    .replace(/^\d+|^cn/, '')
    .replace(/^(?:中华人民共和国|中国)(?=.)/, '');
  const { province, rest } = withoutProvince(gazetteer, folded, context.province);
  if (isTerritory(around, rest)) return unknown('city_in_territory');
  if (province !== undefined && MUNICIPALITIES.has(province)) {
    const isNamed = rest !== folded;
    if (isNamed || isWithin(around, rest, province)) return { code: province * 10_000 };
  }
  const within: Context = { ...context, province };
  const city = startingPlace(gazetteer, rest, within);
  if (city !== null) return { code: city };
  const district = startingDistrict(around, rest, within);
  if (district !== null) return district;
  // `某公司 浙江省杭州市…`: the address begins where a province is written in full.
  const later = Array.from(
    gazetteer.provinces.keys(),
    (name) => [folded.indexOf(name), name] as const,
  )
    .filter(([at, name]) => at > 0 && /[省市区]$/.test(name))
    .sort(([a], [b]) => a - b)[0];
  if (later !== undefined)
    return resolveChinese(gazetteer, around, folded.slice(later[0]), context);
  return unknown('unknown_city');
}

/** Of a municipality is what has no name, and what has the name of a district there. */
function isWithin(around: Surroundings, rest: string, province: number): boolean {
  const district = startingDistrict(around, rest, { province });
  return UNNAMED.test(rest) || (district !== null && district.code === province * 10_000);
}

/**
 * The province that an address begins with, and what follows. A province's bare name is taken for
 * a city's where it goes on as one: 吉林市船营区.
 */
function withoutProvince(gazetteer: Gazetteer, folded: string, hint: number | undefined) {
  for (let length = Math.min(folded.length, 9); length >= 2; length--) {
    const name = folded.slice(0, length);
    const province = gazetteer.provinces.get(name);
    if (province === undefined || /^\d/.test(name)) continue;
    const rest = folded.slice(length);
    if (ROAD.test(rest) || (rest.startsWith('市') && !MUNICIPALITIES.has(province))) break;
    return { province, rest: rest.replace(/^(?:省|市(?!辖))/, '') };
  }
  return { province: hint, rest: folded };
}

function startingPlace(gazetteer: Gazetteer, text: string, context: Context): number | null {
  const ends = [true, false];
  for (const whole of ends) {
    for (let length = Math.min(text.length, LONGEST_NAME); length >= 2; length--) {
      const name = text.slice(0, length);
      // 朝阳区 is not 朝阳, the city.
      const behind = text.slice(length);
      if (whole !== HAS_ENDING.test(name) || /^[区县]/.test(behind)) continue;
      if (!whole && ROAD.test(behind)) continue;
      const found =
        gazetteer.places.get(name) ??
        (whole ? gazetteer.places.get(withoutEnding(name)) : undefined);
      if (found === undefined) continue;
      const { place } = resolvePlace(gazetteer, name, context);
      const isThere =
        place !== null &&
        (context.province === undefined || Math.floor(place.code / 10_000) === context.province);
      if (isThere) return place.code;
    }
  }
  return null;
}

function startingDistrict(
  { districts }: Surroundings,
  text: string,
  { year, province }: Context,
): AddressAnswer | null {
  for (let length = Math.min(text.length, LONGEST_NAME); length >= 2; length--) {
    let left = districts.get(text.slice(0, length)) ?? [];
    if (province !== undefined)
      left = left.filter(({ code }) => Math.floor(code / 10_000) === province);
    const then = left.filter(({ from, to }) => year === undefined || (from <= year && year <= to));
    const codes = new Set((then.length > 0 ? then : left).map(({ code }) => code));
    const [first] = codes;
    if (first === undefined) continue;
    return codes.size === 1 ? { code: first } : unknown('ambiguous_city');
  }
  return null;
}

function isTerritory({ territories }: Surroundings, folded: string): boolean {
  for (let length = Math.min(folded.length, 8); length >= 2; length--) {
    if (territories.has(folded.slice(0, length))) return true;
  }
  return false;
}

/** `No. 38 Zheda Road, Hangzhou, Zhejiang 310027, P.R. China`: the parts that are names alone. */
function resolveEnglish(
  gazetteer: Gazetteer,
  around: Surroundings,
  text: string,
  context: Context,
): AddressAnswer {
  const parts = text
    .split(/[,;\n]+/)
    .map((part) =>
      part
        .replaceAll(/[\d.()-]+/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((part) => part !== '' && !/^(?:P\s?R\s?)?china$|^cn$/i.test(part));
  const words = parts.filter((part) => !STREET.test(part)).flatMap((part) => part.split(' '));
  for (const names of [parts, words]) {
    if (names.some((name) => around.territories.has(foldName(name))))
      return unknown('city_in_territory');
    const provinces = names.map((name) => resolveProvince(gazetteer, name));
    const province = provinces.find((found) => found !== null) ?? context.province;
    const cities = names.flatMap((name, i) => {
      const { place } = resolvePlace(gazetteer, name, { ...context, province });
      const isThere =
        place !== null && (province === undefined || Math.floor(place.code / 10_000) === province);
      return isThere ? [{ code: place.code, isProvince: provinces[i] !== null }] : [];
    });
    // `Changchun, Jilin`: a city may be named as its province is.
    const [found] = cities.some(({ isProvince }) => !isProvince)
      ? cities.filter(({ isProvince }) => !isProvince)
      : cities;
    if (found !== undefined) return { code: found.code };
  }
  return unknown('unknown_city');
}

const STREET =
  /\b(?:road|rd|street|st|avenue|ave|lane|lu|jie|dadao|building|park|zone|university)\b/i;

function unknown(reason: AddressReason): AddressAnswer {
  return { code: null, reason };
}
