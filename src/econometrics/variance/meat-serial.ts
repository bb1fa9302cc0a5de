import { membersOf, type Codes } from '../frame/codes.ts';
import type { SerialDependence } from './dependence.ts';
import { groupSums, scoreValues, symmetricMeat, type Scores } from './meat.ts';

/**
 * Γ₀ + Σ_l w_l (Γ_l + Γ_l') with Bartlett's weights w_l = 1 − l / (lag + 1), row-major.
 *
 * Newey and West (1987) within each unit: Γ_l = Σ_i Σ_t s_it s_i,t−l'. Driscoll and Kraay (1998): the
 * same of S_t = Σ_i s_it, so that units of one period may be correlated in any way. Periods are those
 * that occur, in order; a unit that lacks one adds nothing for it. As in fixest, the longest lag is T − 2, so
 * that two periods have none.
 */
export function serialMeat(
  scores: Scores,
  { kind, unit, time }: SerialDependence,
  lag: number,
): Float64Array {
  const isSummed = kind === 'driscoll_kraay';
  const values = isSummed ? groupSums(scores, time) : scoreValues(scores);
  const order = isSummed
    ? Int32Array.from({ length: time.levels }, (_, i) => i)
    : sortedRows(unit, time);
  const period = isSummed ? order : time.codes;
  const half = values.map((column) => column.map((value) => value / 2));
  for (let l = 1; l <= Math.min(lag, time.levels - 2); l++) {
    const weight = 1 - l / (lag + 1);
    eachPair(order, isSummed ? null : unit, period, l, (late, early) => {
      half.forEach((column, j) => {
        column[late]! += weight * values[j]![early]!;
      });
    });
  }
  return symmetricMeat(values, half);
}

/**
 * The scores of one series in the order of time, for an automatic lag: around the origin of the regressors, as
 * `means` (null where they are deviations within effects) moves them, and without the constant's
 * unless it is alone.
 */
export function seriesScores(
  { columns, weighted }: Scores,
  { codes }: Codes,
  means: Float64Array | null,
): Float64Array[] {
  const slopes = columns.filter((column) => column !== null);
  const wanted = slopes.length > 0 ? slopes : [new Float64Array(codes.length).fill(1)];
  return wanted.map((column, j) => {
    const mean = slopes.length > 0 ? (means?.[j] ?? 0) : 0;
    const ordered = new Float64Array(codes.length);
    codes.forEach((period, i) => {
      ordered[period] = weighted[i]! * (column[i]! + mean);
    });
    return ordered;
  });
}

/** Calls `use` for rows of one unit that are `lag` periods apart; `order` sorts by unit and time. */
function eachPair(
  order: Int32Array,
  unit: Codes | null,
  period: Int32Array,
  lag: number,
  use: (late: number, early: number) => void,
): void {
  const isSame = (a: number, b: number): boolean =>
    unit === null || unit.codes[a] === unit.codes[b];
  let behind = 0;
  for (const late of order) {
    const wanted = period[late]! - lag;
    let early = order[behind]!;
    while (!isSame(late, early) || (early !== late && period[early]! < wanted)) {
      behind++;
      early = order[behind]!;
    }
    if (period[early] === wanted) use(late, early);
  }
}

/** Row numbers by unit, and by period within a unit. */
function sortedRows(unit: Codes | null, time: Codes): Int32Array {
  const byTime = membersOf(time).order;
  return unit === null ? byTime : membersOf(unit, byTime).order;
}
