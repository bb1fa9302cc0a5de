import { z } from 'zod';
import { modelFile } from '../src/engine/places.ts';
import { eventStudy } from '../src/econometrics/event-study.ts';
import { formulaColumns } from '../src/econometrics/feols.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeJson } from '../src/io/write.ts';
import type { VcovSpec } from '../src/econometrics/variance/kinds.ts';
import { vcov } from '../src/templates/estimation.ts';
import { panel } from '../src/templates/table.ts';
import { defineStep } from '../src/step.ts';

const shape = z.strictObject({
  table: panel,
  id: z.string().min(1),
  outcome: z.string(),
  unit: z.string(),
  time: z.string(),
  /** 1 for units under the policy. */
  treated: z.string(),
  /** First period under the policy. */
  start: z.int(),
  /** Period, relative to the start, that the others are compared with. */
  reference: z.int().default(-1),
  /** End points that also stand for the periods beyond them. */
  bins: z.strictObject({ first: z.int().optional(), last: z.int().optional() }).default({}),
  /** Further regressors as in a formula. */
  controls: z.string().default(''),
  /** Errors are clustered by this column, unless `vcov` says otherwise. */
  cluster: z.string().exactOptional(),
  vcov: vcov.exactOptional(),
});
type Params = z.output<typeof shape>;

/**
 * Leads and lags of the policy, with the joint test of the leads. Writes the fit, the points and the
 * test to `outputs/models/<step>.json`.
 */
export default defineStep({
  params: shape,
  inherits: ['unit', 'time', 'treated', 'cluster'],
  outputs: (step) => ({ [step]: modelFile(step) }),
  reads: (params) => ({ [params.table]: columnsOf(params) }),
  fits: (params) => [{ id: params.id, columns: columnsOf(params) }],
  async run(context) {
    const { table, bins, cluster: _, ...options } = context.params;
    const frame = await readFrame(context.input(table));
    const ends = Object.fromEntries(Object.entries(bins).filter(([, end]) => end !== undefined));
    const known = { ...options, vcov: varianceOf(context.params), bins: ends };
    const { fit, points, pretrend } = eventStudy(frame, known);
    const { start, reference } = options;
    const record = { fits: [fit], event_study: { start, reference, points, pretrend } };
    await writeJson(context.output(context.step), record);
    context.count({ rows: frame.rows, points: points.length });
  },
});

function varianceOf({ vcov: given, cluster, unit }: Params): VcovSpec {
  return given ?? { cluster: cluster ?? unit };
}

function columnsOf(given: Params): string[] {
  const { outcome, controls, unit, time, treated } = given;
  const formula = `${outcome} ~ ${controls === '' ? '1' : controls} | ${unit} + ${time}`;
  return [...new Set([...formulaColumns(formula, { vcov: varianceOf(given) }), treated])];
}
