import ln from '@stdlib/math-base-special-ln';

interface Anchors {
  readonly years: readonly number[];
  /** Median over the cities. */
  readonly median: readonly number[];
  /** Spread of the logarithm (of the value itself for shares) below and above the median. */
  readonly below: readonly number[];
  readonly above: readonly number[];
  readonly logarithm: boolean;
}

const YEARS = [2006, 2010, 2014, 2019];

const ANCHORS = {
  /** 10,000 persons; from the 5, 50 and 95 percent quantiles of the real cities. */
  population: anchors(
    true,
    [384, 382, 400, 408],
    [0.67, 0.73, 0.69, 0.69],
    [0.54, 0.57, 0.57, 0.57],
  ),
  /** Yuan a head. */
  gdpPerCapita: anchors(
    true,
    [13915, 26730, 42792, 51118],
    [0.51, 0.48, 0.44, 0.36],
    [0.78, 0.66, 0.56, 0.62],
  ),
  /** Percent. */
  tertiaryShare: anchors(false, [36, 36, 38, 49], [6.1, 6.1, 6.7, 5.5], [7.9, 9.1, 10.3, 9.7]),
  /** Percent; no percentiles known, a plausible path. */
  urbanShare: anchors(false, [38, 45, 51, 58], [9, 9, 9, 8], [16, 15, 14, 13]),
  /** Budget expenditure over GDP; no percentiles known, a plausible path. */
  budgetShare: anchors(
    true,
    [0.1, 0.14, 0.16, 0.19],
    [0.32, 0.32, 0.32, 0.32],
    [0.42, 0.42, 0.42, 0.42],
  ),
  /** Energy over GDP in tce per 10,000 yuan, less ENERGY_FLOOR. */
  energyIntensity: anchors(
    true,
    [0.7, 0.38, 0.15],
    [0.457, 0.526, 0.8],
    [0.51, 0.437, 0.945],
    [2006, 2012, 2019],
  ),
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

export type Calibration = Readonly<Record<keyof typeof ANCHORS, Path>>;

/** Paths for the years `first` to `last`: linear between the anchor years, constant outside. */
export function calibrate(first: number, last: number): Calibration {
  const path = ({ years, median, below, above, logarithm }: Anchors): Path => {
    const over = (values: readonly number[]): Float64Array =>
      Float64Array.from({ length: last - first + 1 }, (_, t) => between(years, values, first + t));
    const centre = over(logarithm ? median.map((value) => ln(value)) : median);
    return { centre, below: over(below), above: over(above) };
  };
  const paths = Object.entries(ANCHORS).map(([name, known]) => [name, path(known)]);
  return Object.fromEntries(paths) as Calibration;
}

/** Value at year `t` of a path for a standardised deviate, with a spread for each side. */
export function atDeviate(path: Path, t: number, z: number): number {
  const spread = (z < 0 ? path.below : path.above)[t] as number;
  return (path.centre[t] as number) + spread * z;
}

function anchors(
  logarithm: boolean,
  median: readonly number[],
  below: readonly number[],
  above: readonly number[],
  years = YEARS,
): Anchors {
  return { years, median, below, above, logarithm };
}

function between(years: readonly number[], values: readonly number[], year: number): number {
  const next = years.findIndex((anchor) => anchor >= year);
  if (next === 0) return values[0] as number;
  if (next < 0) return values[values.length - 1] as number;
  const from = years[next - 1] as number;
  const weight = (year - from) / ((years[next] as number) - from);
  return (values[next - 1] as number) * (1 - weight) + (values[next] as number) * weight;
}
