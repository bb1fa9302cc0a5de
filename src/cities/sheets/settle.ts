import type { Observation, Rejected } from '../observation.ts';
import type { Pending } from './values.ts';

/** What becomes of the values of a sheet when all are known. */
export interface Settled {
  readonly observations: Observation[];
  readonly rejected: Rejected[];
  /** Values of the districts beside one of the whole city. */
  readonly skipped: number;
  /** Series that were read as shares of one. */
  readonly fractions: ReadonlySet<string>;
}

/** A share of a city's product or people below this is none: it is a share of one hundredth. */
const SMALLEST_MEDIAN = 0.03;

/**
 * Takes the values of whole cities. Those of the districts count where the yearbook has no other.
 * A series of shares of which all values lie between zero and one is one of fractions.
 */
export function settleValues(all: readonly Pending[], priority: number): Settled {
  const whole = new Set(
    all.filter(({ scope }) => scope === 'prefecture').map(({ variable }) => variable.name),
  );
  const wanted = (one: Pending) =>
    one.scope === 'prefecture' || (one.variable.districtsOnly && !whole.has(one.variable.name));
  const { kept = [], left = [] } = Object.groupBy(all, (one) => (wanted(one) ? 'kept' : 'left'));
  const fractions = fractionsOf(kept);
  const observations = kept.map((one): Observation => {
    const { place, year, variable, part, value, factor, percent, origin } = one;
    const hundred = fractions.has(keyOf(one)) && !percent;
    const meant = { place, year, variable: variable.name, unit: variable.unit };
    // Rounded at twelve digits: 0.07 times 100 is 7.
    const inUnit = hundred ? Number((value * 100).toPrecision(12)) : scale(value, factor);
    return { ...meant, value: inUnit, origin, priority, ...(part === '' ? {} : { part }) };
  });
  const rejected = left.map(({ origin, value }): Rejected => {
    return { origin, value: String(value), reason: 'row_of_districts' };
  });
  return { observations, rejected, skipped: left.length, fractions };
}

export function keyOf({ variable, series }: Pick<Pending, 'variable' | 'series'>): string {
  return `${variable.name} ${series}`;
}

function fractionsOf(all: readonly Pending[]): Set<string> {
  const shares = all.filter(({ variable, percent }) => variable.dimension === 'share' && !percent);
  const series = Map.groupBy(shares, keyOf);
  return new Set(
    [...series].flatMap(([key, values]) => {
      const sorted = values.map(({ value }) => value).toSorted((a, b) => a - b);
      const within = (sorted[0] ?? -1) >= 0 && (sorted.at(-1) ?? 2) <= 1;
      return within && (sorted[sorted.length >> 1] ?? 0) >= SMALLEST_MEDIAN ? [key] : [];
    }),
  );
}

/** Division for factors below one keeps 34415068 yuan at 3441.5068: multiplying by 1e-4 would not. */
function scale(value: number, factor: number): number {
  const result = factor >= 1 ? value * factor : value / (1 / factor);
  return result === 0 ? 0 : result;
}
