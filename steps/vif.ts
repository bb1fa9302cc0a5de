import { z } from 'zod';
import { modelFile } from '../src/engine/places.ts';
import { varianceInflation } from '../src/econometrics/describe.ts';
import { readDefinitionRows } from '../src/io/definitions.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeBytes, writeJson } from '../src/io/write.ts';
import type { InflationRecord } from '../src/records/correlations.ts';
import { digits, table } from '../src/templates/table.ts';
import { defineStep } from '../src/step.ts';
import { inflationTable } from '../src/tables/correlations.ts';
import { definedNames, readDefinitions } from '../src/tables/definitions.ts';
import { tableOutputs, writeTable } from '../src/tables/formats/render.ts';
import { tableSettings } from '../src/tables/settings.ts';
import type { Language } from '../src/text/language.ts';

/** Variance inflation of regressors; the numbers go to `outputs/models/<step>.json`. */
export default defineStep({
  params: z.strictObject({
    ...table,
    table: z.string().default('panel'),
    variables: z.array(z.string()).min(2),
    digits: digits.default({ decimals: 2 }),
  }),
  outputs: (step) => ({ [step]: modelFile(step), ...tableOutputs(step) }),
  reads: ({ table: from, variables }) => ({ [from]: [...new Set(variables)] }),
  async run(context) {
    const { params, step } = context;
    const frame = await readFrame(context.input(params.table));
    const names = definedNames(readDefinitions(readDefinitionRows(context)));
    const rows = varianceInflation(frame, params.variables);
    const mean = rows.reduce((total, { vif }) => total + vif, 0) / rows.length;
    const record: InflationRecord = { vif: rows, mean_vif: mean };
    await writeJson(context.output(step), record);
    const { digits: shown, labels } = params;
    const build = (language: Language) =>
      inflationTable(record, {
        ...tableSettings(context, language),
        labels: { ...names, ...labels },
        digits: shown,
      });
    const { language, byte_order_mark: byteOrderMark } = params;
    await writeTable(context, writeBytes, build, { language, byteOrderMark });
    context.count({ rows: frame.rows, variables: rows.length });
  },
});
