import { z } from 'zod';
import { modelFile } from '../src/engine/places.ts';
import { correlations, type CorrelationMatrix } from '../src/econometrics/describe.ts';
import { twoSidedP } from '../src/econometrics/numeric/student-t.ts';
import { readDefinitionRows } from '../src/io/definitions.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeBytes, writeJson } from '../src/io/write.ts';
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
    const matrix = correlations(frame, params.variables);
    const tested = { ...matrix, p_values: pValues(matrix) };
    await writeJson(context.output(step), { correlations: tested });
    const { digits: shown, stars, labels } = params;
    const build = (language: Language) =>
      correlationTable(tested, {
        ...tableSettings(context, language),
        labels: { ...names, ...labels },
        digits: shown,
        stars,
      });
    const { language, byte_order_mark: byteOrderMark } = params;
    await writeTable(context, writeBytes, build, { language, byteOrderMark });
    context.count({ rows: matrix.n, variables: params.variables.length });
  },
});

/** t = r √((n − 2) / (1 − r²)) with n − 2 degrees of freedom. */
function pValues({ values, n }: CorrelationMatrix): (number | null)[][] {
  return values.map((row, i) =>
    row.map((r, j) => {
      if (r === null || i === j || n < 3) return null;
      const rest = 1 - r * r;
      return rest > 0 ? twoSidedP(r * Math.sqrt((n - 2) / rest), n - 2) : 0;
    }),
  );
}
