import { z } from 'zod';
import { modelFile } from '../src/engine/places.ts';
import { formulaColumns } from '../src/econometrics/feols.ts';
import { MECHANISM_STEPS, mechanism } from '../src/econometrics/mechanism.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeJson } from '../src/io/write.ts';
import { panel } from '../src/templates/table.ts';
import { defineStep } from '../src/step.ts';

const shape = z.strictObject({
  table: panel,
  outcome: z.string(),
  treatment: z.string(),
  mediators: z.array(z.string()).min(1),
  controls: z.string().default(''),
  absorb: z.string(),
  cluster: z.string(),
  /** Resamples of clusters behind the interval of the indirect effect. */
  bootstrap: z.int().min(0).default(1000),
  seed: z.int(),
});
type Params = z.output<typeof shape>;

/**
 * For each mechanism variable both equations of mechanism studies, the second step with and without
 * the treatment, and the interaction form; what the two steps give together, with its error. Fits have
 * the ids `<step>.<variable>.total` and so on.
 */
export default defineStep({
  params: shape,
  inherits: ['treatment', 'cluster', 'seed'],
  outputs: (step) => ({ [step]: modelFile(step) }),
  reads: (params) => ({ [params.table]: columnsOf(params, params.mediators) }),
  fits: (params, step) =>
    params.mediators.flatMap((mediator) => {
      const columns = columnsOf(params, [mediator]);
      return MECHANISM_STEPS.map((name) => ({ id: `${step}.${mediator}.${name}`, columns }));
    }),
  async run(context) {
    const { table, mediators, ...options } = context.params;
    const frame = await readFrame(context.input(table));
    const found = mediators.map((mediator, done) => {
      context.progress(done, mediators.length, 'mechanisms');
      const id = `${context.step}.${mediator}`;
      return { mediator, ...mechanism(frame, { ...options, mediator, id }) };
    });
    await writeJson(context.output(context.step), {
      fits: found.flatMap(({ steps }) => steps.map(({ fit }) => fit)),
      mechanisms: found.map(({ steps, ...rest }) => ({
        ...rest,
        steps: steps.map(({ fit, ...step }) => ({ ...step, fit: fit.id })),
      })),
    });
    context.count({ rows: frame.rows, mechanisms: found.length });
  },
});

function columnsOf(
  { outcome, treatment, controls, absorb, cluster }: Params,
  mediators: readonly string[],
): string[] {
  const right = [treatment, ...mediators, ...(controls === '' ? [] : [controls])].join(' + ');
  return formulaColumns(`${outcome} ~ ${right} | ${absorb}`, { vcov: { cluster } });
}
