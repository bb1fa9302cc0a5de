import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import {
  normal,
  randomStream,
  uniform,
  type RandomStream,
} from '../../econometrics/numeric/random.ts';
import { atDeviate, ENERGY_FLOOR, type Calibration, type Path } from './calibration.ts';
import type { DemoCity } from './city-list.ts';
import * as planted from './parameters.ts';
import type { StudyYears } from './simulate-province.ts';

/** What statistical sources say of a city. */
const STATISTICS = [
  /** 10,000 persons. */
  'population',
  /** 10,000 yuan. */
  'gdp',
  /** Yuan. */
  'gdpPerCapita',
  /** Percent. */
  'tertiaryShare',
  /** Percent. */
  'urbanShare',
  /** 10,000 yuan. */
  'budgetExpenditure',
  /** 10,000 kWh. */
  'electricity',
  /** 10,000 cubic metres. */
  'gas',
  /** Tonnes. */
  'lpg',
] as const;
export type Statistic = (typeof STATISTICS)[number];
type Statistics = Readonly<Record<Statistic, Float64Array>>;

/** One city's true values by year, in the units of the statistical sources and rounded like them. */
export interface CityHistory extends Statistics {
  /** Citations made and received, documents of CN. */
  readonly citationsDomestic: Int32Array;
  /** The same, of other offices. */
  readonly citationsAbroad: Int32Array;
}

/** tce for one unit of each fuel as stored. */
const TCE = { electricity: 1.229, gas: 13.3, lpg: 1.7143 };

/** Draws the history of a city. `effect` is its own effect on ln_et once treated. */
export function simulateCity(
  seed: number,
  city: DemoCity,
  years: StudyYears,
  effect: number,
  calibration: Calibration,
): CityHistory {
  const statistics = simulateStatistics(seed, city, years, calibration);
  return { ...statistics, ...simulateCitations(seed, city, years, effect, statistics) };
}

function simulateStatistics(
  seed: number,
  city: DemoCity,
  years: StudyYears,
  calibration: Calibration,
): Statistics {
  const length = years.lastYear - years.firstYear + 1;
  const stream = randomStream(seed, `${planted.EDITION}/city/${city.code}/statistics`);
  const wealth = clamp(normal(stream), -2.2, 2.2);
  const people = size(city) + 0.95 * clamp(normal(stream), -2.4, 2.4);
  const population = blend(stream, people, 0.02, 0.9, length);
  const perCapita = blend(stream, 0.98 * wealth, 0.2, 0.8, length);
  const tertiary = blend(stream, 0.27 * wealth + 0.86 * normal(stream), 0.43, 0.8, length);
  const urban = blend(stream, 0.58 * wealth + 0.78 * normal(stream), 0.24, 0.8, length);
  const budget = blend(stream, -0.45 * wealth + 0.78 * normal(stream), 0.43, 0.8, length);
  const intensity = blend(stream, -0.27 * wealth + 0.86 * normal(stream), 0.43, 0.85, length);
  const electric = 0.2 + 0.22 * uniform(stream);
  const electricNoise = blend(stream, 0, 1, 0.5, length);
  const residents = exp(0.05 * normal(stream));
  const gasShare = 0.8 + 0.15 * uniform(stream);
  const history = Object.fromEntries(
    STATISTICS.map((name) => [name, new Float64Array(length)]),
  ) as Statistics;
  for (let t = 0; t < length; t++) {
    const active = city.treated && years.firstYear + t >= years.policyYear;
    const persons = exp(atDeviate(calibration.population, t, population[t] as number));
    const yuan = exp(atDeviate(calibration.gdpPerCapita, t, perCapita[t] as number));
    const gdp = Math.round(persons * yuan * residents);
    const share = exp(atDeviate(calibration.budgetShare, t, budget[t] as number));
    const deviate = clamp(intensity[t] as number, -2.3, 2.3);
    const free = exp(atDeviate(calibration.energyIntensity, t, deviate));
    const eue = ENERGY_FLOOR + free + (active ? planted.EFFECT_EUE : 0);
    const swing = clamp(electricNoise[t] as number, -2.2, 2.2);
    const rise = length > 1 ? (0.1 * t) / (length - 1) : 0;
    const unbounded =
      electric + rise + planted.ES_SPREAD * swing + (active ? planted.EFFECT_ES : 0);
    const es = clamp(unbounded, 0.01, 0.99);
    const tce = eue * gdp;
    history.population[t] = Math.round(persons * 100) / 100;
    history.gdp[t] = gdp;
    history.gdpPerCapita[t] = Math.round(yuan);
    history.tertiaryShare[t] = percent(calibration.tertiaryShare, t, tertiary[t] as number);
    history.urbanShare[t] = percent(calibration.urbanShare, t, urban[t] as number);
    history.budgetExpenditure[t] = Math.round(share * gdp);
    history.electricity[t] = Math.round((es * tce) / TCE.electricity);
    const rest = (1 - es) * tce;
    history.gas[t] = Math.round((gasShare * rest) / TCE.gas);
    history.lpg[t] = Math.round(((1 - gasShare) * rest) / TCE.lpg);
  }
  return history;
}

/** Municipalities and seats of provincial governments are larger than other cities. */
function size(city: DemoCity): number {
  if (city.code % 10_000 === 0) return 1.6;
  return city.code % 10_000 === 100 ? 0.6 : -0.1;
}

function simulateCitations(
  seed: number,
  city: DemoCity,
  years: StudyYears,
  effect: number,
  statistics: Statistics,
): Pick<CityHistory, 'citationsDomestic' | 'citationsAbroad'> {
  const length = years.lastYear - years.firstYear + 1;
  const stream = randomStream(seed, `${planted.EDITION}/city/${city.code}/citations`);
  const level = 0.01 + 0.02 * exponential(stream);
  const growth = (exponential(stream) + exponential(stream)) / 2;
  const own = planted.ABROAD_OWN;
  const growthAbroad = growth * (1 - own + own * exponential(stream));
  const total = disturbance(stream, length);
  const abroad = disturbance(stream, length);
  const citationsDomestic = new Int32Array(length);
  const citationsAbroad = new Int32Array(length);
  for (let t = 0; t < length; t++) {
    const active = city.treated && years.firstYear + t >= years.policyYear ? 1 : 0;
    const s = length > 1 ? t / (length - 1) : 0;
    const path = planted.COMMON_GROWTH * s * Math.sqrt(s);
    const controls = controlsPart(statistics, t, active);
    const lnTotal = (level + growth * path) * (total[t] as number) + effect * active + controls;
    const effectAbroad = (effect * planted.EFFECT_ABROAD) / planted.EFFECT_TOTAL;
    const lnAbroad =
      planted.ABROAD_SHARE *
        ((level + growthAbroad * path) *
          (0.5 * (total[t] as number) + 0.5 * (abroad[t] as number)) +
          controls) +
      effectAbroad * active;
    const people = statistics.population[t] as number;
    const all = Math.max(0, exp(lnTotal) - 1) * people;
    const foreign = Math.min(Math.max(0, exp(lnAbroad) - 1) * people, 0.8 * all);
    citationsAbroad[t] = Math.round(foreign);
    citationsDomestic[t] = Math.max(0, Math.round(all) - (citationsAbroad[t] as number));
  }
  return { citationsDomestic, citationsAbroad };
}

/** Controls as the panel will state them, and energy intensity as it were without the policy. */
function controlsPart(statistics: Statistics, t: number, active: number): number {
  const at = (values: Float64Array): number => values[t] as number;
  const { pgdp, lu, gs, ind } = planted.CONTROLS;
  const tce =
    TCE.electricity * at(statistics.electricity) +
    TCE.gas * at(statistics.gas) +
    TCE.lpg * at(statistics.lpg);
  const eue = tce / at(statistics.gdp) - active * planted.EFFECT_EUE;
  return (
    (pgdp * at(statistics.gdpPerCapita)) / 10_000 +
    (lu * at(statistics.urbanShare)) / 100 +
    (gs * at(statistics.budgetExpenditure)) / at(statistics.gdp) +
    ind * at(statistics.tertiaryShare) +
    planted.EUE_IN_OUTCOME * eue
  );
}

/** A fixed part plus a stationary first-order autoregression with the given spread. */
function blend(
  stream: RandomStream,
  fixed: number,
  spread: number,
  persistence: number,
  length: number,
): Float64Array {
  const values = new Float64Array(length);
  const innovation = Math.sqrt(1 - persistence * persistence);
  let state = normal(stream);
  for (let t = 0; t < length; t++) {
    values[t] = fixed + spread * state;
    state = persistence * state + innovation * normal(stream);
  }
  return values;
}

/** Positive factors with mean 1, correlated over the years. */
function disturbance(stream: RandomStream, length: number): Float64Array {
  const { persistence, spread } = planted.DISTURBANCE;
  return blend(stream, (-spread * spread) / 2, spread, persistence, length).map((x) => exp(x));
}

function exponential(stream: RandomStream): number {
  return -ln(uniform(stream));
}

function percent(path: Path, t: number, z: number): number {
  return Math.round(clamp(atDeviate(path, t, z), 5, 98) * 100) / 100;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
