import { z } from 'zod';
import { language, text } from './text.ts';

export const digits = z.union([
  z.strictObject({ significant: z.int().min(1).max(15) }),
  z.strictObject({ decimals: z.int().min(0).max(15) }),
]);

/** Years, policy year and settings that the note of a table names. */
export const study = z.strictObject({
  first_year: z.int(),
  last_year: z.int(),
  policy_year: z.int(),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});

/** What every table step takes under `with:`. */
export const table = {
  /** The study's data folder: what is made from the demo's says that it is synthetic. */
  data: z.string(),
  language: language.default('en'),
  label: text.default(''),
  title: text,
  study: study.optional(),
  /** Notes after those that the table writes itself. */
  notes: z.array(text).default([]),
  /** Names of variables, outcomes and other ids as the reader knows them. */
  labels: z.record(z.string(), text).default({}),
  /** Whether the csv starts with the mark by which Excel knows UTF-8. */
  byte_order_mark: z.boolean().default(true),
  /** Columns in each of the blocks into which a wide table is split; where it fits on no page unless given. */
  split: z.int().min(1).optional(),
};
