import { z } from 'zod';
import { number, numbers, reader, type RecordOf } from './record.ts';

const p = z.object({ p_value: number });
const permuted = z.object({ p_value_plus_one: number });

const shape = z.object({
  comparisons: z.array(
    z.object({
      group: z.string(),
      labels: z.array(z.string()),
      terms: z.array(z.string()),
      /** Every pair of groups: the second one's coefficient less the first one's. */
      differences: z.array(
        z.object({
          term: z.string(),
          groups: z.tuple([z.string(), z.string()]),
          interaction: z.object(numbers('estimate', 'std_error', 'p_value')),
          seemingly_unrelated: p,
          permutation: permuted.nullable(),
        }),
      ),
      /** That all groups are equal; null where clusters are too few to test it. */
      interaction: p.nullable(),
      seemingly_unrelated: p.nullable(),
      permutation: z.object({ spread: z.record(z.string(), permuted) }).nullable(),
    }),
  ),
});

/** Tests that effects are the same in all groups; the groups' fits stand beside. */
export type SubgroupsRecord = RecordOf<typeof shape>;
export type ComparisonRecord = SubgroupsRecord['comparisons'][number];

export const readSubgroups = reader(shape);
