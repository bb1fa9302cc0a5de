import { z } from 'zod';
import { correlations, type CorrelationMatrix } from '../src/econometrics/describe.ts';
import { twoSidedP } from '../src/econometrics/numeric/student-t.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { digits, table } from '../src/templates/table.ts';
import { tableStep } from '../src/templates/table-step.ts';
import { correlationTable } from '../src/tables/correlations.ts';

/** Correlates variables with each other; the numbers go to `outputs/models/<step>.json`. */
export default tableStep({
  params: z.strictObject({
    ...table,
    table: z.string().default('panel'),
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
    return { correlations: { ...matrix, p_values: pValues(matrix) } };
  },
  table: ({ correlations: matrix }, settings, { digits: shown, stars }) =>
    correlationTable(matrix, { ...settings, digits: shown, stars }),
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
