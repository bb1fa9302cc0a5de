import { normal, randomStream } from '../../econometrics/numeric/random.ts';
import type { DemoCity } from './city-list.ts';
import { EDITION, EFFECT_MKT, MKT_SPREAD } from './parameters.ts';

export interface StudyYears {
  readonly firstYear: number;
  readonly lastYear: number;
  /** First year of the policy. */
  readonly policyYear: number;
}

/** Marketisation index by province (two digits) and year (from `firstYear`), two decimals. */
export type Marketisation = ReadonlyMap<number, Float64Array>;

const FLOOR = -0.5;

/**
 * The index of each province that has a city: level + common rise + effect in pilot provinces +
 * noise. With four pilot provinces and standard errors clustered by city, free noise would leave
 * the interval of the effect far too narrow; so the noise of the pilot provinces, weighted by
 * their sample cities, is centred in each year, and so is that of the others.
 */
export function simulateMarketisation(
  seed: number,
  cities: readonly DemoCity[],
  years: StudyYears,
): Marketisation {
  const length = years.lastYear - years.firstYear + 1;
  const provinces = [...new Set(cities.map(({ province }) => province))].sort((a, b) => a - b);
  const draws = provinces.map((province) => drawProvince(seed, province, length));
  for (const treated of [true, false]) centre(provinces, draws, cities, treated, length);
  return new Map(
    provinces.map((province, p) => {
      const { level, noise } = draws[p]!;
      const pilot = cities.some((city) => city.province === province && city.treated);
      const values = noise.map((value, t) => {
        const effect = pilot && years.firstYear + t >= years.policyYear ? EFFECT_MKT : 0;
        const rise = length > 1 ? (1.6 * t) / (length - 1) : 0;
        return Math.max(FLOOR, Math.round((level + rise + effect + value) * 100) / 100);
      });
      return [province, values];
    }),
  );
}

function drawProvince(seed: number, province: number, length: number) {
  const stream = randomStream(seed, `${EDITION}/province/${province}`);
  const level = 6.2 + 1.5 * normal(stream);
  const slope = normal(stream);
  const noise = new Float64Array(length);
  // Half of the variance is a province's own trend, half passes within a year.
  for (let t = 0; t < length; t++) {
    const path = length > 1 ? (t / (length - 1) - 0.5) * 3.3 : 0;
    noise[t] = MKT_SPREAD * Math.sqrt(0.5) * (slope * path + normal(stream));
  }
  return { level, noise };
}

function centre(
  provinces: readonly number[],
  draws: readonly { readonly noise: Float64Array }[],
  cities: readonly DemoCity[],
  treated: boolean,
  length: number,
): void {
  const weights = provinces.map(
    (code) =>
      cities.filter((c) => c.province === code && c.inSample && c.treated === treated).length,
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return;
  for (let t = 0; t < length; t++) {
    let mean = 0;
    draws.forEach(({ noise }, p) => (mean += ((weights[p] ?? 0) * (noise[t] ?? 0)) / total));
    draws.forEach(({ noise }, p) => {
      if ((weights[p] ?? 0) > 0) noise[t] = (noise[t] ?? 0) - mean;
    });
  }
}
