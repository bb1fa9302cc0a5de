import { z } from 'zod';
import { CHECKS } from '../published/finding.ts';
import { reader, type RecordOf } from './record.ts';
import { bilingual } from '../templates/text.ts';

const shape = z.object({
  /** The file of printed tables. */
  file: z.string(),
  findings: z.array(
    z.object({
      id: z.string(),
      check: z.enum(CHECKS),
      verdict: z.enum(['consistent', 'inconsistent', 'cannot tell']),
      where: z.array(
        z.object({
          table: z.string(),
          column: z.string().exactOptional(),
          row: z.string().exactOptional(),
        }),
      ),
      arithmetic: bilingual,
    }),
  ),
});

/** What a check of printed tables against themselves found. */
export type PaperCheckRecord = RecordOf<typeof shape>;

export const readPaperCheck = reader(shape);
