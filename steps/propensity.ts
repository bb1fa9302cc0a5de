import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { numberValues } from '../src/econometrics/frame/column.ts';
import { notoSansSc } from '../src/figures/formats/noto-sans-sc.ts';
import { propensityFigure } from '../src/figures/propensity.ts';
import { figureOutputs, writeFigure } from '../src/figures/formats/render.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeBytes } from '../src/io/write.ts';
import { figure } from '../src/templates/figure.ts';
import { defineStep } from '../src/step.ts';
import { isSynthetic } from '../src/tables/synthetic.ts';

/** Draws the propensity scores of treated and controls before and after matching. */
export default defineStep({
  params: z.strictObject({
    ...figure,
    /** Table of the matching step: score, support and weight of each row. */
    table: z.string().default('matching'),
    treated: z.string().default('treat'),
  }),
  outputs: figureOutputs,
  reads: ({ table, treated }) => ({ [table]: [treated, 'score', 'support', 'weight'] }),
  async run(context) {
    const { data, language, table, treated, title } = context.params;
    const frame = await readFrame(context.input(table));
    const column = (name: string) => numberValues(frame, name, 'column');
    const values = {
      treated: column(treated),
      score: column('score'),
      support: column('support'),
      weight: column('weight'),
    };
    const settings = {
      id: context.step,
      title,
      synthetic: isSynthetic(data),
      sources: ['score', 'weight'].map((path) => ({ step: table, path })),
    };
    await writeFigure(
      context,
      writeBytes,
      (own) => propensityFigure(values, { ...settings, language: own }),
      { language, typeface: notoSansSc(readFileSync) },
    );
    context.count({ rows: frame.rows });
  },
});
