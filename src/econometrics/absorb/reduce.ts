import { groupRows, type Groups } from './groups.ts';
import { largestOf, type Effect } from './means.ts';

/**
 * Effects with the largest one eliminated: what is left is a system over the levels of the others,
 * S b = D'W M x, with D their dummies, M the demeaning by the largest and S = D'W M D. Columns are in the
 * order of the groups' places.
 */
export interface Reduction {
  readonly largest: Effect;
  readonly others: readonly Effect[];
  readonly groups: Groups;
  /** First row of each of `others` in the system. */
  readonly offsets: readonly number[];
  /** Rows of the system. */
  readonly size: number;
}

/** `effects` are sorted by levels, falling. */
export function reduction(effects: readonly Effect[], weights: Float64Array | null): Reduction {
  const [largest, ...others] = effects;
  if (largest === undefined) throw new Error('no effect to eliminate');
  const groups = groupRows(largest, others, weights);
  const offsets: number[] = [];
  let size = 0;
  for (const { levels } of others) {
    offsets.push(size);
    size += levels;
  }
  return { largest, others, groups, offsets, size };
}

/**
 * Writes D'W M x to `sums` and the level means of x in the largest effect to `means`; returns the largest
 * level mean in size: of the largest effect, and of the others once its means are out.
 */
export function reduceColumn(
  { largest, others, groups, offsets }: Reduction,
  column: Float64Array,
  means: Float64Array,
  sums: Float64Array,
): number {
  sums.fill(0);
  const [only, second] = groups.codes;
  if (only !== undefined && second === undefined) {
    reduceOne(groups, only, largest.mass, column, means, sums);
    return Math.max(largestOf(means), largestShare(sums, others[0]!.mass));
  }
  const targets = others.map(({ levels }, q) => sums.subarray(offsets[q], offsets[q]! + levels));
  for (let level = 0; level < largest.levels; level++) {
    const start = groups.first[level]!;
    const end = groups.first[level + 1]!;
    const mean = groupSum(column, groups.weights, start, end) / largest.mass[level]!;
    means[level] = mean;
    for (let q = 0; q < targets.length; q++) {
      addDeviations(column, mean, groups.weights, groups.codes[q]!, start, end, targets[q]!);
    }
  }
  let found = largestOf(means);
  others.forEach(({ mass }, q) => {
    found = Math.max(found, largestShare(targets[q]!, mass));
  });
  return found;
}

/** Takes M D b and the given level means of the largest effect out of `column`. */
export function expandColumn(
  system: Reduction,
  column: Float64Array,
  means: Float64Array,
  coefficients: Float64Array,
): void {
  const { largest, others, groups, offsets } = system;
  const [only, second] = groups.codes;
  if (only !== undefined && second === undefined) {
    expandOne(groups, only, largest.mass, column, means, coefficients);
    return;
  }
  others.forEach(({ levels }, q) => {
    const own = coefficients.subarray(offsets[q], offsets[q]! + levels);
    const codes = groups.codes[q]!;
    for (let level = 0; level < largest.levels; level++) {
      const start = groups.first[level]!;
      const end = groups.first[level + 1]!;
      means[level]! -=
        coefficientSum(own, codes, groups.weights, start, end) / largest.mass[level]!;
    }
  });
  subtractEffects(system, column, means, coefficients);
}

/** The projection off two effects whose cells are filled in proportion: S is diagonal then. */
export function projectByMeans(system: Reduction, column: Float64Array): void {
  const means = new Float64Array(system.largest.levels);
  const others = new Float64Array(system.size);
  reduceColumn(system, column, means, others);
  system.others[0]!.mass.forEach((mass, level) => {
    others[level]! /= mass;
  });
  subtractEffects(system, column, means, others);
}

/** Takes each row's coefficients, of the largest effect and of the others, out of `column`. */
function subtractEffects(
  { largest, others, offsets, groups }: Reduction,
  column: Float64Array,
  means: Float64Array,
  coefficients: Float64Array,
): void {
  const [first, ...further] = others.map(({ levels }, q) => ({
    codes: groups.codes[q]!,
    own: coefficients.subarray(offsets[q], offsets[q]! + levels),
  }));
  if (first === undefined) return;
  const { codes, own } = first;
  for (let level = 0; level < largest.levels; level++) {
    const mean = means[level]!;
    const end = groups.first[level + 1]!;
    for (let i = groups.first[level]!; i < end; i++) column[i]! -= mean + own[codes[i]!]!;
  }
  for (const { codes: more, own: extra } of further) {
    for (let i = 0; i < column.length; i++) column[i]! -= extra[more[i]!]!;
  }
}

function groupSum(
  column: Float64Array,
  weights: Float64Array | null,
  start: number,
  end: number,
): number {
  let total = 0;
  if (weights === null) for (let i = start; i < end; i++) total += column[i]!;
  else for (let i = start; i < end; i++) total += weights[i]! * column[i]!;
  return total;
}

/** Adds w (x − mean) of the rows of one group to their levels of another effect. */
function addDeviations(
  column: Float64Array,
  mean: number,
  weights: Float64Array | null,
  codes: Int32Array,
  start: number,
  end: number,
  target: Float64Array,
): void {
  if (weights === null) {
    for (let i = start; i < end; i++) target[codes[i]!]! += column[i]! - mean;
  } else {
    for (let i = start; i < end; i++) target[codes[i]!]! += weights[i]! * (column[i]! - mean);
  }
}

function coefficientSum(
  own: Float64Array,
  codes: Int32Array,
  weights: Float64Array | null,
  start: number,
  end: number,
): number {
  let total = 0;
  if (weights === null) for (let i = start; i < end; i++) total += own[codes[i]!]!;
  else for (let i = start; i < end; i++) total += weights[i]! * own[codes[i]!]!;
  return total;
}

export function largestShare(sums: Float64Array, mass: Float64Array): number {
  let largest = 0;
  for (let level = 0; level < mass.length; level++) {
    const share = Math.abs(sums[level]! / mass[level]!);
    if (share > largest) largest = share;
  }
  return largest;
}

/** `reduceColumn` for one effect beside the largest: two are common, and the calls by group are saved. */
function reduceOne(
  { first, weights }: Groups,
  codes: Int32Array,
  mass: Float64Array,
  column: Float64Array,
  means: Float64Array,
  target: Float64Array,
): void {
  let end = 0;
  for (let level = 0; level < mass.length; level++) {
    const start = end;
    end = first[level + 1]!;
    let total = 0;
    if (weights === null) {
      for (let i = start; i < end; i++) total += column[i]!;
      const mean = total / mass[level]!;
      means[level] = mean;
      for (let i = start; i < end; i++) target[codes[i]!]! += column[i]! - mean;
    } else {
      for (let i = start; i < end; i++) total += weights[i]! * column[i]!;
      const mean = total / mass[level]!;
      means[level] = mean;
      for (let i = start; i < end; i++) target[codes[i]!]! += weights[i]! * (column[i]! - mean);
    }
  }
}

/** `expandColumn` for one effect beside the largest, in one sweep. */
function expandOne(
  { first, weights }: Groups,
  codes: Int32Array,
  mass: Float64Array,
  column: Float64Array,
  means: Float64Array,
  own: Float64Array,
): void {
  let end = 0;
  for (let level = 0; level < mass.length; level++) {
    const start = end;
    end = first[level + 1]!;
    let total = 0;
    if (weights === null) for (let i = start; i < end; i++) total += own[codes[i]!]!;
    else for (let i = start; i < end; i++) total += weights[i]! * own[codes[i]!]!;
    const mean = means[level]! - total / mass[level]!;
    means[level] = mean;
    for (let i = start; i < end; i++) column[i]! -= mean + own[codes[i]!]!;
  }
}
