import { calibrate } from './calibration.ts';
import type { DemoCity } from './city-list.ts';
import { EFFECT_BY_RESOURCE_TYPE, EFFECT_TOTAL } from './parameters.ts';
import { simulateCity, type CityHistory } from './simulate-city.ts';
import { simulateMarketisation, type Marketisation, type StudyYears } from './simulate-province.ts';

export interface WorldOptions extends StudyYears {
  readonly cities: readonly DemoCity[];
}

export interface World extends WorldOptions {
  readonly seed: number;
  /** One history for each city, in the order of `cities`. */
  readonly histories: readonly CityHistory[];
  readonly marketisation: Marketisation;
}

/** Draws the true values of all cities, those outside the sample too. */
export function simulateWorld(seed: number, options: WorldOptions): World {
  const effects = effectsOf(options.cities);
  const calibration = calibrate(options.firstYear, options.lastYear);
  const histories = options.cities.map((city, i) =>
    simulateCity(seed, city, options, effects[i] as number, calibration),
  );
  const marketisation = simulateMarketisation(seed, options.cities, options);
  return { ...options, seed, histories, marketisation };
}

/**
 * Effects on ln_et by city: published ones for the types of resource-based cities, and one for all
 * others that makes the mean over the treated sample EFFECT_TOTAL. 0 for a city never treated.
 */
export function effectsOf(cities: readonly DemoCity[]): number[] {
  const treated = cities.filter((city) => city.treated && city.inSample);
  const others = treated.filter((city) => EFFECT_BY_RESOURCE_TYPE[city.resourceType] === undefined);
  let left = EFFECT_TOTAL * treated.length;
  for (const city of treated) left -= EFFECT_BY_RESOURCE_TYPE[city.resourceType] ?? 0;
  const rest = others.length > 0 ? left / others.length : EFFECT_TOTAL;
  return cities.map((city) =>
    city.treated ? (EFFECT_BY_RESOURCE_TYPE[city.resourceType] ?? rest) : 0,
  );
}
