import { quantile } from './quantile.ts';

/** Units under the policy, and the others. */
export type Group = 'treated' | 'other';
export const GROUPS: readonly Group[] = ['treated', 'other'];

/** A group in a year; `units` of it have an outcome. */
interface GroupYear {
  readonly group: Group;
  readonly year: number;
  readonly units: number;
}

export interface GroupMean extends GroupYear {
  readonly mean: number;
}

export interface GroupBox extends GroupYear {
  readonly p10: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p90: number;
}

/** Columns over the same rows: the year, 1 for treated units, and the outcome, which may be missing. */
export interface GroupedOutcome {
  readonly year: ArrayLike<number>;
  readonly treated: ArrayLike<number>;
  readonly outcome: ArrayLike<number>;
}

/** Mean outcome by group and year, in that order. */
export function groupMeans(rows: GroupedOutcome): GroupMean[] {
  return groupYears(rows).map(({ values, ...cell }) => ({
    ...cell,
    mean: values.reduce((total, value) => total + value, 0) / values.length,
    units: values.length,
  }));
}

/** Quantiles of the outcome by group and year, in that order. */
export function groupBoxes(rows: GroupedOutcome): GroupBox[] {
  return groupYears(rows).map(({ values, ...cell }) => {
    const sorted = Float64Array.from(values).sort();
    const at = (share: number): number => quantile(sorted, share);
    return {
      ...cell,
      units: values.length,
      p10: at(0.1),
      p25: at(0.25),
      median: at(0.5),
      p75: at(0.75),
      p90: at(0.9),
    };
  });
}

/** The finite outcomes of each group and year that has one, in the order of the rows. */
function groupYears({ year: years, treated, outcome }: GroupedOutcome) {
  const cells = new Map<string, number[]>();
  const keyOf = (group: Group, year: number): string => `${group} ${year}`;
  for (let row = 0; row < outcome.length; row++) {
    const value = outcome[row]!;
    if (!Number.isFinite(value)) continue;
    const key = keyOf(treated[row] === 1 ? 'treated' : 'other', years[row]!);
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [value]);
    else cell.push(value);
  }
  const all = [...new Set(Array.from(years))].sort((a, b) => a - b);
  return GROUPS.flatMap((group) =>
    all.flatMap((year) => {
      const values = cells.get(keyOf(group, year));
      return values === undefined ? [] : [{ group, year, values }];
    }),
  );
}
