import { z } from 'zod';
import { LANGUAGES } from '../text/language.ts';
import { reader, type RecordOf } from './record.ts';

const cell = z.object({
  /** As printed, without stars; a minus is `-`, which typeset formats turn into a real one. */
  text: z.string(),
  stars: z.string().exactOptional(),
  /** The unrounded number behind `text`. */
  value: z.number().exactOptional(),
  /** Where it comes from: the step that made it and a JSONPath (RFC 9535) into its model file. */
  source: z.object({ step: z.string(), path: z.string() }).exactOptional(),
  /** Columns that the cell covers, 1 unless said. */
  span: z.int().exactOptional(),
});

const row = z.object({
  /** Unique in the table together with `kind`: a term, or the name of a statistic. */
  id: z.string(),
  /**
   * `spread` is a line of standard errors or p values under an `estimate`: formats with row headings
   * join the estimate and all such lines below it. `panel` is a heading over the rows below it: one cell
   * that spans the table. A `head` in the body heads the columns of what follows, such as its outcomes.
   */
  kind: z.enum(['head', 'estimate', 'spread', 'fact', 'statistic', 'panel']),
  cells: z.array(cell),
  /** A thin line above separates this row from those before it. */
  rule: z.boolean().exactOptional(),
});

const shape = z.object({
  id: z.string(),
  language: z.enum(LANGUAGES),
  /** `Table 1`, or empty; formats that number tables themselves leave it out. */
  label: z.string(),
  title: z.string(),
  /** The first one heads the rows. */
  columns: z.array(
    z.object({
      id: z.string(),
      align: z.enum(['left', 'center', 'right']),
      /** Id of the fit that the column prints. */
      fit: z.string().exactOptional(),
      /** Width in em of a column of running text, whose lines are broken; numbers have none. */
      wrap: z.number().exactOptional(),
    }),
  ),
  head: z.array(row),
  body: z.array(row),
  notes: z.array(z.string()),
});

/** A table as it is printed, as its step wrote it in one language: `outputs/tables/<step>.en.json`. */
export type TableRecord = RecordOf<typeof shape>;

export const readTable = reader(shape);
