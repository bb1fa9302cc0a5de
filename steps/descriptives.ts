import { z } from 'zod';
import { summarise } from '../src/econometrics/describe.ts';
import { keepRows, selectRows } from '../src/econometrics/frame/select-rows.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import type { DescriptivesRecord } from '../src/records/descriptives.ts';
import { inLanguages, text } from '../src/templates/text.ts';
import { digits, panel, table } from '../src/templates/table.ts';
import { tableStep } from '../src/templates/table-step.ts';
import { descriptiveTable, SUMMARY_STATISTICS } from '../src/tables/descriptives.ts';

const value = z.union([z.string(), z.number()]);

/** Describes variables, over all rows and by group; the numbers go to `outputs/models/<step>.json`. */
export default tableStep({
  params: z.strictObject({
    ...table,
    table: panel,
    variables: z.array(z.string()).min(1),
    statistics: z
      .array(z.enum(SUMMARY_STATISTICS))
      .default(['n', 'mean', 'sd', 'min', 'p25', 'median', 'p75', 'max']),
    digits: digits.default({ decimals: 3 }),
    /** A column that parts the rows, and its values. */
    by: z
      .union([
        z
          .record(z.string(), z.array(value).min(1))
          .transform((by) =>
            Object.entries(by).flatMap(([column, values]) =>
              values.map((one) => ({ column, value: one, label: undefined })),
            ),
          ),
        z
          .strictObject({
            column: z.string(),
            groups: z.array(z.strictObject({ value, label: text })).min(1),
          })
          .transform(({ column, groups }) => groups.map((group) => ({ column, ...group }))),
      ])
      .optional(),
    /** Names of the groups by `column=value`. */
    groups: z.record(z.string(), text).default({}),
    all: text.default({ en: 'All', zh: '全部样本' }),
  }),
  reads: ({ table: from, variables, by = [] }) => ({
    [from]: [...new Set([...variables, ...by.map(({ column }) => column)])],
  }),
  computed: true,
  async record(context) {
    const { table: from, by = [], groups, variables, all, languages } = context.params;
    const frame = await readFrame(context.input(from));
    context.count({ rows: frame.rows, variables: variables.length });
    const parts = by.map(({ column, value: own, label }) => {
      const id = `${column}=${own}`;
      const { rows } = selectRows(frame, { [column]: own });
      const summary = summarise(keepRows(frame, rows), variables);
      return { id, label: inLanguages(label ?? groups[id] ?? id, languages), rows: summary };
    });
    const whole = { id: '', label: inLanguages(all, languages), rows: summarise(frame, variables) };
    return { descriptives: [whole, ...parts] };
  },
  table: (record: DescriptivesRecord, settings, { statistics, digits: shown }) =>
    descriptiveTable(record, { ...settings, statistics, digits: shown }),
});
