import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { membersOf, type Codes } from '../frame/codes.ts';
import { UserError } from '../../text/user-error.ts';
import { dot, subtract } from '../numeric/sums.ts';

export type BiasReduction = 'cr1' | 'cr2' | 'cr3';

export interface BiasReducedInput {
  readonly type: BiasReduction;
  readonly clusters: Codes;
  /** Regressors whose projection is left after `project`, mutually independent. */
  readonly columns: readonly Float64Array[];
  /** (X'X)⁻¹ of `columns`, row-major. */
  readonly bread: Float64Array;
  readonly residuals: Float64Array;
  /** Takes the absorbed effects out of a column, in place. */
  readonly project: (column: Float64Array) => void;
  /** Combinations of the coefficients of `columns` whose degrees of freedom are wanted. */
  readonly contrasts: readonly Float64Array[];
}

export interface BiasReduced {
  /** A_g u_g in place of the residuals, so that the plain cluster meat gives the variance. */
  readonly residuals: Float64Array;
  /** Satterthwaite's degrees of freedom of each contrast. */
  readonly freedom: Float64Array;
}

/** An eigenvalue of a block of I − H below this is a direction that effects within the cluster take out. */
const NO_DIRECTION = 1e-10;
/** The blocks are dense, and a row of the projection is found by projecting its unit vector. */
const MOST_ROWS = 20_000;
const MOST_IN_CLUSTER = 1500;

/**
 * Cluster variance with residuals corrected for the leverage of their cluster: A_g = (I − H)_gg^(−1/2) for
 * `cr2` (Bell and McCaffrey 2002), its inverse for `cr3`, 1 for `cr1`; H projects on regressors and absorbed
 * effects, and where effects within a cluster make the block singular its pseudo-inverse is taken
 * (Pustejovsky and Tipton 2018, theorem 2). Under independent errors of equal variance
 * ν = (Σ_g P_gg)² / Σ_gh P_gh², P_gh = a_g' (I − H)_gh a_h, a_g = A_g X_g (X'X)⁻¹ c.
 *
 * Errors: `E_UNSUPPORTED_VCOV` for more rows, or rows in one cluster, than its dense blocks allow.
 */
export function biasReduced(input: BiasReducedInput): BiasReduced {
  const { clusters, residuals, contrasts } = input;
  const { order, start } = membersOf(clusters);
  const members = Array.from({ length: clusters.levels }, (_, g) =>
    order.subarray(start[g], start[g + 1]),
  );
  const largest = Math.max(...members.map(({ length }) => length));
  if (residuals.length > MOST_ROWS || largest > MOST_IN_CLUSTER) {
    throw new UserError(
      'E_UNSUPPORTED_VCOV',
      `${residuals.length} rows, ${largest} in one cluster: cr2 and cr3 take ${MOST_ROWS} rows and ${MOST_IN_CLUSTER} a cluster.`,
      { hint: 'Use a cluster variance, or fewer rows.' },
    );
  }
  const corrections = members.map((rows) => correctionOf(input, rows));
  const corrected = new Float64Array(residuals.length);
  members.forEach((rows, g) => {
    const own = corrections[g]!(Float64Array.from(rows, (row) => residuals[row]!));
    rows.forEach((row, i) => {
      corrected[row] = own[i]!;
    });
  });
  return {
    residuals: corrected,
    freedom: Float64Array.from(contrasts, (contrast) =>
      satterthwaite(input, members, corrections, contrast),
    ),
  };
}

/** A_g v. */
type Correction = (values: Float64Array) => Float64Array;

function correctionOf(input: BiasReducedInput, rows: Int32Array): Correction {
  if (input.type === 'cr1') return (values) => values;
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    residualBlock(input, rows),
    { assumeSymmetric: true },
  );
  const factors = realEigenvalues.map((value) => {
    if (value < NO_DIRECTION) return 0;
    return input.type === 'cr2' ? 1 / Math.sqrt(value) : 1 / value;
  });
  return (values) => {
    const result = new Float64Array(values.length);
    factors.forEach((factor, e) => {
      let share = 0;
      for (let i = 0; i < values.length; i++) share += eigenvectorMatrix.get(i, e) * values[i]!;
      share *= factor;
      for (let i = 0; i < values.length; i++) result[i]! += share * eigenvectorMatrix.get(i, e);
    });
    return result;
  };
}

/** (I − H) at the rows of one cluster. */
function residualBlock(input: BiasReducedInput, rows: Int32Array): Matrix {
  const unit = new Float64Array(input.residuals.length);
  const block = new Matrix(rows.length, rows.length);
  rows.forEach((row, i) => {
    unit.fill(0);
    unit[row] = 1;
    projectAll(input, unit);
    rows.forEach((other, j) => block.set(i, j, unit[other]!));
  });
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < i; j++) {
      const mean = (block.get(i, j) + block.get(j, i)) / 2;
      block.set(i, j, mean);
      block.set(j, i, mean);
    }
  }
  return block;
}

/** (I − H) v, in place. */
function projectAll({ columns, bread, project }: BiasReducedInput, values: Float64Array): void {
  const products = columns.map((column) => dot(column, values, null));
  project(values);
  columns.forEach((column, a) => {
    let share = 0;
    for (let b = 0; b < columns.length; b++) share += bread[a * columns.length + b]! * products[b]!;
    subtract(values, column, share);
  });
}

function satterthwaite(
  input: BiasReducedInput,
  members: readonly Int32Array[],
  corrections: readonly Correction[],
  contrast: Float64Array,
): number {
  const { columns, bread, residuals } = input;
  const k = columns.length;
  const weights = columns.map((_, a) =>
    contrast.reduce((sum, value, b) => sum + bread[a * k + b]! * value, 0),
  );
  const own = members.map((rows, g) =>
    corrections[g]!(
      Float64Array.from(rows, (row) =>
        columns.reduce((sum, column, a) => sum + column[row]! * weights[a]!, 0),
      ),
    ),
  );
  let [trace, squares] = [0, 0];
  const spread = new Float64Array(residuals.length);
  members.forEach((rows, g) => {
    spread.fill(0);
    rows.forEach((row, i) => {
      spread[row] = own[g]![i]!;
    });
    projectAll(input, spread);
    members.forEach((others, h) => {
      const value = others.reduce((sum, row, i) => sum + spread[row]! * own[h]![i]!, 0);
      if (g === h) trace += value;
      squares += value * value;
    });
  });
  return (trace * trace) / squares;
}
