import { z } from 'zod';
import { varianceInflation } from '../src/econometrics/describe.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import type { InflationRecord } from '../src/records/correlations.ts';
import { digits, panel, table } from '../src/templates/table.ts';
import { tableStep } from '../src/templates/table-step.ts';
import { inflationTable } from '../src/tables/correlations.ts';

/** Variance inflation of regressors; the numbers go to `outputs/models/<step>.json`. */
export default tableStep({
  params: z.strictObject({
    ...table,
    table: panel,
    variables: z.array(z.string()).min(2),
    digits: digits.default({ decimals: 2 }),
  }),
  reads: ({ table: from, variables }) => ({ [from]: [...new Set(variables)] }),
  computed: true,
  async record(context) {
    const { params } = context;
    const frame = await readFrame(context.input(params.table));
    const rows = varianceInflation(frame, params.variables);
    context.count({ rows: frame.rows, variables: rows.length });
    return { vif: rows, mean_vif: rows.reduce((total, { vif }) => total + vif, 0) / rows.length };
  },
  table: (record: InflationRecord, settings, { digits: shown }) =>
    inflationTable(record, { ...settings, digits: shown }),
});
