import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { notoSansSc } from '../src/figures/noto-sans-sc.ts';
import { toPng } from '../src/figures/to-png.ts';
import { toSvg } from '../src/figures/to-svg.ts';
import { groupMeans, trendsFigure } from '../src/figures/trends.ts';
import { readFrame } from '../src/io/frame.ts';
import { writeBytes, writeJson, writeText } from '../src/io/write.ts';
import { defineStep, UserError } from '../src/step.ts';
import { isSynthetic } from '../src/tables/synthetic.ts';

const text = z.union([z.string(), z.strictObject({ en: z.string(), zh: z.string() })]);

/** Draws the mean outcome of treated and other units by year, with the policy year marked. */
export default defineStep({
  params: z.strictObject({
    /** The study's data folder: what is made from the demo's says that it is synthetic. */
    data: z.string(),
    language: z.enum(['en', 'zh']).default('en'),
    table: z.string().default('panel'),
    /** Columns: the outcome, 1 for treated units, the year. */
    outcome: z.string(),
    treated: z.string().default('treat'),
    year: z.string().default('year'),
    policy_year: z.int(),
    title: text,
    /** Title of the vertical axis. */
    outcome_label: text,
  }),
  outputs: (step) => ({
    [`${step}_spec`]: `outputs/figures/${step}.vl.json`,
    [`${step}_svg`]: `outputs/figures/${step}.svg`,
    [`${step}_png`]: `outputs/figures/${step}.png`,
  }),
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
    const figure = trendsFigure(means, {
      id: step,
      language: params.language,
      title: params.title,
      outcome: params.outcome_label,
      policyYear: params.policy_year,
      synthetic: isSynthetic(params.data),
    });
    const svg = await toSvg(figure, notoSansSc(readFileSync));
    await writeJson(context.output(`${step}_spec`), figure.spec);
    await writeText(context.output(`${step}_svg`), svg);
    await writeBytes(context.output(`${step}_png`), toPng(svg));
    context.count({ rows: frame.rows, points: means.length });
  },
});
