import { z } from 'zod';
import { reader, type RecordOf } from './record.ts';
import { bilingual } from '../templates/text.ts';

export const CHECKS = [
  'parentheses',
  'stars',
  'observations',
  'partition',
  'group_effects',
  'group_precision',
  'group_r2',
  'nested_r2',
  'implied_r2',
  'headings',
  'repeats',
  'digits',
  'range',
  'empty_rows',
  'claims',
] as const;

const shape = z.object({
  /** The file of printed tables. */
  file: z.string(),
  findings: z.array(
    z.object({
      /** Unique in a report: check and places. */
      id: z.string(),
      check: z.enum(CHECKS),
      verdict: z.enum(['consistent', 'inconsistent', 'cannot tell']),
      /** Empty: the publication as a whole. */
      where: z.array(
        z.object({
          table: z.string(),
          column: z.string().exactOptional(),
          /** A term, or `n`, `r2`, `heading`. */
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
