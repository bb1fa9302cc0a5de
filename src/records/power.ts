import { z } from 'zod';
import { assigned, mode } from './placebo.ts';
import { number, numbers, reader, type RecordOf } from './record.ts';

const analysis = z.object({
  level: z.number(),
  power: z.number(),
  mode,
  draws: z.int(),
  assigned,
  /** Minimum effect by the standard error of the fit alone. */
  analytic: z.object(numbers('std_error', 'mde')),
  observed: z.object({ estimate: number }),
  rules: z.array(
    z.object({
      rule: z.enum(['cluster_t', 'randomisation_estimate', 'randomisation_t']),
      /** Smallest effects that are found with the wanted power; null where none is. */
      mde: z.object(numbers('positive', 'negative')).nullable(),
      /** Share of draws that reject although there is no effect. */
      size: number,
      curve: z.array(z.object({ effect: z.number(), share: z.number() })),
    }),
  ),
});
const shape = z.object({
  power: analysis,
  /** The same with whole groups reassigned. */
  power_groups: analysis.nullable().default(null),
});

export type PowerRecord = RecordOf<typeof shape>;
export type PowerAnalysisRecord = PowerRecord['power'];
export type RejectionRuleRecord = PowerAnalysisRecord['rules'][number];

export const readPower = reader(shape);
