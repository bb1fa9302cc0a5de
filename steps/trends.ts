import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { notoSansSc } from '../src/figures/formats/noto-sans-sc.ts';
import { figureOutputs, writeFigure } from '../src/figures/formats/render.ts';
import { groupMeans, trendsFigure } from '../src/figures/trends.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeBytes } from '../src/io/write.ts';
import { figure } from '../src/templates/figure.ts';
import { text } from '../src/templates/text.ts';
import { defineStep } from '../src/step.ts';
import { UserError } from '../src/text/user-error.ts';
import { isSynthetic } from '../src/tables/synthetic.ts';

/** Draws the mean outcome of treated and other units by year, with the policy year marked. */
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
    const { params, step } = context;
    const frame = await readFrame(context.input(params.table));
    const numbers = (name: string) => {
      const column = frame.columns[name];
      if (column?.kind === 'number') return column.values;
      throw new UserError(
        'E_NOT_NUMERIC',
        `column "${name}" of "${params.table}" holds no numbers`,
      );
    };
    const means = groupMeans(
      numbers(params.year),
      numbers(params.treated),
      numbers(params.outcome),
    );
    const settings = {
      id: step,
      title: params.title,
      outcome: params.outcome_label,
      policyYear: params.policy_year,
      synthetic: isSynthetic(params.data),
      sources: [{ step: params.table, path: params.outcome }],
    };
    await writeFigure(
      context,
      writeBytes,
      (language) => trendsFigure(means, { ...settings, language }),
      { language: params.language, typeface: notoSansSc(readFileSync) },
    );
    context.count({ rows: frame.rows, points: means.length });
  },
});
