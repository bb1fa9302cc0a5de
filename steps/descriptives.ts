import { z } from 'zod';
import { summarise } from '../src/econometrics/describe.ts';
import { keepRows, selectRows } from '../src/econometrics/frame/select-rows.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import type { DescriptivesRecord } from '../src/records/descriptives.ts';
import { text } from '../src/templates/text.ts';
import { digits, table } from '../src/templates/table.ts';
import { tableStep } from '../src/templates/table-step.ts';
import { descriptiveTable, SUMMARY_STATISTICS } from '../src/tables/descriptives.ts';

/** Describes variables, over all rows and by group; the numbers go to `outputs/models/<step>.json`. */
export default tableStep({
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
  reads: ({ table: from, variables, by }) => ({
    [from]: [...new Set([...variables, ...(by === undefined ? [] : [by.column])])],
  }),
  computed: true,
  async record(context) {
    const { table: from, by, variables, all } = context.params;
    const frame = await readFrame(context.input(from));
    context.count({ rows: frame.rows, variables: variables.length });
    const parts = (by?.groups ?? []).map(({ value, label }) => {
      const id = `${by?.column}=${value}`;
      const { rows } = selectRows(frame, { [by?.column ?? '']: value });
      return { id, label, rows: summarise(keepRows(frame, rows), variables) };
    });
    return { descriptives: [{ id: '', label: all, rows: summarise(frame, variables) }, ...parts] };
  },
  table: (record: DescriptivesRecord, settings, { statistics, digits: shown }) =>
    descriptiveTable(record, { ...settings, statistics, digits: shown }),
});
