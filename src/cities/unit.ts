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

type Base = readonly [Dimension, number];

const CHINESE_BASES: Readonly<Record<string, Base>> = {
  人: ['persons', 1],
  元: ['money', 1],
  千瓦小时: ['energy', 1],
  千瓦时: ['energy', 1],
  度: ['energy', 1],
  立方米: ['volume', 1],
  吨: ['mass', 1],
  '%': ['share', 1],
  百分比: ['share', 1],
  百分点: ['share', 1],
};
const LATIN_BASES: Readonly<Record<string, Base>> = {
  persons: ['persons', 1],
  person: ['persons', 1],
  people: ['persons', 1],
  yuan: ['money', 1],
  rmb: ['money', 1],
  cny: ['money', 1],
  kwh: ['energy', 1],
  mwh: ['energy', 1e3],
  gwh: ['energy', 1e6],
  twh: ['energy', 1e9],
  m3: ['volume', 1],
  cubicmetres: ['volume', 1],
  cubicmeters: ['volume', 1],
  tonnes: ['mass', 1],
  tons: ['mass', 1],
  ton: ['mass', 1],
  t: ['mass', 1],
  percent: ['share', 1],
  percentage: ['share', 1],
};
const CHINESE_DIGITS: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1e3,
  万: 1e4,
  亿: 1e8,
};
const LATIN_WORDS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
};

const byLength = (a: string, b: string) => b.length - a.length;
const CHINESE = new RegExp(
  `([十百千万亿]*)(${Object.keys(CHINESE_BASES).sort(byLength).join('|')})$`,
);
const LATIN = new RegExp(
  `^([\\d,.]*)(k|thousand|million|billion|)(${Object.keys(LATIN_BASES).sort(byLength).join('|')})$`,
);
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
  return unitAtEnd(
    bare
      .split('_')
      .filter((part) => !QUALIFIER.test(part))
      .at(-1) ?? '',
  );
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
  return { dimension: base[0], factor: number * (LATIN_WORDS[latin[2] ?? ''] ?? 1) * base[1] };
}

function unitAtEnd(text: string): UnitReading {
  const chinese = CHINESE.exec(text);
  if (chinese === null || /[美欧港日兆]$/.test(text.slice(0, chinese.index))) {
    return isForeignMoney(text) ? { kind: 'unknown', text } : { kind: 'none' };
  }
  const unit = chineseUnit(chinese);
  return unit === null ? { kind: 'none' } : { kind: 'unit', unit, text: chinese[0] };
}

function chineseUnit(match: RegExpExecArray): Unit | null {
  const base = CHINESE_BASES[match[2] ?? ''];
  if (base === undefined) return null;
  const multiple = Array.from(match[1] ?? '').reduce(
    (product, digit) => product * (CHINESE_DIGITS[digit] ?? 1),
    1,
  );
  return { dimension: base[0], factor: multiple * base[1] };
}

function isForeignMoney(text: string): boolean {
  return /[美欧港日]元$/.test(text);
}
