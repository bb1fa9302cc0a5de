import { z } from 'zod';
import { modelFile } from '../src/engine/places.ts';
import { logit, probit } from '../src/econometrics/binary.ts';
import { multiColumns } from '../src/econometrics/estimate-multi.ts';
import { feols } from '../src/econometrics/feols.ts';
import { fepois } from '../src/econometrics/fepois.ts';
import { selectRows } from '../src/econometrics/frame/select-rows.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeJson } from '../src/io/write.ts';
import { rules, vcov, where } from '../src/templates/estimation.ts';
import { defineStep } from '../src/step.ts';

const ESTIMATORS = { feols, fepois, logit, probit };

const model = z
  .strictObject({
    /** The name of the fit in tables and traces, such as `table1.2`. */
    id: z.string().min(1),
    formula: z.string(),
    vcov,
    estimator: z.enum(['feols', 'fepois', 'logit', 'probit']).default('feols'),
    /** The rows that the model uses: `{ carbon_ets_pilot: 0 }`; all unless given. */
    where: where.default({}),
    weights: z.string().exactOptional(),
    /** Of `fepois`: what enters with coefficient one, such as `log(population)`. */
    offset: z.string().exactOptional(),
    ...rules,
  })
  .refine(({ estimator, offset }) => offset === undefined || estimator === 'fepois', {
    error: 'only fepois takes an offset',
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
  outputs: (step) => ({ [step]: modelFile(step) }),
  reads: ({ table, models }) => ({ [table]: [...new Set(models.flatMap(columnsOf))] }),
  async run(context) {
    const { table, models } = context.params;
    const frame = await readFrame(context.input(table));
    const fits = models.map((chosen) => {
      const { formula, estimator, where: conditions, keep_singletons: keep, ...options } = chosen;
      const { rows, words } = selectRows(frame, conditions);
      const isWhole = Object.keys(conditions).length === 0;
      return ESTIMATORS[estimator](frame, formula, {
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
