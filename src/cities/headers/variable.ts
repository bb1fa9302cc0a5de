export type Dimension = 'persons' | 'money' | 'energy' | 'volume' | 'mass' | 'share';

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

/** What a column holds in place of a statistic: a part of the key, or what says how to read others. */
export const ROLES = [
  'city',
  'city_code',
  'province',
  'year',
  'indicator',
  'value',
  'unit',
  'scope',
] as const;

export type Role = (typeof ROLES)[number];

/** The whole prefecture, or the districts of its city. */
export type Scope = 'prefecture' | 'districts';
