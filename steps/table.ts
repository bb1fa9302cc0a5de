import { z } from 'zod';
import { readInput } from '../src/io/read-input.ts';
import { readFits } from '../src/records/fits.ts';
import { readMatchingDesign } from '../src/records/matching.ts';
import { text } from '../src/templates/text.ts';
import { digits, table } from '../src/templates/table.ts';
import { tableStep } from '../src/templates/table-step.ts';
import { SECTIONS } from '../src/tables/regression/layout.ts';
import { MATCHED_ROWS } from '../src/tables/regression/matching-use.ts';
import { regressionTable } from '../src/tables/regression/table.ts';
import { PARENTHESES } from '../src/tables/words.ts';
import { STATISTIC_IDS } from '../src/text/statistics.ts';

const column = z.union([
  z.string().transform((fit) => ({ fit })),
  z.strictObject({
    fit: z.string(),
    /** One heading, or several from the outermost in; neighbours with the same one share it. */
    heading: z.union([text, z.array(text)]).default(''),
    /** What rows the fit uses, in a word or two. */
    sample: text.default(''),
  }),
]);
const columns = z.array(column).min(1);

/** Prints fits of other steps as columns of one table, in every format. */
export default tableStep({
  params: z
    .strictObject({
      ...table,
      /** Steps whose fits the table may print; they are in the step's `needs` too. */
      models: z.array(z.string()).min(1),
      /** Ids of fits from left to right, or `{ fit, heading, sample }`. */
      columns: columns.optional(),
      /** In place of `columns`: blocks of rows under the headings of the first one. */
      panels: z
        .array(z.strictObject({ title: text, columns }))
        .min(1)
        .optional(),
      /** Terms with rows of their own, in order; without it all that are no controls. */
      terms: z.array(z.string()).optional(),
      controls: z.array(z.string()).default([]),
      /** What outcomes are, in full, for the note. */
      definitions: z.record(z.string(), text).default({}),
      /** By the id of a fit: the model file of the matching behind its sample, and what it takes of it. */
      matching: z
        .record(z.string(), z.strictObject({ model: z.string(), rows: z.enum(MATCHED_ROWS) }))
        .default({}),
      stars: z.array(z.number().positive().lt(1)).default([0.1, 0.05, 0.01]),
      marks: z.array(z.string()).optional(),
      digits: digits.default({ significant: 3 }),
      /** What stands under each estimate: one, or several in lines below each other. */
      parentheses: z
        .union([z.enum(PARENTHESES), z.array(z.enum(PARENTHESES)).min(1)])
        .default('std_error'),
      constant: z.boolean().default(true),
      statistics: z.array(z.enum(STATISTIC_IDS)).default(['nobs', 'clusters', 'r2']),
      /** Parts of the body from top to bottom. */
      sections: z.array(z.enum(SECTIONS)).default([...SECTIONS]),
      /** Whether a line names the outcomes; where they differ unless given, and refused there if not. */
      outcomes: z.boolean().optional(),
      /** Rows of your own: a text for each column. */
      facts: z.array(z.strictObject({ label: text, values: z.array(text) })).default([]),
    })
    .refine((params) => (params.columns === undefined) !== (params.panels === undefined), {
      error: 'give either columns or panels',
    }),
  async record(context) {
    const { models, matching } = context.params;
    const files = models.map((name) =>
      readInput(context, name, (file, json) => readFits(name, file, json)),
    );
    const uses = Object.entries(matching).map(async ([fit, { model, rows }]) => {
      const { matching: design } = await readInput(context, model, readMatchingDesign);
      return [fit, { matching: design, rows }] as const;
    });
    return {
      fits: (await Promise.all(files)).flat(),
      matching: Object.fromEntries(await Promise.all(uses)),
    };
  },
  table: ({ fits, matching }, settings, params) => {
    const { terms, marks, panels, outcomes, study: _study, ...rest } = params;
    return regressionTable(fits, {
      ...rest,
      ...settings,
      matching,
      columns: params.columns ?? panels?.[0]?.columns ?? [],
      ...given({ terms, marks, panels, outcomes }),
    });
  },
  count: ({ columns: built, body }) => ({
    printed_columns: built.length - 1,
    printed_rows: body.length,
  }),
});

/** Without the settings that were not given. */
function given<T extends object>(settings: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
