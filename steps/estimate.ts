import { z } from 'zod';
import { feols, formulaColumns } from '../src/econometrics/feols.ts';
import { readFrame } from '../src/io/frame.ts';
import { writeJson } from '../src/io/write.ts';
import { defineStep } from '../src/step.ts';

const vcov = z.union([
  z.enum(['iid', 'hetero', 'hc2', 'hc3']),
  z.strictObject({ cluster: z.union([z.string(), z.array(z.string()).min(1)]) }),
]);

const model = z.strictObject({
  /** The name of the fit in tables and traces, such as `table1.2`. */
  id: z.string().min(1),
  formula: z.string(),
  vcov,
});

/** Estimates models on one table and writes their fits to `outputs/models/<step>.json`. */
export default defineStep({
  params: z.strictObject({
    table: z.string().default('panel'),
    models: z
      .array(model)
      .min(1)
      .refine((models) => new Set(models.map(({ id }) => id)).size === models.length, {
        error: 'two models have the same id',
      }),
  }),
  outputs: (step) => ({ [step]: `outputs/models/${step}.json` }),
  reads: ({ table, models }) => ({
    [table]: [...new Set(models.flatMap((m) => formulaColumns(m.formula, { vcov: m.vcov })))],
  }),
  async run(context) {
    const { table, models } = context.params;
    const frame = await readFrame(context.input(table));
    const fits = models.map((m) => feols(frame, m.formula, { id: m.id, vcov: m.vcov }));
    await writeJson(context.output(context.step), { fits });
    context.count({ rows: frame.rows, models: fits.length });
  },
});
