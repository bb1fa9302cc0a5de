import { foldName } from './name.ts';
import { findUnit, type Dimension, type Unit, type UnitReading } from './unit.ts';

export interface Variable {
  readonly name: string;
  readonly dimension: Dimension;
  /** Canonical unit, and how many base units (yuan, persons, kWh, m3, t, percent) it is. */
  readonly unit: string;
  readonly factor: number;
  /** The yearbook has it for the districts of the city only. */
  readonly districtsOnly: boolean;
}

const variable = (
  name: string,
  dimension: Dimension,
  unit: string,
  factor: number,
  districtsOnly = false,
): Variable => ({ name, dimension, unit, factor, districtsOnly });

export const VARIABLES: readonly Variable[] = [
  variable('population', 'persons', '10k_persons', 1e4),
  variable('gdp', 'money', '10k_yuan', 1e4),
  variable('gdp_per_capita', 'money', 'yuan', 1),
  variable('tertiary_share', 'share', 'percent', 1),
  variable('urban_share', 'share', 'percent', 1),
  variable('budget_expenditure', 'money', '10k_yuan', 1e4),
  variable('electricity', 'energy', '10k_kwh', 1e4),
  variable('gas', 'volume', '10k_m3', 1e4, true),
  variable('lpg', 'mass', 't', 1, true),
];

/** Headers that look like a variable and are another: rates of growth, parts, other populations. */
const OTHER =
  /增长|增速|指数|growth|index|密度|density|工业用电|居民生活用电|生活用电|家庭用量|家庭用气|非农|暂住|城镇人口(?!占|比)|常住人口(?!城镇化)|resident|自然增长|第一产业|第二产业|primary|secondary/;
/** The first pattern that fits names the variable. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [
    /人均(?:地区生产总值|国内生产总值|gdp)|gdp_?percapita|percapita(?:gdp|grp)|^pgdp/,
    'gdp_per_capita',
  ],
  [
    /第三产业.*(?:比重|占)|三产占|三产比重|tertiary.*share|shareof.*tertiary|tertiary.*(?:gdp|percent)/,
    'tertiary_share',
  ],
  [/城镇化率|城市化率|城镇人口(?:占|比)|urbani[sz]ationrate|urbanshare|urban_share/, 'urban_share'],
  [
    /一般(?:公共)?预算(?:内)?支出|财政(?:一般)?支出|budget(?:ary)?_?expenditure/,
    'budget_expenditure',
  ],
  [/液化石油气|petro_?gas|lpg/, 'lpg'],
  [/供气总量|天然气供气|煤气供气|gas_?supply/, 'gas'],
  [/用电量|^ele(?:c|ctricity)?(?![a-z])|electricity/, 'electricity'],
  [
    /(?:年末|户籍|总)人口|^人口|registeredpopulation|totalpopulation|^pop(?:ulation)?(?![a-z])/,
    'population',
  ],
  [/(?:地区|国内)生产总值|^gdp(?![a-z])|grossregionalproduct/, 'gdp'],
];
/** Column codes of CSMAR, which keeps units in a separate text. */
const CODED: Readonly<Record<string, readonly [string, Unit]>> = {
  gdpct01: ['gdp', { dimension: 'money', factor: 1e8 }],
  gdp_percapita: ['gdp_per_capita', { dimension: 'money', factor: 1 }],
};

export interface VariableHeader {
  readonly variable: Variable;
  readonly unit: UnitReading;
  readonly scope: 'prefecture' | 'districts';
  /** Year that the header itself names: `pop2005`, `2014年地区生产总值`. */
  readonly year: number | null;
}

/** What a column of statistics holds, by its header; null if it is no variable of ours. */
export function readVariableHeader(header: string): VariableHeader | null {
  const folded = foldName(header.replaceAll(/[()（）]/g, '_')).replaceAll(/_+/g, '_');
  const scope = /市辖区|districts/.test(folded) ? 'districts' : 'prefecture';
  const year = Number(/(?<!\d)((?:19|20)\d\d)(?!\d)/.exec(folded)?.[1] ?? 0) || null;
  const coded = CODED[folded];
  const name = coded?.[0] ?? nameOf(folded.replace(/^(?:19|20)\d\d年?_?/, ''));
  const found = VARIABLES.find((one) => one.name === name);
  if (found === undefined) return null;
  const unit = coded === undefined ? unitOf(header, found) : knownUnit(coded[1]);
  return { variable: found, unit, scope, year };
}

/** Factor from a unit to the variable's canonical one; null if it measures something else. */
export function conversion(found: Variable, unit: Unit): number | null {
  return unit.dimension === found.dimension ? unit.factor / found.factor : null;
}

function nameOf(folded: string): string | null {
  if (OTHER.test(folded) && !/第三产业.*(?:比重|占)|城镇化率/.test(folded)) return null;
  return PATTERNS.find(([pattern]) => pattern.test(folded))?.[1] ?? null;
}

/** A share, a rate or a proportion without a unit is in percent. */
function unitOf(header: string, found: Variable): UnitReading {
  const unit = findUnit(header);
  if (unit.kind !== 'none' || found.dimension !== 'share') return unit;
  return knownUnit({ dimension: 'share', factor: 1 });
}

function knownUnit(unit: Unit): UnitReading {
  return { kind: 'unit', unit, text: '' };
}
