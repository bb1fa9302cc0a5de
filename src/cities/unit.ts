export type Dimension = 'persons' | 'money' | 'energy' | 'volume' | 'mass' | 'share';

export interface Unit {
  readonly dimension: Dimension;
  /** How many base units it is: yuan, persons, kWh, m3, t, percent. */
  readonly factor: number;
}

export type UnitReading =
  | { readonly kind: 'unit'; readonly unit: Unit; readonly text: string }
  /** Something stands where a unit stands, but nobody knows it. */
  | { readonly kind: 'unknown'; readonly text: string }
  | { readonly kind: 'none' };

type Bases = Readonly<Record<string, Unit>>;

/** One base unit under several names. */
const named = (dimension: Dimension, names: string, factor = 1): Bases =>
  Object.fromEntries(names.split(' ').map((name) => [name, { dimension, factor }]));

const CHINESE_BASES: Bases = {
  ...named('persons', '人'),
  ...named('money', '元'),
  ...named('energy', '千瓦小时 千瓦时 度'),
  ...named('volume', '立方米'),
  ...named('mass', '吨'),
  ...named('share', '% 百分比 百分点'),
};
const LATIN_BASES: Bases = {
  ...named('persons', 'persons person people'),
  ...named('money', 'yuan rmb cny'),
  ...named('energy', 'kwh'),
  ...named('energy', 'mwh', 1e3),
  ...named('energy', 'gwh', 1e6),
  ...named('energy', 'twh', 1e9),
  ...named('volume', 'm3 cubicmetres cubicmeters'),
  ...named('mass', 'tonnes tons ton t'),
  ...named('share', 'percent percentage'),
};
type Multiples = Readonly<Record<string, number>>;
const CHINESE_DIGITS: Multiples = { 十: 10, 百: 100, 千: 1e3, 万: 1e4, 亿: 1e8 };
const LATIN_WORDS: Multiples = { '': 1, k: 1e3, thousand: 1e3, million: 1e6, billion: 1e9 };

/** The names as alternatives, longer ones first. */
const oneOf = (bases: Bases): string =>
  Object.keys(bases)
    .sort((a, b) => b.length - a.length)
    .join('|');
const CHINESE = new RegExp(`([十百千万亿]*)(${oneOf(CHINESE_BASES)})$`);
const LATIN = new RegExp(`^([\\d,.]*)(k|thousand|million|billion|)(${oneOf(LATIN_BASES)})$`);
/** What may stand in brackets or behind `_` without being a unit. */
const QUALIFIER =
  /^(?:当年价格?|现价|按当年价格计算|人工、?天然气|人工煤气、?天然气|天然气|煤气|户籍|常住|年末|全市|全省|市辖区|地级市|辖区|公共财政|上年=100|gdp|total|city|prefecture|districts?|(?:19|20)\d\d年?)?$/;

/**
 * Finds the unit in a header: in brackets, behind the last `_`, or at its very end, as in
 * `地区生产总值万元`. A unit of another currency or with another multiple is not mistaken for its
 * ending: `万美元` is unknown, not yuan.
 */
export function findUnit(header: string): UnitReading {
  const text = header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/g, '')
    .replaceAll(/(\d|\dk|thousand|million|billion)_(?=[a-z])/g, '$1');
  const brackets = [...text.matchAll(/[([]([^()[\]]*)[)\]]/g)].map((match) => match[1] ?? '');
  const bare = text.replaceAll(/[([][^()[\]]*[)\]]/g, '_');
  // `gas_supply` is a name, not a unit: behind an underscore only what is not plain Latin may be one.
  const tails = bare.split('_').slice(1);
  let unknown: string | null = null;
  for (const part of [...brackets, ...tails].filter((one) => !QUALIFIER.test(one)).toReversed()) {
    const unit = parseUnit(part);
    if (unit !== null) return { kind: 'unit', unit, text: part };
    if (brackets.includes(part) || !/^[a-z]*$/.test(part)) unknown ??= part;
  }
  if (unknown !== null) return { kind: 'unknown', text: unknown };
  const parts = bare.split('_').filter((part) => !QUALIFIER.test(part));
  return unitAtEnd(parts.at(-1) ?? '');
}

/** Reads a unit that stands alone: `万元`, `亿千瓦小时`, `10000 m3`, `%`; null if unknown. */
export function parseUnit(text: string): Unit | null {
  const bare = text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '').replace(/\/人$/, '');
  const chinese = CHINESE.exec(bare);
  if (chinese !== null && chinese.index === 0) return chineseUnit(chinese);
  const latin = LATIN.exec(bare.replace(/^rmb|^cny/, ''));
  const base = LATIN_BASES[latin?.[3] ?? ''];
  if (latin === null || base === undefined) return null;
  const number = latin[1] === '' ? 1 : Number((latin[1] ?? '').replaceAll(',', ''));
  return { ...base, factor: number * (LATIN_WORDS[latin[2] ?? ''] ?? 1) * base.factor };
}

function unitAtEnd(text: string): UnitReading {
  const chinese = CHINESE.exec(text);
  if (chinese === null || /[美欧港日兆]$/.test(text.slice(0, chinese.index))) {
    return /[美欧港日]元$/.test(text) ? { kind: 'unknown', text } : { kind: 'none' };
  }
  const unit = chineseUnit(chinese);
  return unit === null ? { kind: 'none' } : { kind: 'unit', unit, text: chinese[0] };
}

function chineseUnit(match: RegExpExecArray): Unit | null {
  const base = CHINESE_BASES[match[2] ?? ''];
  if (base === undefined) return null;
  const digits = Array.from(match[1] ?? '', (digit) => CHINESE_DIGITS[digit] ?? 1);
  return { ...base, factor: digits.reduce((product, digit) => product * digit, 1) * base.factor };
}
