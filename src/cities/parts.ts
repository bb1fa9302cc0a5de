import type { Observation, Rejected } from './observation.ts';

/** Gas comes in two kinds. */
const KINDS = 2;

/**
 * Adds up the kinds of a variable, such as coal gas and natural gas: the whole is known where
 * both are there for the place and year. A kind that stands alone is rejected as a part.
 *
 * @param zeroIsMissing variables of which a sum of zero stands for a missing value
 */
export function sumParts(
  observations: readonly Observation[],
  zeroIsMissing: readonly string[],
): {
  readonly observations: Observation[];
  readonly rejected: Rejected[];
} {
  const whole = observations.filter(({ part }) => part === undefined);
  const parts = observations.filter(({ part }) => part !== undefined);
  const bySheet = groupsOf(parts, ({ origin: { file, sheet } }) => `${file} ${sheet}`);
  const pairs = bySheet.filter(isPair);
  // What has no partner in its sheet may have one in another.
  const left = groupsOf(bySheet.filter((group) => !isPair(group)).flat(), () => '');
  const rejected: Rejected[] = [];
  for (const group of [...pairs, ...left]) {
    const [first, second] = group;
    if (first === undefined || second === undefined || !isPair(group)) {
      for (const one of group) rejected.push(reject(one, 'part_only'));
    } else if (first.value + second.value === 0 && zeroIsMissing.includes(first.variable)) {
      for (const one of group) rejected.push(reject(one, 'zero_as_missing'));
    } else {
      const column = `${first.origin.column} + ${second.origin.column}`;
      const { part: _, ...rest } = first;
      const value = first.value + second.value;
      const priority = Math.min(first.priority, second.priority);
      whole.push({ ...rest, value, priority, origin: { ...first.origin, column } });
    }
  }
  return { observations: whole, rejected };
}

function groupsOf(
  parts: readonly Observation[],
  more: (one: Observation) => string,
): Observation[][] {
  const key = (one: Observation) => `${one.place} ${one.year} ${one.variable} ${more(one)}`;
  return [...Map.groupBy(parts, key).values()];
}

function isPair(group: readonly Observation[]): boolean {
  return group.length === KINDS && new Set(group.map(({ part }) => part)).size === KINDS;
}

function reject({ origin, value }: Observation, reason: 'part_only' | 'zero_as_missing'): Rejected {
  return { origin, value: String(value), reason };
}
