import { countLevels, type Codes } from '../frame/codes.ts';

/** A fixed effect with the weight (or number of rows) of each level. */
export interface Effect extends Codes {
  readonly mass: Float64Array;
}

/** Σ w by level; the number of rows where there are no weights. */
export function totalMass(effect: Codes, weights: Float64Array | null): Float64Array {
  if (weights === null) {
    return Float64Array.from(effect.rows ?? countLevels(effect.codes, effect.levels));
  }
  const mass = new Float64Array(effect.levels);
  for (let i = 0; i < effect.codes.length; i++) {
    mass[effect.codes[i]!]! += weights[i]!;
  }
  return mass;
}

/** Weighted mean of `column` in each level. */
export function levelMeans(
  effect: Effect,
  weights: Float64Array | null,
  column: Float64Array,
): Float64Array {
  const { codes, mass } = effect;
  const means = new Float64Array(effect.levels);
  addByLevel(means, codes, column, weights);
  for (let level = 0; level < means.length; level++) means[level]! /= mass[level]!;
  return means;
}

/** Takes the level means out of `column`. */
export function removeMeans(
  effect: Effect,
  weights: Float64Array | null,
  column: Float64Array,
): void {
  const means = levelMeans(effect, weights, column);
  const { codes } = effect;
  for (let i = 0; i < codes.length; i++) column[i]! -= means[codes[i]!]!;
}

/**
 * Adds w x of each row to its level. A run of rows of one level is summed in a register first: panels
 * are sorted by unit, and adding into the same cell of memory again and again is several times slower.
 */
export function addByLevel(
  sums: Float64Array,
  codes: Int32Array,
  column: Float64Array,
  weights: Float64Array | null,
): void {
  if (weights === null) addPlain(sums, codes, column);
  else addWeighted(sums, codes, column, weights);
}

function addPlain(sums: Float64Array, codes: Int32Array, column: Float64Array): void {
  let level = codes[0] ?? 0;
  let run = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code !== level) {
      sums[level]! += run;
      run = 0;
      level = code;
    }
    run += column[i]!;
  }
  if (codes.length > 0) sums[level]! += run;
}

function addWeighted(
  sums: Float64Array,
  codes: Int32Array,
  column: Float64Array,
  weights: Float64Array,
): void {
  let level = codes[0] ?? 0;
  let run = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code !== level) {
      sums[level]! += run;
      run = 0;
      level = code;
    }
    run += weights[i]! * column[i]!;
  }
  if (codes.length > 0) sums[level]! += run;
}

export function largestOf(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (size > largest) largest = size;
  }
  return largest;
}
