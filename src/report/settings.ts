import { z } from 'zod';
import { text } from '../templates/text.ts';

const names = z.array(z.string()).optional();

/** What a study says of its report under `with:`. */
export const reportSettings = z.strictObject({
  /** The study's data folder: what is made from the demo's says that it is synthetic. */
  data: z.string(),
  title: text,
  /** What the study asks, in a sentence or two. */
  summary: text.default(''),
  /** Numbers of the first page: terms of fits. */
  headline: z.array(z.strictObject({ fit: z.string(), term: z.string(), label: text })).default([]),
  /** Steps whose tables, figures and models are shown, in this order; without it all that exist. */
  tables: names,
  figures: names,
  models: names,
  /** Steps that compare the publication’s numbers with those computed, and with each other. */
  published: z.string().default('published'),
  paper_check: z.string().default('paper_check'),
  /** Whether pages link to the other outputs; `false` for a report that is sent without them. */
  downloads: z.boolean().default(true),
});
export type ReportSettings = z.output<typeof reportSettings>;
