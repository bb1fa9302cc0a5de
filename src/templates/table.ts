import { z } from 'zod';
import { languages, text } from './text.ts';

export const digits = z.union([
  z.strictObject({ significant: z.int().min(1).max(15) }),
  z.strictObject({ decimals: z.int().min(0).max(15) }),
]);

/** What every table step takes. */
export const table = {
  ...languages,
  label: text.default(''),
  title: text,
  /** Notes after those that the table writes itself. */
  notes: z.array(text).default([]),
  /** Names of variables, outcomes and other ids as the reader knows them. */
  labels: z.record(z.string(), text).default({}),
  /** Whether the csv starts with the mark by which Excel knows UTF-8. */
  byte_order_mark: z.boolean().default(true),
  /** Columns in each of the blocks into which a wide table is split; where it fits on no page unless given. */
  split: z.int().min(1).optional(),
};

/** The table of columns that a step describes. */
export const panel = z.string().meta({ completes: 'table' }).default('panel');
/** A step with a model file. */
export const model = z.string().meta({ completes: 'model' });
