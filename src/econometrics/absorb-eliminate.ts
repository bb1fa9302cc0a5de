import { cellSpace, readCells } from './absorb-cells.ts';
import { expandColumn, reduceColumn, type Reduction } from './absorb-reduce.ts';
import { cholesky, solveInPlace, type Cholesky } from './cholesky.ts';

/** The system for all effects but the largest, which its own means take out (a Schur complement). */
export interface Elimination {
  readonly system: Reduction;
  /** Rows of the system. */
  readonly columns: number;
  readonly factor: Cholesky;
}

/**
 * A level whose pivot is below this share of its own weight repeats others: each set of connected
 * levels has one such level for each effect beyond the first, and its coefficient is set to zero.
 * Real pivots are above 1 / rows.
 */
const SINGULAR = 1e-11;

/**
 * Sets up and factors S = D'WD − C' N⁻¹ C, where D are the dummies of all effects but the largest,
 * N its level weights and C the cross table. Exact for any number of effects, disconnected or not,
 * because the right-hand sides lie in the column space of S.
 */
export function eliminate(system: Reduction): Elimination {
  const schur = schurComplement(system);
  return { system, columns: system.size, factor: cholesky(schur, system.size, SINGULAR) };
}

/** Projects `column` off all effects; returns the largest level mean that it had. */
export function projectByElimination(
  { system, factor }: Elimination,
  column: Float64Array,
  enough: number,
): number {
  const means = new Float64Array(system.largest.levels);
  const coefficients = new Float64Array(system.size);
  const found = reduceColumn(system, column, means, coefficients);
  if (found <= enough) return found;
  solveInPlace(factor, coefficients);
  expandColumn(system, column, means, coefficients);
  return found;
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
  const cells = cellSpace(system);
  for (let level = 0; level < largest.levels; level++) {
    const used = readCells(system, level, cells);
    const { column, mass } = cells;
    for (let a = 0; a < used; a++) {
      const own = column[a]!;
      const share = mass[a]! / largest.mass[level]!;
      for (let b = 0; b <= a; b++) {
        const other = column[b]!;
        const at = own > other ? own * size + other : other * size + own;
        schur[at]! -= share * mass[b]!;
      }
    }
  }
  return schur;
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
