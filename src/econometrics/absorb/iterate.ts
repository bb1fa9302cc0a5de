import { foldSmallest, multiplyFolded } from './fold.ts';
import { LANES, multiplier } from './multiply.ts';
import { expandColumn, reduceColumn, type Reduction } from './reduce.ts';
import { sum } from '../numeric/sums.ts';

const MAX_STEPS = 20_000;
/** What is left may grow for a while, but not to so many times the least that there was. */
const GROWTH = 1e4;

export interface Projected {
  /** Largest level mean that a column had, by column. */
  readonly found: Float64Array;
  readonly iterations: number;
}

/**
 * Projects columns off all effects by conjugate gradients (Hestenes and Stiefel 1952): the largest
 * effect is eliminated by its means, the coefficients of the others solve S b = D'W M x with
 * S = D'W M D, preconditioned by the level weights. The iteration runs over the levels only, for all
 * columns in one sweep over the codes, each with its own step lengths. It is one alternation of
 * projections with the best step length, so plain alternating projections are never faster. Stops when
 * every level mean of the residual of column c is at most `enough[c]`.
 */
export function projectAll(
  system: Reduction,
  columns: readonly Float64Array[],
  enough: Float64Array,
): Projected {
  const means = columns.map(() => new Float64Array(system.largest.levels));
  const right = new Float64Array(system.size * LANES);
  const found = new Float64Array(columns.length);
  const own = new Float64Array(system.size);
  columns.forEach((column, c) => {
    found[c] = reduceColumn(system, column, means[c]!, own);
    const needed = found[c] > enough[c]!;
    for (let i = 0; i < own.length; i++) right[i * LANES + c] = needed ? own[i]! : 0;
  });
  const { solution, iterations } = solveSystem(system, right, wide(enough));
  columns.forEach((column, c) => {
    if (found[c]! <= enough[c]!) return;
    for (let i = 0; i < own.length; i++) own[i] = solution[i * LANES + c]!;
    expandColumn(system, column, means[c]!, own);
  });
  return { found, iterations };
}

/**
 * Solves for `LANES` right-hand sides beside each other, and overwrites them with what is left of them.
 * A column that is solved stands still. S is singular, since the dummies of each effect sum to one:
 * rounding in that direction is taken out, and where it grows nevertheless (sets of levels that nothing
 * connects) the iteration stops, to be begun anew from what it left.
 */
function solveSystem(
  system: Reduction,
  right: Float64Array,
  enough: Float64Array,
): { readonly solution: Float64Array; readonly iterations: number } {
  const mass = massOf(system);
  const solution = new Float64Array(right.length);
  const direction = new Float64Array(right.length);
  const image = new Float64Array(right.length);
  const folded = foldSmallest(system);
  const apply = folded === null ? multiplier(system) : multiplyFolded(folded);
  const best = new Float64Array(LANES).fill(Infinity);
  let turn = new Float64Array(LANES);
  let size = new Float64Array(LANES);
  for (let iterations = 0; ; iterations++) {
    removeConstants(system, right);
    const { lengths: next, largest } = measure(right, mass);
    const open = largest.map((value, c) =>
      value > enough[c]! && value < GROWTH * best[c]! && next[c]! > 0 ? 1 : 0,
    );
    if (!open.includes(1) || iterations === MAX_STEPS) return { solution, iterations };
    largest.forEach((value, c) => {
      if (value < best[c]!) best[c] = value;
    });
    turn = open.map((mark, c) => (mark === 1 && size[c]! > 0 ? next[c]! / size[c]! : 0));
    size = next;
    for (let i = 0, at = 0; i < mass.length; i++) {
      for (let c = 0; c < LANES; c++, at++) {
        direction[at] = open[c]! * (right[at]! / mass[i]!) + turn[c]! * direction[at]!;
      }
    }
    apply(direction, image);
    const curvature = products(direction, image);
    const step = open.map((mark, c) => (mark === 1 ? size[c]! / curvature[c]! : 0));
    if (step.some((value) => !Number.isFinite(value))) return { solution, iterations };
    for (let at = 0; at < right.length;) {
      for (let c = 0; c < LANES; c++, at++) {
        solution[at]! += step[c]! * direction[at]!;
        right[at]! -= step[c]! * image[at]!;
      }
    }
  }
}

/** Takes the mean out of what is left in each effect, which it should not have. */
function removeConstants({ others, offsets }: Reduction, right: Float64Array): void {
  others.forEach(({ levels, mass }, q) => {
    const whole = sum(mass, null);
    const start = offsets[q]! * LANES;
    for (let c = 0; c < LANES; c++) {
      let total = 0;
      for (let i = 0; i < levels; i++) total += right[start + i * LANES + c]!;
      const share = total / whole;
      for (let i = 0; i < levels; i++) right[start + i * LANES + c]! -= share * mass[i]!;
    }
  });
}

/** By column: Σ r² / mass, and the largest |r| / mass. */
function measure(
  right: Float64Array,
  mass: Float64Array,
): { readonly lengths: Float64Array<ArrayBuffer>; readonly largest: Float64Array } {
  const lengths = new Float64Array(LANES);
  const largest = new Float64Array(LANES);
  for (let i = 0, at = 0; i < mass.length; i++) {
    for (let c = 0; c < LANES; c++, at++) {
      const mean = right[at]! / mass[i]!;
      lengths[c]! += mean * right[at]!;
      if (Math.abs(mean) > largest[c]!) largest[c] = Math.abs(mean);
    }
  }
  return { lengths, largest };
}

function massOf({ others, offsets, size }: Reduction): Float64Array {
  const mass = new Float64Array(size);
  others.forEach((effect, q) => mass.set(effect.mass, offsets[q]));
  return mass;
}

/** By column, Σ a b. */
function products(a: Float64Array, b: Float64Array): Float64Array {
  const total = new Float64Array(LANES);
  for (let at = 0; at < a.length;) {
    for (let c = 0; c < LANES; c++, at++) total[c]! += a[at]! * b[at]!;
  }
  return total;
}

/** Tolerances for all lanes; an empty one has nothing left from the start. */
function wide(enough: Float64Array): Float64Array {
  const all = new Float64Array(LANES);
  all.set(enough);
  return all;
}
