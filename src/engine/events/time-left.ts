import type { PlannedStep } from './event.ts';

export interface TimeLeft {
  readonly ms: number;
  /** Some of the steps have never been built: the rest takes longer than that. */
  readonly isLeast: boolean;
}

/**
 * How long the rest of a run will take: the longest way through what has to be built, or all of it
 * shared among `jobs`. Counts what runs, what depends on something built, and what was never built; a
 * step that a changed input may leave alone is counted too. Undefined where no duration is known.
 *
 * @param settled Steps that have ended, and whether they were built.
 * @param running Steps under way, with the time that they have taken.
 */
export function timeLeft(
  steps: readonly PlannedStep[],
  jobs: number,
  settled: ReadonlyMap<string, boolean>,
  running: ReadonlyMap<string, number>,
): TimeLeft | undefined {
  const moved = new Set<string>();
  const ends = new Map<string, number>();
  let [work, longest, known, unknown] = [0, 0, 0, 0];
  for (const { step, needs, ms } of steps) {
    const isBuilt = settled.get(step);
    if (isBuilt === true) moved.add(step);
    if (isBuilt !== undefined) continue;
    const elapsed = running.get(step);
    const isDue = elapsed !== undefined || ms === undefined || needs.some((up) => moved.has(up));
    if (!isDue) continue;
    moved.add(step);
    if (ms === undefined) unknown += 1;
    else known += 1;
    const own = Math.max(0, (ms ?? 0) - (elapsed ?? 0));
    const end = own + Math.max(0, ...needs.map((up) => ends.get(up) ?? 0));
    ends.set(step, end);
    work += own;
    longest = Math.max(longest, end);
  }
  if (known === 0) return undefined;
  return { ms: Math.max(work / jobs, longest), isLeast: unknown > 0 };
}
