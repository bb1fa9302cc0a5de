import { z } from 'zod';
import { maybe, number, numbers, reader, type RecordOf } from './record.ts';

/** `exact`: every possible assignment once. */
export const mode = z.enum(['exact', 'random']);

/** Who is given the policy: so many blocks of a column, so many of them treated. */
export const assigned = z.object({
  by: z.string(),
  blocks: z.int(),
  treated_blocks: z.int(),
});

/** Where the true estimate, or its t statistic, lies among those of the reassignments. */
const place = z.object({ ...numbers('count', 'p_value', 'p_value_plus_one', 'mean'), sd: maybe });

const test = z.object({
  observed: z.object(numbers('estimate', 'statistic', 'p_value')),
  mode,
  /** Null where there are more than a number can count. */
  possible: maybe,
  draws: z.int(),
  excluded: z.int(),
  assigned,
  seed: z.int(),
  by_estimate: place,
  by_statistic: place,
  /** How the estimates of the reassignments spread: of all of them, however many there are. */
  spread: z.object({
    /** Ends of the middle 95%. */
    middle: z.object(numbers('low', 'high')),
    /** Counts of equal intervals from `low` on, each `width` wide. */
    histogram: z.object({ low: z.number(), width: z.number(), counts: z.array(z.int()) }),
    /** Gaussian kernel density. */
    density: z.object({
      bandwidth: number,
      n: z.int(),
      x: z.array(number),
      y: z.array(number),
    }),
  }),
});

const shape = z.object({
  placebo: test.extend({
    /** One entry a draw that is not excluded. */
    estimates: z.array(number),
    p_values: z.array(number),
  }),
  /** The same test with whole groups reassigned; its draws are in the step's table. */
  placebo_groups: test.nullable().default(null),
});

export type PlaceboRecord = RecordOf<typeof shape>;
export type PlaceboTestRecord = NonNullable<PlaceboRecord['placebo_groups']>;

export const readPlacebo = reader(shape);
