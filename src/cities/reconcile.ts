import type { Observation, Rejected } from './types.ts';

export interface Reconciled {
  /** One observation for each place, year and variable, in that order. */
  readonly kept: Observation[];
  readonly rejected: Rejected[];
  /** Observations that agree with the one kept. */
  readonly merged: number;
}

/**
 * Makes one value of several sources for the same place, year and variable. If all lie within the
 * tolerance (relative to the largest), the first stands; if not, none does, and all are rejected as
 * a conflict: nobody can tell from outside which source is right.
 */
export function reconcile(observations: readonly Observation[], tolerance: number): Reconciled {
  const groups = Map.groupBy(
    observations,
    ({ place, year, variable }) => `${place} ${year} ${variable}`,
  );
  const kept: Observation[] = [];
  const rejected: Rejected[] = [];
  let merged = 0;
  for (const group of groups.values()) {
    if (agree(group, tolerance)) {
      kept.push(...group.slice(0, 1));
      merged += group.length - 1;
    } else {
      for (const { origin, value } of group) {
        rejected.push({ origin, value: String(value), reason: 'conflict' });
      }
    }
  }
  kept.sort(byKey);
  return { kept, rejected, merged };
}

function agree(group: readonly Observation[], tolerance: number): boolean {
  const values = group.map(({ value }) => value);
  const largest = Math.max(...values);
  const smallest = Math.min(...values);
  return largest - smallest <= tolerance * Math.max(Math.abs(largest), Math.abs(smallest));
}

function byKey(a: Observation, b: Observation): number {
  if (a.place !== b.place) return a.place - b.place;
  if (a.year !== b.year) return a.year - b.year;
  return a.variable < b.variable ? -1 : a.variable > b.variable ? 1 : 0;
}
