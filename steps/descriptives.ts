import { z } from 'zod';
import { modelFile } from '../src/engine/places.ts';
import { summarise } from '../src/econometrics/describe.ts';
import { keepRows, selectRows } from '../src/econometrics/frame/select-rows.ts';
import { readDefinitionRows } from '../src/io/definitions.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeBytes, writeJson } from '../src/io/write.ts';
import type { DescriptivesRecord } from '../src/records/descriptives.ts';
import { text } from '../src/templates/text.ts';
import { digits, table } from '../src/templates/table.ts';
import { defineStep } from '../src/step.ts';
import { definedNames, readDefinitions } from '../src/tables/definitions.ts';
import { descriptiveTable, SUMMARY_STATISTICS } from '../src/tables/descriptives.ts';
import { tableOutputs, writeTable } from '../src/tables/formats/render.ts';
import { tableSettings } from '../src/tables/settings.ts';
import type { Language } from '../src/text/language.ts';

/** Describes variables, over all rows and by group; the numbers go to `outputs/models/<step>.json`. */
export default defineStep({
  params: z.strictObject({
    ...table,
    table: z.string().default('panel'),
    variables: z.array(z.string()).min(1),
    statistics: z
      .array(z.enum(SUMMARY_STATISTICS))
      .default(['n', 'mean', 'sd', 'min', 'p25', 'median', 'p75', 'max']),
    digits: digits.default({ decimals: 3 }),
    /** A column that parts the rows, and its values with their names. */
    by: z
      .strictObject({
        column: z.string(),
        groups: z
          .array(z.strictObject({ value: z.union([z.string(), z.number()]), label: text }))
          .min(1),
      })
      .optional(),
    all: text.default({ en: 'All', zh: '全部样本' }),
  }),
  outputs: (step) => ({ [step]: modelFile(step), ...tableOutputs(step) }),
  reads: ({ table: from, variables, by }) => ({
    [from]: [...new Set([...variables, ...(by === undefined ? [] : [by.column])])],
  }),
  async run(context) {
    const { params, step } = context;
    const frame = await readFrame(context.input(params.table));
    const names = definedNames(readDefinitions(readDefinitionRows(context)));
    const { by } = params;
    const parts =
      by === undefined
        ? []
        : by.groups.map(({ value, label }) => {
            const { rows } = selectRows(frame, { [by.column]: value });
            return {
              id: `${by.column}=${value}`,
              label,
              rows: summarise(keepRows(frame, rows), params.variables),
            };
          });
    const groups = [
      { id: '', label: params.all, rows: summarise(frame, params.variables) },
      ...parts,
    ];
    const record: DescriptivesRecord = { descriptives: groups };
    await writeJson(context.output(step), record);
    const { statistics, digits: shown, labels } = params;
    const build = (language: Language) =>
      descriptiveTable(record, {
        ...tableSettings(context, language),
        labels: { ...names, ...labels },
        statistics,
        digits: shown,
      });
    const { language, byte_order_mark: byteOrderMark } = params;
    await writeTable(context, writeBytes, build, { language, byteOrderMark });
    context.count({ rows: frame.rows, variables: params.variables.length });
  },
});
