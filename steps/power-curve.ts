import { z } from 'zod';
import { powerFigure } from '../src/figures/power-curve.ts';
import { readPower } from '../src/records/power.ts';
import { figure } from '../src/templates/figure.ts';
import { figureStep, ofModel } from '../src/templates/figure-step.ts';
import { text } from '../src/templates/text.ts';

const params = z.strictObject({
  ...figure,
  model: z.string().default('power'),
  /** Whether units or groups were reassigned: a key of the model. */
  analysis: z.enum(['power', 'power_groups']).default('power'),
  /** Title of the horizontal axis. */
  effect: text,
  /** Names of what is reassigned by column, in the plural: `city: { en: cities, zh: 城市 }`. */
  labels: z.record(z.string(), text).default({}),
});

/** Draws how often an effect would be found, by its size. */
export default figureStep({
  params,
  ...ofModel(readPower, ({ analysis }: z.output<typeof params>) => [`$.${analysis}`]),
  draw: (record, settings, { analysis, effect, labels }) =>
    powerFigure(record, { ...settings, analysis, effect, labels }),
  count: ({ power }) => ({ rules: power.rules.length }),
});
