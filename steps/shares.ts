import { z } from 'zod';
import { readRows } from '../src/io/tables/frame.ts';
import { table } from '../src/templates/table.ts';
import { tableStep } from '../src/templates/table-step.ts';
import { text } from '../src/templates/text.ts';
import { sharesOf, sharesTable } from '../src/tables/counts/shares.ts';

/** Prints, from a table of counts, which share of the whole each part is; numbers to `outputs/models/`. */
export default tableStep({
  params: z.strictObject({
    ...table,
    /** A table of counts, each with what names its row and its column. */
    table: z.string().meta({ completes: 'table' }),
    row: z.string(),
    column: z.string(),
    /** The column of counts of which the parts are shares. */
    whole: z.string(),
    parts: z.array(z.string()).min(1),
    /** Headings of the parts. */
    names: z.record(z.string(), text).default({}),
    /** Over the names of the rows. */
    corner: text.default(''),
  }),
  reads: ({ table: from, row, column, whole, parts }) => ({
    [from]: [row, column, whole, ...parts],
  }),
  computed: true,
  async record(context) {
    const { table: from, row, column, whole, parts } = context.params;
    const rows = await readRows(context.input(from));
    context.count({ rows: rows.length });
    const cells = rows.map((cell) => ({
      row: String(cell[row]),
      column: String(cell[column]),
      whole: Number(cell[whole]),
      parts: Object.fromEntries(parts.map((part) => [part, Number(cell[part])])),
    }));
    return sharesOf(cells, parts);
  },
  table: (record, settings, { corner, names }) => sharesTable(record, { corner, names }, settings),
});
