import { z } from 'zod';
import { placeboFigure } from '../src/figures/placebo.ts';
import { readPlacebo } from '../src/records/placebo.ts';
import { figure } from '../src/templates/figure.ts';
import { figureStep, ofModel } from '../src/templates/figure-step.ts';
import { text } from '../src/templates/text.ts';

/** Draws the estimates and p values of a policy given to other units, and the true estimate. */
export default figureStep({
  params: z.strictObject({
    ...figure,
    model: z.string().default('placebo_model'),
    /** Title of the horizontal axis. */
    effect: text,
    /** Names of what is reassigned by column, in the plural: `firm: { en: firms, zh: 企业 }`. */
    labels: z.record(z.string(), text).default({}),
  }),
  ...ofModel(readPlacebo, () => ['$.placebo', '$.placebo_groups']),
  draw: (record, settings, { effect, labels }) =>
    placeboFigure(record, { ...settings, effect, labels }),
  count: ({ placebo }) => ({ draws: placebo.estimates.length }),
});
