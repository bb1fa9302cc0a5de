import { inOrder } from './absorb-groups.ts';
import type { Effect } from './absorb-means.ts';
import { expandColumn, reduceColumn, reduction, type Reduction } from './absorb-reduce.ts';
import { sum } from './sums.ts';

const MAX_STEPS = 20_000;
/** Columns that are iterated beside each other; the loops over rows are written out for them. */
export const LANES = 4;
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

/** The same for one column of effects that are not prepared. */
export function projectByConjugateGradient(
  effects: readonly Effect[],
  weights: Float64Array | null,
  column: Float64Array,
  enough: number,
): { readonly found: number; readonly iterations: number } {
  const system = reduction(effects, weights);
  const { found, iterations } = inOrder(system.groups, [column], () =>
    projectAll(system, [column], Float64Array.of(enough)),
  );
  return { found: found[0]!, iterations };
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
  const apply = multiplier(system);
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

/** Writes S p to its second argument, for `LANES` columns beside each other. */
function multiplier({
  groups,
  others,
  largest,
  offsets,
  size,
}: Reduction): (p: Float64Array, image: Float64Array) => void {
  const values = new Float64Array(groups.longest * LANES);
  const parts = (whole: Float64Array): Float64Array[] =>
    others.map((_, q) => whole.subarray(offsets[q]! * LANES, (offsets[q + 1] ?? size) * LANES));
  return (p, image) => {
    image.fill(0);
    const [from, to] = [parts(p), parts(image)];
    const [a, b] = groups.codes;
    const isPair = others.length === 2;
    for (let level = 0; level < largest.levels; level++) {
      const start = groups.first[level]!;
      const end = groups.first[level + 1]!;
      const mass = largest.mass[level]!;
      if (isPair) {
        sweepPair(a!, b!, groups.weights, start, end, mass, from, to, values);
        continue;
      }
      values.fill(0, 0, (end - start) * LANES);
      for (let q = 0; q < from.length; q++) gather(groups.codes[q]!, start, end, from[q]!, values);
      centreGroup(groups.weights, start, end, mass, values);
      for (let q = 0; q < to.length; q++) scatter(groups.codes[q]!, start, end, values, to[q]!);
    }
  };
}

/** Gather, centre and scatter in one, for two effects beside the largest: three effects are common. */
function sweepPair(
  codesA: Int32Array,
  codesB: Int32Array,
  weights: Float64Array | null,
  start: number,
  end: number,
  mass: number,
  from: readonly Float64Array[],
  to: readonly Float64Array[],
  values: Float64Array,
): void {
  const fromA = from[0]!;
  const fromB = from[1]!;
  const toA = to[0]!;
  const toB = to[1]!;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let k = start, at = 0; k < end; k++, at += 4) {
    const weight = weights === null ? 1 : weights[k]!;
    const a = codesA[k]! * 4;
    const b = codesB[k]! * 4;
    const v0 = fromA[a]! + fromB[b]!;
    const v1 = fromA[a + 1]! + fromB[b + 1]!;
    const v2 = fromA[a + 2]! + fromB[b + 2]!;
    const v3 = fromA[a + 3]! + fromB[b + 3]!;
    values[at] = v0;
    values[at + 1] = v1;
    values[at + 2] = v2;
    values[at + 3] = v3;
    s0 += weight * v0;
    s1 += weight * v1;
    s2 += weight * v2;
    s3 += weight * v3;
  }
  s0 /= mass;
  s1 /= mass;
  s2 /= mass;
  s3 /= mass;
  for (let k = start, at = 0; k < end; k++, at += 4) {
    const weight = weights === null ? 1 : weights[k]!;
    const a = codesA[k]! * 4;
    const b = codesB[k]! * 4;
    const d0 = weight * (values[at]! - s0);
    const d1 = weight * (values[at + 1]! - s1);
    const d2 = weight * (values[at + 2]! - s2);
    const d3 = weight * (values[at + 3]! - s3);
    toA[a]! += d0;
    toA[a + 1]! += d1;
    toA[a + 2]! += d2;
    toA[a + 3]! += d3;
    toB[b]! += d0;
    toB[b + 1]! += d1;
    toB[b + 2]! += d2;
    toB[b + 3]! += d3;
  }
}

function gather(
  codes: Int32Array,
  start: number,
  end: number,
  from: Float64Array,
  values: Float64Array,
): void {
  for (let k = start, at = 0; k < end; k++, at += 4) {
    const own = codes[k]! * 4;
    values[at]! += from[own]!;
    values[at + 1]! += from[own + 1]!;
    values[at + 2]! += from[own + 2]!;
    values[at + 3]! += from[own + 3]!;
  }
}

function scatter(
  codes: Int32Array,
  start: number,
  end: number,
  values: Float64Array,
  to: Float64Array,
): void {
  for (let k = start, at = 0; k < end; k++, at += 4) {
    const own = codes[k]! * 4;
    to[own]! += values[at]!;
    to[own + 1]! += values[at + 1]!;
    to[own + 2]! += values[at + 2]!;
    to[own + 3]! += values[at + 3]!;
  }
}

/** Takes the group's mean out of its values, and weights them. */
function centreGroup(
  weights: Float64Array | null,
  start: number,
  end: number,
  mass: number,
  values: Float64Array,
): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let k = start, at = 0; k < end; k++, at += 4) {
    const weight = weights === null ? 1 : weights[k]!;
    a += weight * values[at]!;
    b += weight * values[at + 1]!;
    c += weight * values[at + 2]!;
    d += weight * values[at + 3]!;
  }
  a /= mass;
  b /= mass;
  c /= mass;
  d /= mass;
  for (let k = start, at = 0; k < end; k++, at += 4) {
    const weight = weights === null ? 1 : weights[k]!;
    values[at] = weight * (values[at]! - a);
    values[at + 1] = weight * (values[at + 1]! - b);
    values[at + 2] = weight * (values[at + 2]! - c);
    values[at + 3] = weight * (values[at + 3]! - d);
  }
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
