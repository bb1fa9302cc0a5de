import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { eventStudyFigure } from '../src/figures/event-study.ts';
import { notoSansSc } from '../src/figures/formats/noto-sans-sc.ts';
import { figureOutputs, writeFigure } from '../src/figures/formats/render.ts';
import { readModel } from '../src/io/read-model.ts';
import { writeBytes } from '../src/io/write.ts';
import { figure, number } from '../src/templates/figure.ts';
import { text } from '../src/templates/text.ts';
import { defineStep } from '../src/step.ts';
import { isSynthetic } from '../src/tables/synthetic.ts';

const model = z.object({
  event_study: z.object({
    points: z.array(
      z.object({
        period: z.int(),
        /** Empty at the reference. */
        term: z.string(),
        binned: z.boolean(),
        estimate: number,
        conf_low: number,
        conf_high: number,
      }),
    ),
    pretrend: z
      .object({ statistic: number, p_value: number, df1: z.number(), df2: z.number() })
      .nullable(),
  }),
});

/** Draws the estimates of an event study by period relative to the policy. */
export default defineStep({
  params: z.strictObject({
    ...figure,
    model: z.string().default('event_study'),
    /** Title of the vertical axis. */
    effect: text,
  }),
  outputs: figureOutputs,
  async run(context) {
    const { data, model: name, language, ...texts } = context.params;
    const { event_study: values } = await readModel(context.input(name), model);
    const settings = {
      ...texts,
      id: context.step,
      synthetic: isSynthetic(data),
      sources: [{ step: name, path: '$.event_study' }],
    };
    await writeFigure(
      context,
      writeBytes,
      (own) => eventStudyFigure(values, { ...settings, language: own }),
      { language, typeface: notoSansSc(readFileSync) },
    );
    context.count({ points: values.points.length });
  },
});
