import { z } from 'zod';
import {
  ESTIMATORS,
  estimate,
  multiColumns,
  takesOffset,
} from '../src/econometrics/estimate-multi.ts';
import type { FeolsOptions } from '../src/econometrics/feols.ts';
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
    /** The column that is 1 under treatment, and that of the units: each fit then counts the treated. */
    treatment: z.string().optional(),
    unit: z.string().optional(),
    models: z
      .array(model)
      .min(1)
      .refine((models) => new Set(models.map(({ id }) => id)).size === models.length, {
        error: 'two models have the same id',
      }),
  }),
  outputs: (step) => ({ [step]: `outputs/models/${step}.json` }),
  reads: ({ table, models, ...names }) => ({
    [table]: [...new Set(models.flatMap((one) => columnsOf({ ...one, ...treatmentOf(names) })))],
  }),
  async run(context) {
    const { table, models, ...names } = context.params;
    const frame = await readFrame(context.input(table));
    const fits = models.map((chosen) => {
      const { formula, estimator, where: conditions, keep_singletons: keep, ...options } = chosen;
      const { rows, words } = selectRows(frame, conditions);
      const isWhole = Object.keys(conditions).length === 0;
      return estimate(frame, formula, estimator, {
        ...options,
        ...treatmentOf(names),
        ...(keep ? { dropSingletons: false } : {}),
        ...(isWhole ? {} : { rows, sample: words }),
      });
    });
    await writeJson(context.output(context.step), { fits });
    context.count({ rows: frame.rows, models: fits.length });
  },
});

/** What the estimators take for counting the treated; nothing where one of the two is not named. */
function treatmentOf({
  treatment,
  unit,
}: {
  readonly treatment?: string | undefined;
  readonly unit?: string | undefined;
}) {
  return treatment === undefined || unit === undefined
    ? {}
    : { treatedBy: { column: treatment, unit } };
}

function columnsOf({
  formula,
  where: conditions,
  ...options
}: Model & Pick<FeolsOptions, 'treatedBy'>): string[] {
  return [...multiColumns(formula, options), ...Object.keys(conditions)];
}
