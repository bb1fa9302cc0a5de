import { largestOf, levelMeans, type Effect } from './absorb-means.ts';
import { cholesky, solveInPlace, type Cholesky } from './cholesky.ts';

/** The system for all effects but the largest, which its own means take out (a Schur complement). */
export interface Elimination {
  /** First column of each effect in the system; the largest effect, at place 0, has none. */
  readonly offsets: readonly number[];
  readonly columns: number;
  /** Largest effect's levels as a compressed sparse matrix of weights over the columns. */
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly mass: Float64Array;
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
 * because the right-hand sides lie in the column space of S. `effects` is sorted by levels, falling.
 */
export function eliminate(effects: readonly Effect[], weights: Float64Array | null): Elimination {
  const [largest, ...others] = effects;
  if (largest === undefined) throw new Error('no effect to eliminate');
  const offsets: number[] = [0];
  let columns = 0;
  for (const effect of others) {
    offsets.push(columns);
    columns += effect.levels;
  }
  const schur = new Float64Array(columns * columns);
  addCrossTables(schur, columns, others, offsets.slice(1), weights);
  const table = crossTable(largest, others, offsets.slice(1), weights, columns);
  subtractEliminated(schur, columns, largest, table);
  return { offsets, columns, ...table, factor: cholesky(schur, columns, SINGULAR) };
}

/** Projects `column` off all effects; returns the largest level mean that it had. */
export function projectByElimination(
  elimination: Elimination,
  effects: readonly Effect[],
  weights: Float64Array | null,
  column: Float64Array,
): number {
  const [largest, ...others] = effects;
  if (largest === undefined) return 0;
  const means = levelMeans(largest, weights, column);
  let found = largestOf(means);
  const coefficients = new Float64Array(elimination.columns);
  others.forEach((effect, q) => {
    const offset = elimination.offsets[q + 1]!;
    const sums = coefficients.subarray(offset, offset + effect.levels);
    found = Math.max(found, remainingSums(effect, largest, means, weights, column, sums));
  });
  solveInPlace(elimination.factor, coefficients);
  const own = ownCoefficients(elimination, largest, means, coefficients);
  subtract(column, largest.codes, own);
  others.forEach((effect, q) => {
    const offset = elimination.offsets[q + 1]!;
    subtract(column, effect.codes, coefficients.subarray(offset, offset + effect.levels));
  });
  return found;
}

/** Level sums of what the largest effect's means leave; returns the largest mean before that. */
function remainingSums(
  effect: Effect,
  largest: Effect,
  means: Float64Array,
  weights: Float64Array | null,
  column: Float64Array,
  sums: Float64Array,
): number {
  const raw = levelMeans(effect, weights, column);
  for (let i = 0; i < column.length; i++) {
    const left = column[i]! - means[largest.codes[i]!]!;
    sums[effect.codes[i]!]! += weights === null ? left : weights[i]! * left;
  }
  return largestOf(raw);
}

function ownCoefficients(
  { start, column, mass }: Elimination,
  largest: Effect,
  means: Float64Array,
  coefficients: Float64Array,
): Float64Array {
  const own = new Float64Array(largest.levels);
  for (let level = 0; level < largest.levels; level++) {
    let explained = 0;
    for (let k = start[level]!; k < start[level + 1]!; k++) {
      explained += mass[k]! * coefficients[column[k]!]!;
    }
    own[level] = means[level]! - explained / largest.mass[level]!;
  }
  return own;
}

function subtract(column: Float64Array, codes: Int32Array, coefficients: Float64Array): void {
  for (let i = 0; i < column.length; i++) column[i]! -= coefficients[codes[i]!]!;
}

function addCrossTables(
  schur: Float64Array,
  columns: number,
  others: readonly Effect[],
  offsets: readonly number[],
  weights: Float64Array | null,
): void {
  others.forEach((a, p) => {
    others.forEach((b, q) => {
      for (let i = 0; i < a.codes.length; i++) {
        const row = offsets[p]! + a.codes[i]!;
        const col = offsets[q]! + b.codes[i]!;
        schur[row * columns + col]! += weights === null ? 1 : weights[i]!;
      }
    });
  });
}

interface CrossTable {
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly mass: Float64Array;
}

function crossTable(
  largest: Effect,
  others: readonly Effect[],
  offsets: readonly number[],
  weights: Float64Array | null,
  columns: number,
): CrossTable {
  const { order, first } = rowsByLevel(largest);
  const start = new Int32Array(largest.levels + 1);
  const column: number[] = [];
  const mass: number[] = [];
  const slot = new Int32Array(columns).fill(-1);
  for (let level = 0; level < largest.levels; level++) {
    const begin = column.length;
    for (let k = first[level]!; k < first[level + 1]!; k++) {
      const row = order[k]!;
      const weight = weights === null ? 1 : weights[row]!;
      for (let q = 0; q < others.length; q++) {
        const target = offsets[q]! + others[q]!.codes[row]!;
        if (slot[target]! < begin) {
          slot[target] = column.length;
          column.push(target);
          mass.push(0);
        }
        mass[slot[target]!]! += weight;
      }
    }
    start[level + 1] = column.length;
  }
  return { start, column: Int32Array.from(column), mass: Float64Array.from(mass) };
}

function subtractEliminated(
  schur: Float64Array,
  columns: number,
  largest: Effect,
  { start, column, mass }: CrossTable,
): void {
  for (let level = 0; level < largest.levels; level++) {
    for (let k = start[level]!; k < start[level + 1]!; k++) {
      const row = column[k]! * columns;
      const share = mass[k]! / largest.mass[level]!;
      for (let l = start[level]!; l < start[level + 1]!; l++) {
        schur[row + column[l]!]! -= share * mass[l]!;
      }
    }
  }
}

/** Row numbers sorted by level (a counting sort, so rows keep their order within a level). */
function rowsByLevel(effect: Effect): { readonly order: Int32Array; readonly first: Int32Array } {
  const first = new Int32Array(effect.levels + 1);
  for (let i = 0; i < effect.codes.length; i++) first[effect.codes[i]! + 1]! += 1;
  for (let level = 0; level < effect.levels; level++) first[level + 1]! += first[level]!;
  const next = first.slice();
  const order = new Int32Array(effect.codes.length);
  for (let i = 0; i < effect.codes.length; i++) {
    const level = effect.codes[i]!;
    order[next[level]!] = i;
    next[level]! += 1;
  }
  return { order, first };
}
