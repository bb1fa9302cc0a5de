import type { Observation, Rejected } from './observation.ts';

/** Gas comes in two kinds. */
const KINDS = 2;

/**
 * Adds up the kinds of a variable, such as coal gas and natural gas: the whole is known where
 * a sheet has both for the place and year. A kind that stands alone is rejected as a part.
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
  const rejected: Rejected[] = [];
  const groups = Map.groupBy(
    parts,
    ({ place, year, variable, origin: { file, sheet } }) =>
      `${place} ${year} ${variable} ${file} ${sheet}`,
  );
  for (const group of groups.values()) {
    const [first, second] = group;
    const kinds = new Set(group.map(({ part }) => part)).size;
    const value = group.reduce((sum, one) => sum + one.value, 0);
    const zero = first !== undefined && value === 0 && zeroIsMissing.includes(first.variable);
    if (first === undefined || second === undefined || kinds !== KINDS || group.length !== KINDS) {
      for (const one of group) rejected.push(reject(one, 'part_only'));
    } else if (zero) {
      for (const one of group) rejected.push(reject(one, 'zero_as_missing'));
    } else {
      const column = `${first.origin.column} + ${second.origin.column}`;
      const { part: _, ...rest } = first;
      whole.push({ ...rest, value, origin: { ...first.origin, column } });
    }
  }
  return { observations: whole, rejected };
}

function reject({ origin, value }: Observation, reason: 'part_only' | 'zero_as_missing'): Rejected {
  return { origin, value: String(value), reason };
}
