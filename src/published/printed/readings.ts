import { twoSidedP } from '../../econometrics/numeric/student-t.ts';
import { quotient, sizes, type Interval } from './interval.ts';
import type { PrintedCoefficient, PrintedColumn, PrintedTable, PrintedTables } from './tables.ts';

/** What the number in parentheses may be. */
export const READINGS = ['std_error', 't_value', 'p_value'] as const;
export type Reading = (typeof READINGS)[number];

/** Coefficients by which a reading can be judged: those with a number in parentheses. */
export interface PrintedStars {
  readonly table: PrintedTable;
  readonly column: PrintedColumn;
  readonly term: string;
  readonly coefficient: PrintedCoefficient & {
    readonly paren: NonNullable<PrintedCoefficient['paren']>;
  };
}

export function starredCoefficients(table: PrintedTable): PrintedStars[] {
  return table.columns.flatMap((column) =>
    Object.entries(column.terms).flatMap(([term, coefficient]) => {
      const { paren } = coefficient;
      return paren === undefined
        ? []
        : [{ table, column, term, coefficient: { ...coefficient, paren } }];
    }),
  );
}

/** Years of the panel, or undefined where the file does not state them. */
export function yearsOf({ first_year: first, last_year: last }: PrintedTables): number | undefined {
  return first === undefined || last === undefined ? undefined : last - first + 1;
}

/** Degrees of freedom of t after clustering: clusters (or units of the column) less one. */
export function clusterDf(printed: PrintedTables, column: PrintedColumn): number | undefined {
  const years = yearsOf(printed);
  const units =
    column.n === undefined || years === undefined
      ? printed.units
      : Math.max(2, Math.floor(column.n / years));
  const clusters = column.clusters ?? units;
  return clusters === undefined ? undefined : clusters - 1;
}

/** |t| under a reading; undefined where the reading has none or the number cannot be that. */
export function sizeOfT(
  coefficient: PrintedStars['coefficient'],
  reading: Reading,
): Interval | undefined {
  const { coef, paren } = coefficient;
  if (reading === 't_value') return sizes(paren);
  return reading === 'std_error' && paren.high > 0 ? quotient(sizes(coef), clip(paren)) : undefined;
}

function clip({ low, high }: Interval): Interval {
  return { low: Math.max(low, 0), high };
}

/** All p values that the printed digits allow; undefined where the number cannot be that at all. */
export function pValues(
  coefficient: PrintedStars['coefficient'],
  reading: Reading,
  df: number,
): Interval | undefined {
  const { paren } = coefficient;
  if (reading === 'p_value') {
    return paren.high < 0 || paren.low > 1 ? undefined : clip(paren);
  }
  const t = sizeOfT(coefficient, reading);
  return t === undefined ? undefined : { low: twoSidedP(t.high, df), high: twoSidedP(t.low, df) };
}

/** The marks that some p value of the interval earns, from weak to strong. */
export function marksFor(p: Interval, legend: Readonly<Record<string, number>>): string[] {
  const levels = Object.entries(legend).sort(([, a], [, b]) => b - a);
  const all = [['', Infinity] as const, ...levels];
  const rank = (value: number): number => all.findLastIndex(([, below]) => value < below);
  return all.slice(rank(p.high), rank(p.low) + 1).map(([marks]) => marks);
}

/** Whether the printed stars can be right under a reading, by either reference distribution. */
export function agrees(printed: PrintedTables, place: PrintedStars, reading: Reading): boolean {
  const df = clusterDf(printed, place.column);
  return [Infinity, ...(df === undefined ? [] : [df])].some((freedom) => {
    const p = pValues(place.coefficient, reading, freedom);
    return p !== undefined && marksFor(p, printed.stars_legend).includes(place.coefficient.stars);
  });
}

/** How many stars each reading gets wrong. */
export type Misses = Readonly<Record<Reading, number>>;

export function missesOf(printed: PrintedTables, places: readonly PrintedStars[]): Misses {
  const count = (reading: Reading): number =>
    places.filter((place) => !agrees(printed, place, reading)).length;
  return { std_error: count('std_error'), t_value: count('t_value'), p_value: count('p_value') };
}

/** The reading with the fewest wrong stars; of equals the one that comes first in READINGS. */
export function bestReading(misses: Misses): Reading {
  return READINGS.reduce((best, reading) => (misses[reading] < misses[best] ? reading : best));
}

/**
 * Whether stars speak against the reading that a note states: it gets two or more wrong, another
 * one at most half as many. One wrong star can as well be a wrong star.
 */
export function isRefuted(misses: Misses, stated: Reading): boolean {
  return misses[stated] >= 2 && misses[bestReading(misses)] * 2 <= misses[stated];
}

/**
 * The reading by which a table's numbers are taken: what its note states, unless its stars, or
 * those of the whole publication, refute that; then the one that fits the publication best.
 */
export function readingOf(printed: PrintedTables, table: PrintedTable): Reading {
  const all = missesOf(printed, printed.tables.flatMap(starredCoefficients));
  const stated = table.parentheses;
  if (stated === undefined) return bestReading(all);
  const own = missesOf(printed, starredCoefficients(table));
  return isRefuted(own, stated) || (isRefuted(all, stated) && own[bestReading(all)] <= own[stated])
    ? bestReading(isRefuted(all, stated) ? all : own)
    : stated;
}
