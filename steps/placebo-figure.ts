import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { notoSansSc } from '../src/figures/formats/noto-sans-sc.ts';
import { placeboFigure } from '../src/figures/placebo.ts';
import { figureOutputs, writeFigure } from '../src/figures/formats/render.ts';
import { readModel } from '../src/io/read-model.ts';
import { writeBytes } from '../src/io/write.ts';
import { figure, number } from '../src/templates/figure.ts';
import { text } from '../src/templates/text.ts';
import { defineStep } from '../src/step.ts';
import { isSynthetic } from '../src/tables/synthetic.ts';

const p = z.object({ p_value: number, p_value_plus_one: number });
const summary = {
  mode: z.enum(['exact', 'random']),
  draws: z.int(),
  assigned: z.object({ by: z.string(), blocks: z.int(), treated_blocks: z.int() }),
  by_estimate: p,
  by_statistic: p,
};
const model = z.object({
  placebo: z.object({
    ...summary,
    observed: z.object({ estimate: number, p_value: number }),
    estimates: z.array(number),
    p_values: z.array(number),
  }),
  /** The same test with groups reassigned as wholes. */
  placebo_groups: z.object(summary).nullable().default(null),
});

/** Draws the estimates and p values of a policy given to other units, and the true estimate. */
export default defineStep({
  params: z.strictObject({
    ...figure,
    /** The artifact with the test, and the key in it. */
    model: z.string().default('placebo_model'),
    /** Title of the horizontal axis. */
    effect: text,
    /** Names of what is reassigned by column, in the plural: `city: { en: cities, zh: 城市 }`. */
    labels: z.record(z.string(), text).default({}),
  }),
  outputs: figureOutputs,
  async run(context) {
    const { data, model: name, language, ...texts } = context.params;
    const { placebo, placebo_groups: groups } = await readModel(context.input(name), model);
    const settings = {
      ...texts,
      id: context.step,
      synthetic: isSynthetic(data),
      sources: [{ step: name.replace(/_model$/u, ''), path: '$.placebo' }],
    };
    await writeFigure(
      context,
      writeBytes,
      (own) => placeboFigure({ ...placebo, groups }, { ...settings, language: own }),
      { language, typeface: notoSansSc(readFileSync) },
    );
    context.count({ draws: placebo.estimates.length });
  },
});
