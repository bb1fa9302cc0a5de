import { z } from 'zod';
import { readModelOf } from '../src/io/read-input.ts';
import { readFits } from '../src/records/fits.ts';
import { readMatchingDesign } from '../src/records/matching.ts';
import { askedFits, columnsOf, fitColumns } from '../src/templates/fit-columns.ts';
import { digits, model, table } from '../src/templates/table.ts';
import { tableStep } from '../src/templates/table-step.ts';
import { text } from '../src/templates/text.ts';
import { SECTIONS } from '../src/tables/regression/layout.ts';
import { MATCHED_ROWS } from '../src/tables/regression/matching-use.ts';
import { regressionTable } from '../src/tables/regression/table.ts';
import { PARENTHESES } from '../src/tables/words.ts';
import { STATISTIC_IDS } from '../src/text/statistics.ts';

const matchedRows = z.strictObject({ model, rows: z.enum(MATCHED_ROWS) });

/** Prints fits of other steps as columns of one table, in every format. */
export default tableStep({
  params: z
    .strictObject({
      ...table,
      ...fitColumns,
      /** Terms with rows of their own, in order; without it all that are no controls. */
      terms: z.array(z.string()).optional(),
      controls: z.array(z.string()).default([]),
      /** By the id of a fit: the matching step behind its sample, and what it takes of it. */
      matching: z.record(z.string(), matchedRows).default({}),
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
  asks: askedFits,
  models: ({ models = [], matching }) => [
    ...models,
    ...Object.values(matching).map(({ model: step }) => step),
  ],
  async record(context) {
    const { models = [], matching } = context.params;
    const steps = new Set([...context.fits.map(({ step }) => step), ...models]);
    const files = [...steps].map((name) =>
      readModelOf(context, name, (file, json) => readFits(context.model(name).step, file, json)),
    );
    const uses = Object.entries(matching).map(async ([fit, { model: step, rows }]) => {
      const { matching: design } = await readModelOf(context, step, readMatchingDesign);
      return [fit, { matching: design, rows }] as const;
    });
    return {
      fits: (await Promise.all(files)).flat(),
      matching: Object.fromEntries(await Promise.all(uses)),
      columns: columnsOf(context.params, context.fits),
    };
  },
  table: ({ fits, matching, columns }, settings, params) => {
    const { terms, marks, outcomes, panels: _panels, columns: _columns, ...rest } = params;
    return regressionTable(fits, {
      ...rest,
      ...settings,
      ...columns,
      matching,
      ...given({ terms, marks, outcomes }),
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
