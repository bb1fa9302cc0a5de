import { z } from 'zod';
import { balanceFigure } from '../src/figures/balance.ts';
import { readMatching } from '../src/records/matching.ts';
import { figure } from '../src/templates/figure.ts';
import { figureStep, ofModel } from '../src/templates/figure-step.ts';
import { text } from '../src/templates/text.ts';

/** Draws the standardised bias of the covariates before and after matching. */
export default figureStep({
  params: z.strictObject({
    ...figure,
    model: z.string().default('matching_model'),
    /** Names of covariates by column. */
    labels: z.record(z.string(), text).default({}),
  }),
  ...ofModel(readMatching, () => ['$.balance.rows']),
  draw: (record, settings, { labels }) => balanceFigure(record, { ...settings, labels }),
  count: ({ balance }) => ({ covariates: balance.rows.length }),
});
