import { z } from 'zod';
import { correlations } from '../src/econometrics/describe.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import type { CorrelationsRecord } from '../src/records/correlations.ts';
import { digits, panel, table } from '../src/templates/table.ts';
import { tableStep } from '../src/templates/table-step.ts';
import { correlationTable } from '../src/tables/correlations.ts';

/** Correlates variables with each other; the numbers go to `outputs/models/<step>.json`. */
export default tableStep({
  params: z.strictObject({
    ...table,
    table: panel,
    variables: z.array(z.string()).min(2),
    digits: digits.default({ decimals: 3 }),
    stars: z.array(z.number().positive().lt(1)).default([0.1, 0.05, 0.01]),
  }),
  reads: ({ table: from, variables }) => ({ [from]: [...new Set(variables)] }),
  computed: true,
  async record(context) {
    const { params } = context;
    const matrix = correlations(await readFrame(context.input(params.table)), params.variables);
    context.count({ rows: matrix.n, variables: params.variables.length });
    return { correlations: matrix };
  },
  table: (record: CorrelationsRecord, settings, { digits: shown, stars }) =>
    correlationTable(record, { ...settings, digits: shown, stars }),
});
