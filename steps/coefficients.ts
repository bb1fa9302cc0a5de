import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { coefficientsFigure } from '../src/figures/coefficients.ts';
import { notoSansSc } from '../src/figures/formats/noto-sans-sc.ts';
import { figureOutputs, writeFigure } from '../src/figures/formats/render.ts';
import { readModel } from '../src/io/read-model.ts';
import { writeBytes } from '../src/io/write.ts';
import { figure, number } from '../src/templates/figure.ts';
import { text } from '../src/templates/text.ts';
import { defineStep } from '../src/step.ts';
import { isSynthetic } from '../src/tables/synthetic.ts';

const computed = z.object({ estimate: number, conf_low: number, conf_high: number });
const model = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      table: z.string(),
      role: z.string(),
      published: z.number(),
      computed: computed.nullable(),
      inside: z.boolean().nullable(),
    }),
  ),
});
const NONE = { estimate: Number.NaN, conf_low: Number.NaN, conf_high: Number.NaN };

/** Draws published coefficients beside those of the study's fits. */
export default defineStep({
  params: z.strictObject({
    ...figure,
    model: z.string().default('published'),
    /** Kinds of coefficients that are drawn. */
    roles: z.array(z.string()).default(['did']),
    /** Tables that share a scale, from top to bottom. */
    panels: z.array(z.strictObject({ tables: z.array(z.string()).min(1), axis: text })).min(1),
    tables: z.record(z.string(), text).default({}),
    /** Names of coefficients by `table.column.term`. */
    names: z.record(z.string(), text).default({}),
  }),
  outputs: figureOutputs,
  async run(context) {
    const { data, model: name, language, roles, ...texts } = context.params;
    const { rows } = await readModel(context.input(name), model);
    const compared = rows
      .filter(({ role }) => roles.includes(role))
      .map(({ computed: own, ...row }) => ({ ...row, ...(own ?? NONE) }));
    const settings = {
      ...texts,
      id: context.step,
      synthetic: isSynthetic(data),
      sources: [{ step: name, path: '$.rows' }],
    };
    await writeFigure(
      context,
      writeBytes,
      (own) => coefficientsFigure(compared, { ...settings, language: own }),
      { language, typeface: notoSansSc(readFileSync) },
    );
    context.count({ coefficients: compared.length });
  },
});
