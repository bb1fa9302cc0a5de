import ln from '@stdlib/math-base-special-ln';

interface Anchors {
  readonly years: readonly number[];
  /** Median over the cities. */
  readonly median: readonly number[];
  /** Spread of the logarithm (of the value itself for shares) below and above the median. */
  readonly below: readonly number[];
  readonly above: readonly number[];
}

const YEARS = [2006, 2010, 2014, 2019];

/** 10,000 persons; from the 5, 50 and 95 percent quantiles of the real cities. */
const POPULATION: Anchors = {
  years: YEARS,
  median: [384, 382, 400, 408],
  below: [0.67, 0.73, 0.69, 0.69],
  above: [0.54, 0.57, 0.57, 0.57],
};
/** Yuan a head. */
const GDP_PER_CAPITA: Anchors = {
  years: YEARS,
  median: [13915, 26730, 42792, 51118],
  below: [0.51, 0.48, 0.44, 0.36],
  above: [0.78, 0.66, 0.56, 0.62],
};
/** Percent. */
const TERTIARY_SHARE: Anchors = {
  years: YEARS,
  median: [36, 36, 38, 49],
  below: [6.1, 6.1, 6.7, 5.5],
  above: [7.9, 9.1, 10.3, 9.7],
};
/** Percent; no percentiles known, a plausible path. */
const URBAN_SHARE: Anchors = {
  years: YEARS,
  median: [38, 45, 51, 58],
  below: [9, 9, 9, 8],
  above: [16, 15, 14, 13],
};
/** Budget expenditure over GDP; no percentiles known, a plausible path. */
const BUDGET_SHARE: Anchors = {
  years: YEARS,
  median: [0.1, 0.14, 0.16, 0.19],
  below: [0.32, 0.32, 0.32, 0.32],
  above: [0.42, 0.42, 0.42, 0.42],
};
/** Energy over GDP in tce per 10,000 yuan, less ENERGY_FLOOR. */
const ENERGY_INTENSITY: Anchors = {
  years: [2006, 2012, 2019],
  median: [0.7, 0.38, 0.15],
  below: [0.457, 0.526, 0.8],
  above: [0.51, 0.437, 0.945],
};

/** What every city's intensity has at least, before the policy; in tce per 10,000 yuan. */
export const ENERGY_FLOOR = 0.18;

/** Centre and spreads of one statistic in each year of a study. */
export interface Path {
  /** Median, or its logarithm where the spreads are those of a logarithm. */
  readonly centre: Float64Array;
  readonly below: Float64Array;
  readonly above: Float64Array;
}

export interface Calibration {
  readonly population: Path;
  readonly gdpPerCapita: Path;
  readonly tertiaryShare: Path;
  readonly urbanShare: Path;
  readonly budgetShare: Path;
  readonly energyIntensity: Path;
}

/** Paths for the years `first` to `last`: linear between the anchor years, constant outside. */
export function calibrate(first: number, last: number): Calibration {
  const path = (anchors: Anchors, logarithm: boolean): Path => {
    const medians = logarithm ? anchors.median.map((value) => ln(value)) : anchors.median;
    const over = (values: readonly number[]): Float64Array =>
      Float64Array.from({ length: last - first + 1 }, (_, t) =>
        between(anchors.years, values, first + t),
      );
    return { centre: over(medians), below: over(anchors.below), above: over(anchors.above) };
  };
  return {
    population: path(POPULATION, true),
    gdpPerCapita: path(GDP_PER_CAPITA, true),
    tertiaryShare: path(TERTIARY_SHARE, false),
    urbanShare: path(URBAN_SHARE, false),
    budgetShare: path(BUDGET_SHARE, true),
    energyIntensity: path(ENERGY_INTENSITY, true),
  };
}

/** Value at year `t` of a path for a standardised deviate, with a spread for each side. */
export function atDeviate(path: Path, t: number, z: number): number {
  const spread = (z < 0 ? path.below : path.above)[t] as number;
  return (path.centre[t] as number) + spread * z;
}

function between(years: readonly number[], values: readonly number[], year: number): number {
  const next = years.findIndex((anchor) => anchor >= year);
  if (next === 0) return values[0] as number;
  if (next < 0) return values[values.length - 1] as number;
  const from = years[next - 1] as number;
  const weight = (year - from) / ((years[next] as number) - from);
  return (values[next - 1] as number) * (1 - weight) + (values[next] as number) * weight;
}
