import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeBytes } from '../src/io/write.ts';
import { defineStep } from '../src/step.ts';
import { readModelFile } from '../src/tables/model-file.ts';
import { regressionTable } from '../src/tables/regression-table.ts';
import { tableOutputs, writeTable } from '../src/tables/render.ts';
import { isSynthetic } from '../src/tables/synthetic.ts';
import type { Language } from '../src/tables/table.ts';

const text = z.union([z.string(), z.strictObject({ en: z.string(), zh: z.string() })]);
const column = z.union([
  z.string().transform((fit) => ({ fit })),
  z.strictObject({ fit: z.string(), heading: text.default('') }),
]);

/** Prints fits of other steps as columns of one table, in every format. */
export default defineStep({
  params: z.strictObject({
    /** The study's data folder: what is made from the demo's says that it is synthetic. */
    data: z.string(),
    language: z.enum(['en', 'zh']).default('en'),
    /** Steps whose fits the table may print; they are in the step's `needs` too. */
    models: z.array(z.string()).min(1),
    /** Ids of fits from left to right, or `{ fit, heading }`. */
    columns: z.array(column).min(1),
    label: text.default(''),
    title: text,
    /** Terms with rows of their own; without it all that are no controls. */
    terms: z.array(z.string()).optional(),
    controls: z.array(z.string()).default([]),
    labels: z.record(z.string(), text).default({}),
    stars: z.array(z.number().positive().lt(1)).default([0.1, 0.05, 0.01]),
    digits: z
      .union([
        z.strictObject({ significant: z.int().min(1).max(15) }),
        z.strictObject({ decimals: z.int().min(0).max(15) }),
      ])
      .default({ significant: 3 }),
    parentheses: z.enum(['std_error', 't_value']).default('std_error'),
    constant: z.boolean().default(true),
    statistics: z
      .array(z.enum(['nobs', 'clusters', 'r2', 'adj_r2', 'r2_within', 'rmse']))
      .default(['nobs', 'clusters', 'r2']),
    notes: z.array(text).default([]),
    /** Whether the csv starts with the mark by which Excel knows UTF-8. */
    byte_order_mark: z.boolean().default(true),
  }),
  outputs: tableOutputs,
  async run(context) {
    const { data, models, terms, byte_order_mark: byteOrderMark, ...settings } = context.params;
    const files = models.map(async (name) =>
      readModelFile(name, await readFile(context.input(name).path, 'utf8')),
    );
    const fits = (await Promise.all(files)).flat();
    const build = (language: Language) =>
      regressionTable(fits, {
        ...settings,
        ...(terms === undefined ? {} : { terms }),
        id: context.step,
        language,
        synthetic: isSynthetic(data),
      });
    await writeTable(context, writeBytes, build, { language: settings.language, byteOrderMark });
    context.count({ columns: settings.columns.length, rows: build('en').body.length });
  },
});
