import { z } from 'zod';
import { eventStudyFigure } from '../src/figures/event-study.ts';
import { readEventStudy } from '../src/records/event-study.ts';
import { figure } from '../src/templates/figure.ts';
import { figureStep, ofModel } from '../src/templates/figure-step.ts';
import { text } from '../src/templates/text.ts';

/** Draws the estimates of an event study by period relative to the policy. */
export default figureStep({
  params: z.strictObject({
    ...figure,
    model: z.string().meta({ completes: 'model' }).default('event_study'),
    /** Title of the vertical axis. */
    effect: text,
    /** Title of the horizontal axis. */
    period: text.default({ en: 'Periods since the policy began', zh: '相对政策实施的期数' }),
  }),
  ...ofModel(readEventStudy, () => ['$.event_study']),
  draw: (record, settings, { effect, period }) =>
    eventStudyFigure(record, { ...settings, effect, period }),
  count: ({ event_study: { points } }) => ({ points: points.length }),
});
