import { quantile } from '../../econometrics/numeric/quantile.ts';
import { GROUPS, type Group } from './groups.ts';

/** Quantiles of the outcome of a group in a year, over `units` units whose outcome is known. */
export interface OutcomeBox {
  readonly group: Group;
  readonly year: number;
  readonly units: number;
  readonly p10: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p90: number;
}

const SHARES = { p10: 0.1, p25: 0.25, median: 0.5, p75: 0.75, p90: 0.9 } as const;

/** Boxes by group and year, in that order, of rows that may miss their outcome (NaN). */
export function outcomeBoxes(
  years: ArrayLike<number>,
  treated: ArrayLike<number>,
  outcomes: ArrayLike<number>,
): OutcomeBox[] {
  const all = [...new Set(Array.from(years))].sort((a, b) => a - b);
  return GROUPS.flatMap((group) =>
    all.flatMap((year) => {
      const own = Array.from(outcomes).filter(
        (outcome, i) =>
          Number.isFinite(outcome) &&
          years[i] === year &&
          (treated[i] === 1) === (group === 'treated'),
      );
      return own.length === 0 ? [] : [boxOf(own, group, year)];
    }),
  );
}

function boxOf(outcomes: readonly number[], group: Group, year: number): OutcomeBox {
  const sorted = Float64Array.from(outcomes).sort();
  const at = (share: number): number => quantile(sorted, share);
  const { p10, p25, median, p75, p90 } = SHARES;
  return {
    group,
    year,
    units: sorted.length,
    p10: at(p10),
    p25: at(p25),
    median: at(median),
    p75: at(p75),
    p90: at(p90),
  };
}
