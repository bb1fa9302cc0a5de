import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { numberValues } from '../src/econometrics/frame/column.ts';
import { distributionFigure } from '../src/figures/distribution.ts';
import { notoSansSc } from '../src/figures/formats/noto-sans-sc.ts';
import { outcomeBoxes } from '../src/figures/marks/outcome-boxes.ts';
import { figureOutputs, writeFigure } from '../src/figures/formats/render.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeBytes } from '../src/io/write.ts';
import { figure } from '../src/templates/figure.ts';
import { text } from '../src/templates/text.ts';
import { defineStep } from '../src/step.ts';
import { isSynthetic } from '../src/tables/synthetic.ts';

/** Draws quantiles of the outcome of treated and other units by year. */
export default defineStep({
  params: z.strictObject({
    ...figure,
    table: z.string().default('panel'),
    /** Columns: the outcome, 1 for treated units, the year. */
    outcome: z.string(),
    treated: z.string().default('treat'),
    year: z.string().default('year'),
    policy_year: z.int(),
    /** Title of the vertical axis. */
    outcome_label: text,
  }),
  outputs: figureOutputs,
  reads: (params) => ({ [params.table]: [params.year, params.treated, params.outcome] }),
  async run(context) {
    const { params } = context;
    const frame = await readFrame(context.input(params.table));
    const column = (name: string) => numberValues(frame, name, 'column');
    const boxes = outcomeBoxes(column(params.year), column(params.treated), column(params.outcome));
    const settings = {
      id: context.step,
      title: params.title,
      outcome: params.outcome_label,
      policyYear: params.policy_year,
      synthetic: isSynthetic(params.data),
      sources: [{ step: params.table, path: params.outcome }],
    };
    await writeFigure(
      context,
      writeBytes,
      (language) => distributionFigure(boxes, { ...settings, language }),
      { language: params.language, typeface: notoSansSc(readFileSync) },
    );
    context.count({ rows: frame.rows, boxes: boxes.length });
  },
});
