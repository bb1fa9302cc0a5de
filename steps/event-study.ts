import { z } from 'zod';
import { modelFile } from '../src/engine/places.ts';
import { eventStudy } from '../src/econometrics/event-study.ts';
import { formulaColumns } from '../src/econometrics/feols.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeJson } from '../src/io/write.ts';
import { vcov } from '../src/templates/estimation.ts';
import { defineStep } from '../src/step.ts';

/**
 * Leads and lags of the policy, with the joint test of the leads. Writes the fit, the points and the
 * test to `outputs/models/<step>.json`.
 */
export default defineStep({
  params: z.strictObject({
    table: z.string().default('panel'),
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
    vcov,
  }),
  outputs: (step) => ({ [step]: modelFile(step) }),
  reads: ({ table, outcome, controls, unit, time, treated, vcov: variance }) => {
    const right = controls === '' ? '1' : controls;
    const named = formulaColumns(`${outcome} ~ ${right} | ${unit} + ${time}`, { vcov: variance });
    return { [table]: [...new Set([...named, treated])] };
  },
  async run(context) {
    const { table, bins, ...options } = context.params;
    const frame = await readFrame(context.input(table));
    const ends = Object.fromEntries(Object.entries(bins).filter(([, end]) => end !== undefined));
    const { fit, points, pretrend } = eventStudy(frame, { ...options, bins: ends });
    const { start, reference } = options;
    await writeJson(context.output(context.step), {
      fits: [fit],
      event_study: { start, reference, points, pretrend },
    });
    context.count({ rows: frame.rows, points: points.length });
  },
});
