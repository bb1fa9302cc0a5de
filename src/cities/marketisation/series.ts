import { UserError } from '../../text/user-error.ts';
import type { Observation } from '../observation.ts';
import { agree } from '../reconcile.ts';

/** Fewer disagreements than this may be misprints. */
const LEAST = 2;

/**
 * Stops where two files or sheets differ in more than half of the provinces and years that both have:
 * these are series of two bases, of which the years that only one has must not be put together.
 *
 * @throws UserError E_SEVERAL_BASES
 */
export function refuseTwoSeries(observations: readonly Observation[], tolerance: number): void {
  const pairs = new Map<
    string,
    { readonly of: readonly Observation[]; both: number; differ: number }
  >();
  const groups = Map.groupBy(observations, ({ place, year }) => `${place} ${year}`);
  for (const group of groups.values()) {
    for (const [at, one] of group.entries()) {
      for (const other of group.slice(at + 1)) {
        if (sourceOf(one) === sourceOf(other) || one.priority !== other.priority) continue;
        const key = `${sourceOf(one)}\n${sourceOf(other)}`;
        const pair = pairs.get(key) ?? { of: [one, other], both: 0, differ: 0 };
        pair.both += 1;
        if (!agree([one, other], tolerance)) pair.differ += 1;
        pairs.set(key, pair);
      }
    }
  }
  for (const { of, both, differ } of pairs.values()) {
    if (differ < LEAST || differ <= both / 2) continue;
    const [one = '', other = ''] = of.map(sourceOf);
    const { file = '', sheet = '' } = of[1]?.origin ?? {};
    const name = file.split('/').at(-1) ?? file;
    const entry = sheet === '' ? `files: ${name}` : `files: ${name}, sheet: ${sheet}`;
    throw new UserError(
      'E_SEVERAL_BASES',
      `the index differs in ${differ} of the ${both} provinces and years that ${one} and ${other} both have: they seem to stand on two bases`,
      {
        where: one,
        hint: `Leave one of them out: sources: [{ ${entry}, ignore: another base }]. Series of two bases must not be mixed.`,
      },
    );
  }
}

function sourceOf({ origin: { file, sheet } }: Observation): string {
  return sheet === '' ? file : `${file}#${sheet}`;
}
