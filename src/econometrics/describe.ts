import { cholesky, inverse } from './numeric/cholesky.ts';
import { symmetric } from './numeric/dense.ts';
import { UserError } from '../text/user-error.ts';
import type { Frame } from './frame/frame.ts';
import { numberValues } from './frame/column.ts';
import { COLLINEAR } from './numeric/least-squares.ts';
import { quantile } from './numeric/quantile.ts';
import { twoSidedP } from './numeric/student-t.ts';
import { centre, dot } from './numeric/sums.ts';

export interface SummaryRow {
  readonly variable: string;
  /** Finite values; the statistics are of these. */
  readonly n: number;
  /** NaN (missing) and infinite values. */
  readonly missing: number;
  readonly mean: number | null;
  /** With n − 1; null below two values. */
  readonly sd: number | null;
  readonly min: number | null;
  readonly p25: number | null;
  readonly median: number | null;
  readonly p75: number | null;
  readonly max: number | null;
}

export interface CorrelationMatrix {
  readonly variables: readonly string[];
  /** Rows in which every variable is finite: the same for all pairs. */
  readonly n: number;
  /** Symmetric, 1 on the diagonal; null with a variable that does not vary. */
  readonly values: readonly (readonly (number | null)[])[];
  /** Two-sided, of independent rows; null on the diagonal, and where there is no correlation. */
  readonly p_values: readonly (readonly (number | null)[])[];
}

export interface InflationRow {
  readonly variable: string;
  readonly vif: number;
  /** 1 / VIF: the share of the variable's variation that the others do not explain. */
  readonly tolerance: number;
}

/**
 * One row a variable: count, mean, standard deviation, extremes and quartiles (linear interpolation,
 * type 7 of Hyndman and Fan 1996). Statistics that do not exist are null, never NaN.
 *
 * Errors: `E_UNKNOWN_COLUMN`, `E_NOT_NUMERIC`.
 */
export function summarise(frame: Frame, variables: readonly string[]): SummaryRow[] {
  return variables.map((variable) => {
    const all = numberValues(frame, variable, 'variable');
    const values = all.filter((value) => Number.isFinite(value)).sort();
    const n = values.length;
    const counts = { variable, n, missing: all.length - n };
    const { mean, square } = centre(values.slice(), null, n);
    const at = (share: number): number | null => (n === 0 ? null : quantile(values, share));
    return {
      ...counts,
      mean: n === 0 ? null : mean,
      sd: n > 1 ? Math.sqrt(square / (n - 1)) : null,
      min: values[0] ?? null,
      p25: at(0.25),
      median: at(0.5),
      p75: at(0.75),
      max: values.at(-1) ?? null,
    };
  });
}

/**
 * Pearson correlations over the rows that are complete in all variables.
 *
 * Errors: `E_UNKNOWN_COLUMN`, `E_NOT_NUMERIC`, `E_NO_ROWS` below two complete rows.
 */
export function correlations(frame: Frame, variables: readonly string[]): CorrelationMatrix {
  const { columns, squares, n } = centredColumns(frame, variables);
  const values = columns.map((a, i) =>
    columns.map((b, j) => {
      if (squares[i] === 0 || squares[j] === 0) return null;
      if (i === j) return 1;
      const value = dot(a, b, null) / (Math.sqrt(squares[i]!) * Math.sqrt(squares[j]!));
      return Math.max(-1, Math.min(1, value));
    }),
  );
  const tested = values.map((row, i) => row.map((r, j) => (i === j ? null : correlationP(r, n))));
  return { variables: [...variables], n, values, p_values: tested };
}

/** t = r √((n − 2) / (1 − r²)) with n − 2 degrees of freedom. */
function correlationP(r: number | null, n: number): number | null {
  if (r === null || n < 3) return null;
  const rest = 1 - r * r;
  return rest > 0 ? twoSidedP(r * Math.sqrt((n - 2) / rest), n - 2) : 0;
}

/**
 * Variance inflation factors 1 / (1 − R²) of each variable on all others and a constant, over the
 * rows that are complete in all: the diagonal of the inverse correlation matrix.
 *
 * Errors: `E_UNKNOWN_COLUMN`, `E_NOT_NUMERIC`, `E_NO_ROWS`, `E_COLLINEAR` with the variable that the
 * ones before it explain, or that does not vary.
 */
export function varianceInflation(frame: Frame, variables: readonly string[]): InflationRow[] {
  const { columns } = centredColumns(frame, variables);
  const k = columns.length;
  const gram = symmetric(k, (i, j) => dot(columns[i]!, columns[j]!, null));
  const factor = cholesky(gram, k, COLLINEAR);
  const dropped = factor.kept.indexOf(0);
  if (dropped >= 0) {
    throw new UserError(
      'E_COLLINEAR',
      `"${variables[dropped]!}" does not vary, or the variables before it explain it completely: its variance inflation is infinite.`,
      { hint: 'Take it out of the list.' },
    );
  }
  const inverted = inverse(factor);
  return variables.map((variable, j) => {
    const vif = Math.max(1, inverted[j * k + j]! * gram[j * k + j]!);
    return { variable, vif, tolerance: 1 / vif };
  });
}

/** Sums of squares below this share of the values' own size are rounding around a constant. */
const CONSTANT = 1e-26;

function centredColumns(
  frame: Frame,
  variables: readonly string[],
): {
  readonly columns: readonly Float64Array[];
  readonly squares: readonly number[];
  readonly n: number;
} {
  const all = variables.map((variable) => numberValues(frame, variable, 'variable'));
  const rows = Array.from({ length: frame.rows }, (_, row) => row).filter((row) =>
    all.every((values) => Number.isFinite(values[row])),
  );
  if (rows.length < 2) {
    throw new UserError(
      'E_NO_ROWS',
      `${rows.length} rows have a finite value in all of ${variables.join(', ')}; two are needed.`,
      { hint: 'Look for a column that is missing everywhere.' },
    );
  }
  const columns = all.map((values) => Float64Array.from(rows, (row) => values[row]!));
  const squares = columns.map((column) => {
    const size = dot(column, column, null);
    const { square } = centre(column, null, rows.length);
    if (square > CONSTANT * size) return square;
    column.fill(0);
    return 0;
  });
  return { columns, squares, n: rows.length };
}
