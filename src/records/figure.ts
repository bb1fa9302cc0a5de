import { z } from 'zod';
import { reader, type RecordOf } from './record.ts';

const shape = z.object({
  id: z.string(),
  language: z.enum(['en', 'zh']),
  title: z.string(),
  /** The sentence that says what the figure shows. */
  description: z.string(),
  synthetic: z.boolean(),
  svg: z.string(),
  /** The numbers that it draws, as a table with a heading for each column; null is missing. */
  data: z.object({
    columns: z.array(z.object({ name: z.string(), label: z.string() })),
    rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
  }),
  /** Where they come from: a step, and a JSONPath into its model file or a column of its table. */
  sources: z.array(z.object({ step: z.string(), path: z.string() })),
});

/** A figure as its step wrote it for the report in one language: `outputs/figures/<step>.en.json`. */
export type FigureRecord = RecordOf<typeof shape>;
export type FigureData = FigureRecord['data'];
export type FigureSource = FigureRecord['sources'][number];

export const readFigure = reader(shape);
