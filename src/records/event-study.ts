import { z } from 'zod';
import { fits } from './fits.ts';
import { number, numbers, reader, type RecordOf } from './record.ts';

const shape = z.object({
  /** The model that the points are terms of. */
  fits,
  event_study: z.object({
    points: z.array(
      z.object({
        /** Relative to the start of the policy. */
        period: z.int(),
        /** Empty at the reference, which is zero by choice. */
        term: z.string(),
        /** Whether all periods beyond this one are in it. */
        binned: z.boolean(),
        ...numbers('estimate', 'std_error', 'conf_low', 'conf_high'),
      }),
    ),
    /** All estimates before the policy are zero; null where that cannot be tested. */
    pretrend: z
      .object({ statistic: number, p_value: number, df1: z.number(), df2: z.number() })
      .nullable(),
  }),
});

export type EventStudyRecord = RecordOf<typeof shape>;
export type PeriodEstimate = EventStudyRecord['event_study']['points'][number];

export const readEventStudy = reader(shape);
