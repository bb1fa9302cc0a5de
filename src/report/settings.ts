import { z } from 'zod';
import type { Headline } from './site-data.ts';
import { languages, text } from '../templates/text.ts';

const names = z.array(z.string()).optional();

export const reportSettings = z.strictObject({
  ...languages,
  title: text,
  /** Columns of the unit and of the period, by which values of raw files are counted. */
  unit: z.string().optional(),
  time: z.string().optional(),
  /** What the study asks, in a sentence or two. */
  summary: text.default(''),
  /** Numbers of the first page: terms of fits, as `fit:term`. */
  headline: z
    .array(
      z.union([
        z.string().regex(/^.+:.+$/u, 'is written fit:term'),
        z.strictObject({ fit: z.string(), term: z.string(), label: text }),
      ]),
    )
    .default([]),
  /** What these numbers are, by `fit:term`. */
  headline_labels: z.record(z.string(), text).default({}),
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

export function headlineOf({ headline, headline_labels: labels }: ReportSettings): Headline[] {
  return headline.map((one) => {
    if (typeof one !== 'string') return one;
    const cut = one.lastIndexOf(':');
    return { fit: one.slice(0, cut), term: one.slice(cut + 1), label: labels[one] ?? one };
  });
}
