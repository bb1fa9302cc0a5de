import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { balanceFigure } from '../src/figures/balance.ts';
import { notoSansSc } from '../src/figures/formats/noto-sans-sc.ts';
import { figureOutputs, writeFigure } from '../src/figures/formats/render.ts';
import { readModel } from '../src/io/read-model.ts';
import { writeBytes } from '../src/io/write.ts';
import { figure, number } from '../src/templates/figure.ts';
import { text } from '../src/templates/text.ts';
import { defineStep } from '../src/step.ts';
import { isSynthetic } from '../src/tables/synthetic.ts';

const side = z.object({ bias: number });
const model = z.object({
  balance: z.object({
    rows: z.array(z.object({ covariate: z.string(), before: side, after: side })),
  }),
});

/** Draws the standardised bias of the covariates before and after matching. */
export default defineStep({
  params: z.strictObject({
    ...figure,
    /** The artifact with the balance of the matching step. */
    model: z.string().default('matching_model'),
    /** Names of covariates by column. */
    labels: z.record(z.string(), text).default({}),
  }),
  outputs: figureOutputs,
  async run(context) {
    const { data, model: name, language, ...texts } = context.params;
    const { balance } = await readModel(context.input(name), model);
    const biases = balance.rows.map(({ covariate, before, after }) => ({
      covariate,
      before: before.bias,
      after: after.bias,
    }));
    const settings = {
      ...texts,
      id: context.step,
      synthetic: isSynthetic(data),
      sources: [{ step: name.replace(/_model$/u, ''), path: '$.balance.rows' }],
    };
    await writeFigure(
      context,
      writeBytes,
      (own) => balanceFigure(biases, { ...settings, language: own }),
      { language, typeface: notoSansSc(readFileSync) },
    );
    context.count({ covariates: biases.length });
  },
});
