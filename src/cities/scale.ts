import type { Observation, Rejected } from './observation.ts';

export interface ScaleRule {
  /** Smallest and largest believable value, in the canonical unit. */
  readonly min: number;
  readonly max: number;
  /** A value is out of scale if it is this many times the middle of its neighbours, or so small a part. */
  readonly jump: number;
}

/**
 * Wide bounds: they catch a wrong unit or a slipped decimal point, not an odd city. The jumps lie
 * above the real breaks of the series (new boundaries in 2011 changed populations by up to 77 %,
 * revisions of 2016 to 2019 GDP by up to 62 %) and below the wrong cells seen in yearbooks (a GDP
 * three times its neighbours, the districts' population in place of the city's). Utilities serve the
 * districts, change their scope now and then, and may jump tenfold.
 */
export const SCALE_RULES: Readonly<Record<string, ScaleRule>> = {
  population: { min: 5, max: 4_000, jump: 2.5 },
  gdp: { min: 50_000, max: 1_000_000_000, jump: 2.5 },
  gdp_per_capita: { min: 500, max: 1_000_000, jump: 3 },
  tertiary_share: { min: 5, max: 95, jump: 3 },
  urban_share: { min: 5, max: 100, jump: 3 },
  budget_expenditure: { min: 5_000, max: 200_000_000, jump: 4 },
  electricity: { min: 500, max: 500_000_000, jump: 10 },
  gas: { min: 0, max: 100_000_000, jump: 100 },
  lpg: { min: 0, max: 100_000_000, jump: 100 },
};

/**
 * Values of up to this many years before and after are a value's neighbours: enough that two wrong
 * years in a row, even at an end, do not outvote the right ones.
 */
const REACH = 4;

/**
 * Splits observations into those that can be and those that cannot: outside the bounds of their
 * variable, or a jump against the middle of the neighbouring years of the same place.
 */
export function checkScale(
  observations: readonly Observation[],
  rules: Readonly<Record<string, ScaleRule>>,
): { readonly kept: Observation[]; readonly rejected: Rejected[] } {
  const inBounds = observations.filter((one) => isInBounds(one, rules[one.variable]));
  const series = Map.groupBy(inBounds, seriesKey);
  const isGood = (one: Observation): boolean => {
    const rule = rules[one.variable];
    if (rule === undefined) return true;
    return isInBounds(one, rule) && !isJump(one, series.get(seriesKey(one)) ?? [], rule.jump);
  };
  const { good: kept = [], bad = [] } = Object.groupBy(observations, (one) =>
    isGood(one) ? 'good' : 'bad',
  );
  const rejected = bad.map(({ origin, value }): Rejected => {
    return { origin, value: String(value), reason: 'out_of_scale' };
  });
  return { kept, rejected };
}

function isInBounds({ value }: Observation, rule: ScaleRule | undefined): boolean {
  return rule === undefined || (value >= rule.min && value <= rule.max);
}

function isJump(one: Observation, series: readonly Observation[], jump: number): boolean {
  const near = series
    .filter(({ year }) => year !== one.year && Math.abs(year - one.year) <= REACH)
    .map(({ value }) => value);
  // One neighbour cannot say which of the two is wrong.
  if (near.length < 2) return false;
  const [lower, upper] = middles(near);
  if (lower === 0 || one.value === 0) return false;
  return one.value > upper * jump || one.value < lower / jump;
}

function seriesKey({ place, variable }: Observation): string {
  return `${place} ${variable}`;
}

/**
 * The middle value, or both of an even number. A value that fits one of the two is no jump: where
 * as many neighbours are wrong as right, the mean of the two would condemn the right ones too.
 */
function middles(values: readonly number[]): readonly [lower: number, upper: number] {
  const sorted = values.toSorted((a, b) => a - b);
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
  return [lower, sorted[sorted.length >> 1] ?? Number.NaN];
}
