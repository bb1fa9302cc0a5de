import { z } from 'zod';
import { modelFile } from '../src/engine/places.ts';
import { powerAnalysis, type PowerAnalysis } from '../src/econometrics/power.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeJson } from '../src/io/write.ts';
import { assignedColumns, assignment } from '../src/templates/assigned.ts';
import { defineStep } from '../src/step.ts';

/**
 * The smallest effect that the design finds with the wanted probability, by giving the policy to other
 * units and, where a group column is set, to other groups; beside it what the standard error implies.
 */
export default defineStep({
  params: z.strictObject({
    ...assignment,
    level: z.number().gt(0).lt(1).default(0.05),
    power: z.number().gt(0).lt(1).default(0.8),
  }),
  inherits: ['treatment', 'post', 'unit', 'seed'],
  outputs: (step) => ({ [step]: modelFile(step) }),
  reads: (params) => ({ [params.table]: assignedColumns(params) }),
  fits: (params) => [{ id: params.id, columns: assignedColumns(params) }],
  async run(context) {
    const { table, id, formula, group, ...options } = context.params;
    const frame = await readFrame(context.input(table));
    const byUnit = powerAnalysis(frame, formula, options);
    const byGroup =
      group === undefined ? null : powerAnalysis(frame, formula, { ...options, group });
    await writeJson(context.output(context.step), {
      fits: [{ ...byUnit.fit, id }],
      power: record(byUnit),
      power_groups: byGroup === null ? null : record(byGroup),
    });
    context.count({ rows: frame.rows, draws: byUnit.draws + (byGroup?.draws ?? 0) });
  },
});

function record(analysis: PowerAnalysis) {
  const { fit: _, ...rest } = analysis;
  // More assignments than a double can count have no number in JSON.
  return { ...rest, possible: Number.isFinite(rest.possible) ? rest.possible : null };
}
