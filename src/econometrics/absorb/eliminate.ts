import { cellSpace, readCells } from './cells.ts';
import { expandColumn, largestShare, reduceColumn, type Reduction } from './reduce.ts';
import { cholesky, solveInPlace, type Cholesky } from '../numeric/cholesky.ts';

/** The system for all effects but the largest, which its own means take out (a Schur complement). */
export interface Elimination {
  readonly system: Reduction;
  readonly factor: Cholesky;
  /** S itself, lower triangle, row-major. */
  readonly matrix: Float64Array;
  /** Whether one solution is exact to rounding, so that the rows need no second pass. */
  readonly isExact: boolean;
}

/**
 * A level whose pivot is below this share of its own weight repeats others: each set of connected
 * levels has one such level for each effect beyond the first, and its coefficient is set to zero.
 * Real pivots are above 1 / rows.
 */
const SINGULAR = 1e-11;
/** Pivots above this share of their diagonal lose three digits at most, which one refinement returns. */
const FIRM = 1e-3;

/**
 * Sets up and factors S = D'WD − C' N⁻¹ C, where D are the dummies of all effects but the largest,
 * N its level weights and C the cross table. Exact for any number of effects, disconnected or not,
 * because the right-hand sides lie in the column space of S.
 */
export function eliminate(system: Reduction): Elimination {
  const matrix = schurComplement(system);
  leaveOutContained(matrix, system);
  const factor = cholesky(matrix, system.size, SINGULAR);
  return { system, factor, matrix, isExact: smallestPivot(factor) > FIRM };
}

/**
 * A level made up of whole levels of the largest effect has nothing but rounding on the diagonal, which
 * scaling to a unit diagonal would take for a pivot of one. Zero leaves it out.
 */
function leaveOutContained(matrix: Float64Array, { size, others, offsets }: Reduction): void {
  others.forEach(({ mass }, q) => {
    mass.forEach((value, level) => {
      const at = (offsets[q]! + level) * (size + 1);
      if (matrix[at]! <= SINGULAR * value) matrix[at] = 0;
    });
  });
}

/**
 * Projects `column` off all effects. Returns the largest level mean that is left where the system is firm,
 * and otherwise the largest that there was, so that another pass is asked for.
 */
export function projectByElimination(
  elimination: Elimination,
  column: Float64Array,
  enough: number,
): number {
  const { system, factor, isExact } = elimination;
  const means = new Float64Array(system.largest.levels);
  const coefficients = new Float64Array(system.size);
  const found = reduceColumn(system, column, means, coefficients);
  if (found <= enough) return found;
  const right = coefficients.slice();
  solveInPlace(factor, coefficients);
  const step = remainder(elimination, coefficients, right);
  solveInPlace(factor, step);
  for (let i = 0; i < step.length; i++) coefficients[i]! += step[i]!;
  expandColumn(system, column, means, coefficients);
  return isExact ? largestLeft(remainder(elimination, coefficients, right), system) : found;
}

/** r − S b. */
function remainder(
  { matrix, system: { size } }: Elimination,
  b: Float64Array,
  r: Float64Array,
): Float64Array {
  const left = r.slice();
  for (let i = 0; i < size; i++) {
    let total = matrix[i * size + i]! * b[i]!;
    for (let j = 0; j < i; j++) {
      const entry = matrix[i * size + j]!;
      total += entry * b[j]!;
      left[j]! -= entry * b[i]!;
    }
    left[i]! -= total;
  }
  return left;
}

/** The largest level mean that a remainder of the system amounts to. */
function largestLeft(left: Float64Array, { others, offsets }: Reduction): number {
  const shares = others.map(({ mass }, q) => largestShare(left.subarray(offsets[q]), mass));
  return Math.max(...shares);
}

function smallestPivot({ lower, kept, size }: Cholesky): number {
  let smallest = 1;
  for (let i = 0; i < size; i++) {
    if (kept[i] === 1) smallest = Math.min(smallest, lower[i * size + i]! * lower[i * size + i]!);
  }
  return smallest;
}

/** Lower triangle, row-major: what each level of the largest effect takes off the cross tables. */
function schurComplement(system: Reduction): Float64Array {
  const { size, largest, others, offsets } = system;
  const schur = new Float64Array(size * size);
  others.forEach(({ mass }, q) => {
    mass.forEach((value, level) => {
      const at = offsets[q]! + level;
      schur[at * size + at] = value;
    });
    for (let p = 0; p < q; p++) addCrossTable(schur, system, q, p);
  });
  if (others.length === 1 && system.groups.longest <= size) {
    subtractPairs(schur, system);
    return schur;
  }
  const cells = cellSpace(system);
  for (let level = 0; level < largest.levels; level++) {
    const used = readCells(system, level, cells);
    const { column, mass } = cells;
    for (let a = 0; a < used; a++) {
      const own = column[a]!;
      const share = mass[a]! / largest.mass[level]!;
      for (let b = 0; b <= a; b++) {
        // The lower triangle without a branch, which would be guessed wrong half of the time.
        const above = own - column[b]!;
        const below = above & (above >> 31);
        const at = (own - below) * size + column[b]! + below;
        schur[at]! -= share * mass[b]!;
      }
    }
  }
  return schur;
}

/**
 * The same by pairs of rows, for one effect beside the largest whose levels are rarely repeated within a
 * group, as years within a firm: no cells need to be told apart.
 */
function subtractPairs(schur: Float64Array, { size, largest, groups }: Reduction): void {
  const { first, weights } = groups;
  const codes = groups.codes[0]!;
  for (let level = 0; level < largest.levels; level++) {
    const start = first[level]!;
    const end = first[level + 1]!;
    const mass = largest.mass[level]!;
    for (let k = start; k < end; k++) {
      const own = codes[k]!;
      const share = weights === null ? 1 / mass : weights[k]! / mass;
      for (let j = start; j < k; j++) {
        const above = own - codes[j]!;
        const below = above & (above >> 31);
        const product = weights === null ? share : share * weights[j]!;
        const at = (own - below) * size + codes[j]! + below;
        schur[at]! -= above === 0 ? 2 * product : product;
      }
      schur[own * size + own]! -= weights === null ? share : share * weights[k]!;
    }
  }
}

function addCrossTable(schur: Float64Array, system: Reduction, q: number, p: number): void {
  const { size, groups, offsets } = system;
  const { weights } = groups;
  const [rows, columns] = [groups.codes[q]!, groups.codes[p]!];
  const [row, column] = [offsets[q]!, offsets[p]!];
  for (let i = 0; i < rows.length; i++) {
    const at = (row + rows[i]!) * size + column + columns[i]!;
    schur[at]! += weights === null ? 1 : weights[i]!;
  }
}
