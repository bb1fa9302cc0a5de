import type { Observation, Rejected } from './observation.ts';

export interface Reconciled {
  /** One observation for each place, year and variable, in that order. */
  readonly kept: Observation[];
  readonly rejected: Rejected[];
  /** Observations that agree with the one kept. */
  readonly merged: number;
}

/**
 * Makes one value of several sources for the same place, year and variable. Those of the highest
 * priority decide. If they lie within the tolerance (relative to the largest), the first stands; if
 * not, none does, and all are rejected as a conflict: nobody can tell from outside which source is
 * right. A source of lower priority that disagrees with the one that stands is superseded.
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
    const highest = Math.max(...group.map(({ priority }) => priority));
    const deciding = group.filter(({ priority }) => priority === highest);
    const [first] = deciding;
    const stands = agree(deciding, tolerance) ? first : undefined;
    if (stands !== undefined) kept.push(stands);
    for (const one of group) {
      if (one === stands) continue;
      if (stands !== undefined && agree([stands, one], tolerance)) merged += 1;
      else {
        const { origin, value } = one;
        const reason = stands === undefined ? 'conflict' : 'superseded';
        rejected.push({ origin, value: String(value), reason });
      }
    }
  }
  kept.sort(byKey);
  return { kept, rejected, merged };
}

/** Whether values lie within the tolerance, relative to the largest. */
export function agree(group: readonly Observation[], tolerance: number): boolean {
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
