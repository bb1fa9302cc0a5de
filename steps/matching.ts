import { z } from 'zod';
import { modelFile, parquetFile } from '../src/engine/places.ts';
import { numberValues } from '../src/econometrics/frame/column.ts';
import { matchPanel, type MatchDesign } from '../src/econometrics/match-panel.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeParquet } from '../src/io/tables/parquet.ts';
import { writeJson } from '../src/io/write.ts';
import { panel } from '../src/templates/table.ts';
import { defineStep } from '../src/step.ts';

const kernel = z.enum(['epanechnikov', 'gaussian', 'biweight', 'uniform', 'tricube']);
const method = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('kernel'), kernel, bandwidth: z.number().positive() }),
  z.strictObject({ kind: z.literal('radius'), caliper: z.number().positive() }),
  z.strictObject({
    kind: z.literal('nearest'),
    neighbours: z.int().min(1),
    caliper: z.number().positive().default(Infinity),
    ties: z.boolean().default(false),
  }),
]);

/**
 * Matches treated units with others on a propensity score. The table `<step>` has score, support and
 * weight of each unit and period, `outputs/models/<step>.json` the propensity models and the balance.
 */
export default defineStep({
  params: z
    .strictObject({
      table: panel,
      unit: z.string(),
      time: z.string(),
      treated: z.string(),
      covariates: z.array(z.string()).min(1),
      link: z.enum(['logit', 'probit']),
      /** Over all periods at once, period by period, or in the baseline period. */
      design: z.enum(['pooled', 'yearly', 'baseline']),
      /** Of the design `baseline`: the first period under the policy, … */
      start: z.int().exactOptional(),
      /** … and the period that is matched, relative to it. */
      baseline: z.int().max(-1).default(-1),
      method,
      /** Whether treated rows outside the controls' range of scores are off support. */
      common: z.boolean().default(true),
    })
    .refine(({ design, start }) => design !== 'baseline' || start !== undefined, {
      error: 'the design "baseline" needs start, the first period under the policy',
    }),
  inherits: ['unit', 'time', 'treated'],
  outputs: (step) => ({ [step]: parquetFile(step), [`${step}_model`]: modelFile(step) }),
  reads: ({ table, unit, time, treated, covariates }) => ({
    [table]: [...new Set([unit, time, treated, ...covariates])],
  }),
  tables: (step, params) => ({ [step]: schemaOf(params) }),
  async run(context) {
    const { table, design, start, baseline, ...options } = context.params;
    const frame = await readFrame(context.input(table));
    const match = matchPanel(frame, { ...options, design: designOf(design, start, baseline) });
    const { unit, time, treated } = options;
    const columns = [unit, time, treated].map((name) => numberValues(frame, name, 'column'));
    const values = [...columns, match.score, match.support, match.weight];
    const rows = Array.from({ length: frame.rows }, (_, row) =>
      values.map((all) => (Number.isNaN(all[row]!) ? null : all[row])),
    );
    await writeParquet(context.output(context.step), schemaOf(options), rows);
    const { fits, balance, treated_matched, controls_used, off_support } = match;
    const id = (index: number) =>
      fits.length === 1 ? context.step : `${context.step}.${index + 1}`;
    await writeJson(context.output(`${context.step}_model`), {
      fits: fits.map((fit, index) => ({ ...fit, id: id(index) })),
      balance,
      matching: { design, ...options, treated_matched, controls_used, off_support },
    });
    context.count({ rows: frame.rows, treated_matched, controls_used });
  },
});

function schemaOf({ unit, time, treated }: Record<'unit' | 'time' | 'treated', string>) {
  return {
    [unit]: 'INTEGER',
    [time]: 'INTEGER',
    [treated]: 'INTEGER',
    score: 'DOUBLE',
    support: 'INTEGER',
    weight: 'DOUBLE',
  } as const;
}

function designOf(kind: MatchDesign['kind'], start = Number.NaN, baseline = -1): MatchDesign {
  return kind === 'baseline' ? { kind, period: start + baseline } : { kind };
}
