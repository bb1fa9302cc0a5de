import type { NamedCodes } from '../frame/codes.ts';
import type { NamedValues } from './terms.ts';
import { UserError } from '../../text/user-error.ts';

/** The slopes of one varying-slope effect are this many columns at most, all effects together. */
const MOST_SLOPES = 1000;

/**
 * One column a level: the slope variable within the level, zero elsewhere.
 * Errors: `E_TOO_MANY_SLOPES`, as they are solved densely.
 */
export function slopeColumns(effects: readonly (readonly [NamedCodes, Float64Array])[]): {
  readonly columns: readonly NamedValues[];
  readonly levels: Readonly<Record<string, number>>;
} {
  const total = effects.reduce((sum, [{ levels }]) => sum + levels, 0);
  if (total > MOST_SLOPES) {
    throw new UserError(
      'E_TOO_MANY_SLOPES',
      `${total} varying slopes; at most ${MOST_SLOPES} are solved exactly.`,
      { hint: 'Let the slope vary by a coarser group, such as the region.' },
    );
  }
  const columns = effects.flatMap(([{ name, codes, levels }, slope]) => {
    const made = Array.from({ length: levels }, (_, level) => ({
      name: `${name}::${level}`,
      values: new Float64Array(codes.length),
    }));
    codes.forEach((level, i) => {
      made[level]!.values[i] = slope[i]!;
    });
    return made;
  });
  return {
    columns,
    levels: Object.fromEntries(effects.map(([{ name, levels }]) => [name, levels])),
  };
}
