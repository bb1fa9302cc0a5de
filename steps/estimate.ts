import { estimate } from '../src/econometrics/estimate-multi.ts';
import { modelFile } from '../src/engine/places.ts';
import { selectRows } from '../src/econometrics/frame/select-rows.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeJson } from '../src/io/write.ts';
import { columnsOf, modelsOfTable } from '../src/templates/models.ts';
import { defineStep } from '../src/step.ts';

/** Estimates models on one table and writes their fits to `outputs/models/<step>.json`. */
export default defineStep({
  params: modelsOfTable,
  outputs: (step) => ({ [step]: modelFile(step) }),
  reads: ({ table, models }) => ({ [table]: [...new Set(models.flatMap(columnsOf))] }),
  fits: ({ models }) => models.map((model) => ({ id: model.id, columns: columnsOf(model) })),
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
