import { z } from 'zod';
import {
  ESTIMATORS,
  estimate,
  multiColumns,
  takesOffset,
} from '../src/econometrics/estimate-multi.ts';
import { selectRows } from '../src/econometrics/frame/select-rows.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeJson } from '../src/io/write.ts';
import { rules, vcov, where } from '../src/templates/estimation.ts';
import { defineStep } from '../src/step.ts';

const model = z
  .strictObject({
    /** The name of the fit in tables and traces, such as `table1.2`. */
    id: z.string().min(1),
    formula: z.string(),
    vcov,
    estimator: z.enum(ESTIMATORS).default('feols'),
    /** The rows that the model uses: `{ carbon_ets_pilot: 0 }`; all unless given. */
    where: where.default({}),
    weights: z.string().exactOptional(),
    /** What enters with coefficient one, such as `log(population)`. */
    offset: z.string().exactOptional(),
    ...rules,
  })
  .refine(({ estimator, offset }) => offset === undefined || takesOffset(estimator), {
    error: `only ${ESTIMATORS.filter(takesOffset).join(', ')} takes an offset`,
  });

type Model = z.infer<typeof model>;

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
  reads: ({ table, models }) => ({ [table]: [...new Set(models.flatMap(columnsOf))] }),
  async run(context) {
    const { table, models } = context.params;
    const frame = await readFrame(context.input(table));
    const fits = models.map((chosen) => {
      const { formula, estimator, where: conditions, keep_singletons: keep, ...options } = chosen;
      const { rows, words } = selectRows(frame, conditions);
      const isWhole = Object.keys(conditions).length === 0;
      return estimate(frame, formula, estimator, {
        ...options,
        ...(keep ? { dropSingletons: false } : {}),
        ...(isWhole ? {} : { rows, sample: words }),
      });
    });
    await writeJson(context.output(context.step), { fits });
    context.count({ rows: frame.rows, models: fits.length });
  },
});

function columnsOf({ formula, where: conditions, ...options }: Model): string[] {
  return [...multiColumns(formula, options), ...Object.keys(conditions)];
}
