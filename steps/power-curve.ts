import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { notoSansSc } from '../src/figures/formats/noto-sans-sc.ts';
import { powerFigure } from '../src/figures/power-curve.ts';
import { figureOutputs, writeFigure } from '../src/figures/formats/render.ts';
import { readModel } from '../src/io/read-model.ts';
import { writeBytes } from '../src/io/write.ts';
import { figure, number } from '../src/templates/figure.ts';
import { text } from '../src/templates/text.ts';
import { defineStep } from '../src/step.ts';
import { UserError } from '../src/text/user-error.ts';
import { isSynthetic } from '../src/tables/synthetic.ts';

const analysis = z.object({
  level: z.number(),
  power: z.number(),
  mode: z.enum(['exact', 'random']),
  draws: z.int(),
  assigned: z.object({ by: z.string(), blocks: z.int(), treated_blocks: z.int() }),
  analytic: z.object({ mde: number }),
  observed: z.object({ estimate: number }),
  rules: z.array(
    z.object({
      rule: z.enum(['cluster_t', 'randomisation_estimate', 'randomisation_t']),
      mde: z.object({ positive: z.number() }).nullable(),
      size: number,
      curve: z.array(z.object({ effect: z.number(), share: z.number() })),
    }),
  ),
});
const model = z.object({ power: analysis, power_groups: analysis.nullable().default(null) });

/** Draws how often an effect would be found, by its size. */
export default defineStep({
  params: z.strictObject({
    ...figure,
    model: z.string().default('power'),
    /** Whether units or groups were reassigned: a key of the model. */
    analysis: z.enum(['power', 'power_groups']).default('power'),
    /** Title of the horizontal axis. */
    effect: text,
    /** Names of what is reassigned by column, in the plural: `city: { en: cities, zh: 城市 }`. */
    labels: z.record(z.string(), text).default({}),
  }),
  outputs: figureOutputs,
  async run(context) {
    const { data, model: name, language, analysis: key, ...texts } = context.params;
    const values = (await readModel(context.input(name), model))[key];
    if (values === null) {
      throw new UserError('E_MODEL_FILE', `step "${name}" reassigned no groups`, {
        hint: 'give it `group:`, or draw `analysis: power`',
      });
    }
    const settings = {
      ...texts,
      id: context.step,
      synthetic: isSynthetic(data),
      sources: [{ step: name, path: `$.${key}` }],
    };
    await writeFigure(
      context,
      writeBytes,
      (own) => powerFigure(values, { ...settings, language: own }),
      { language, typeface: notoSansSc(readFileSync) },
    );
    context.count({ rules: values.rules.length });
  },
});
