import { z } from 'zod';
import { correlations } from '../src/econometrics/describe.ts';
import { modelFile } from '../src/engine/places.ts';
import { readDefinitionRows } from '../src/io/definitions.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeBytes, writeJson } from '../src/io/write.ts';
import type { CorrelationsRecord } from '../src/records/correlations.ts';
import { digits, table } from '../src/templates/table.ts';
import { defineStep } from '../src/step.ts';
import { correlationTable } from '../src/tables/correlations.ts';
import { definedNames, readDefinitions } from '../src/tables/definitions.ts';
import { tableOutputs, writeTable } from '../src/tables/formats/render.ts';
import { tableSettings } from '../src/tables/settings.ts';
import type { Language } from '../src/text/language.ts';

/** Correlates variables with each other; the numbers go to `outputs/models/<step>.json`. */
export default defineStep({
  params: z.strictObject({
    ...table,
    table: z.string().default('panel'),
    variables: z.array(z.string()).min(2),
    digits: digits.default({ decimals: 3 }),
    stars: z.array(z.number().positive().lt(1)).default([0.1, 0.05, 0.01]),
  }),
  outputs: (step) => ({ [step]: modelFile(step), ...tableOutputs(step) }),
  reads: ({ table: from, variables }) => ({ [from]: [...new Set(variables)] }),
  async run(context) {
    const { params, step } = context;
    const frame = await readFrame(context.input(params.table));
    const names = definedNames(readDefinitions(readDefinitionRows(context)));
    const record: CorrelationsRecord = { correlations: correlations(frame, params.variables) };
    await writeJson(context.output(step), record);
    const { digits: shown, stars, labels } = params;
    const build = (language: Language) =>
      correlationTable(record, {
        ...tableSettings(context, language),
        labels: { ...names, ...labels },
        digits: shown,
        stars,
      });
    const { language, byte_order_mark: byteOrderMark } = params;
    await writeTable(context, writeBytes, build, { language, byteOrderMark });
    context.count({ rows: record.correlations.n, variables: params.variables.length });
  },
});
