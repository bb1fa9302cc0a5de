import { z } from 'zod';
import { modelFile } from '../src/engine/places.ts';
import { formulaColumns } from '../src/econometrics/feols.ts';
import { keepRows, selectRows } from '../src/econometrics/frame/select-rows.ts';
import { subgroups } from '../src/econometrics/subgroups.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeJson } from '../src/io/write.ts';
import { where } from '../src/templates/estimation.ts';
import { panel } from '../src/templates/table.ts';
import { defineStep } from '../src/step.ts';

const comparison = {
  /** Column whose values are the groups. */
  group: z.string(),
  where: where.default({}),
};
/** By the id of each; fits have the ids `<id>.1`, `<id>.2`, … in the order of the group's values. */
const comparisons = z
  .union([
    z.record(z.string().min(1), z.strictObject(comparison)),
    z.array(z.strictObject({ id: z.string().min(1), ...comparison })).min(1),
  ])
  .transform((given) =>
    Array.isArray(given) ? given : Object.entries(given).map(([id, one]) => ({ id, ...one })),
  )
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, {
    error: 'two comparisons have the same id',
  });

/**
 * Fits a model in each group and tests whether the treatment's coefficient is the same in all: by
 * interactions, by seemingly unrelated estimation, and by giving the groups to other units at random.
 */
export default defineStep({
  params: z.strictObject({
    table: panel,
    formula: z.string(),
    /** Terms that are compared; the treatment unless given. */
    terms: z.array(z.string()).min(1).exactOptional(),
    treatment: z.string().exactOptional(),
    cluster: z.string(),
    comparisons,
    permutations: z.int().min(0).default(1000),
    seed: z.int(),
  }),
  inherits: ['treatment', 'cluster', 'seed'],
  outputs: (step) => ({ [step]: modelFile(step) }),
  reads: ({ table, formula, cluster, comparisons: all }) => ({
    [table]: [
      ...new Set([
        ...formulaColumns(formula, { vcov: { cluster } }),
        ...all.flatMap(({ group, where: conditions }) => [group, ...Object.keys(conditions)]),
      ]),
    ],
  }),
  async run(context) {
    const { table, formula, comparisons: chosen, terms, treatment, ...given } = context.params;
    const options = { ...given, terms: terms ?? [treatment ?? ''] };
    const frame = await readFrame(context.input(table));
    const found = chosen.map(({ id, group, where: conditions }, done) => {
      context.progress(done, chosen.length, 'comparisons');
      const { rows, words } = selectRows(frame, conditions);
      const sample = keepRows(frame, rows);
      const part = Object.keys(conditions).length === 0 ? {} : { sample: words };
      // The relabellings of one comparison say nothing of another's.
      const stream = `subgroups/${id}`;
      return { id, ...subgroups(sample, formula, { ...options, id, group, stream, ...part }) };
    });
    await writeJson(context.output(context.step), {
      fits: found.flatMap(({ fits }) => fits),
      comparisons: found.map(({ fits, ...rest }) => ({ ...rest, fits: fits.map(({ id }) => id) })),
    });
    context.count({ rows: frame.rows, comparisons: found.length });
  },
});
