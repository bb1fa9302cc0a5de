import { groupRows, type Groups } from './absorb-groups.ts';
import { addByLevel, largestOf, type Effect } from './absorb-means.ts';

/**
 * Effects with the largest one eliminated: what is left is a system over the levels of the others,
 * S b = D'W M x, with D their dummies, M the demeaning by the largest and S = D'W M D.
 */
export interface Reduction {
  readonly largest: Effect;
  readonly others: readonly Effect[];
  readonly groups: Groups;
  readonly weights: Float64Array | null;
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
  return { largest, others, groups, weights, offsets, size };
}

/**
 * Writes D'W M x to `sums` and the level means of x in the largest effect to `means`; returns the largest
 * level mean in size: of the largest effect, and of the others once its means are out.
 */
export function reduceColumn(
  system: Reduction,
  column: Float64Array,
  means: Float64Array,
  sums: Float64Array,
): number {
  const { largest, others, groups } = system;
  sums.fill(0);
  if (groups.order === null) reduceSorted(system, column, means, sums);
  else reduceScattered(system, column, means, sums);
  let found = largestOf(means);
  others.forEach(({ mass }, q) => {
    const offset = system.offsets[q]!;
    for (let level = 0; level < mass.length; level++) {
      found = Math.max(found, Math.abs(sums[offset + level]! / mass[level]!));
    }
  });
  return largest.levels === 0 ? 0 : found;
}

/** Takes M D b and the given level means of the largest effect out of `column`. */
export function expandColumn(
  system: Reduction,
  column: Float64Array,
  means: Float64Array,
  coefficients: Float64Array,
): void {
  takeExplained(system, means, coefficients);
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
  const [first, ...further] = others.map(({ codes, levels }, q) => ({
    codes,
    own: coefficients.subarray(offsets[q], offsets[q]! + levels),
  }));
  if (first === undefined) return;
  if (groups.order === null) {
    subtractSorted(groups.first, means, column, first.codes, first.own);
  } else {
    subtractTwo(column, largest.codes, means, first.codes, first.own);
  }
  for (const { codes, own } of further) {
    for (let i = 0; i < column.length; i++) column[i]! -= own[codes[i]!]!;
  }
}

/** One sweep: each group is read twice while it is in the nearest cache. */
function reduceSorted(
  { largest, others, groups, weights, offsets }: Reduction,
  column: Float64Array,
  means: Float64Array,
  sums: Float64Array,
): void {
  const { first } = groups;
  const targets = others.map(({ levels }, q) => sums.subarray(offsets[q], offsets[q]! + levels));
  for (let level = 0; level < largest.levels; level++) {
    const [start, end] = [first[level]!, first[level + 1]!];
    let total = 0;
    if (weights === null) for (let i = start; i < end; i++) total += column[i]!;
    else for (let i = start; i < end; i++) total += weights[i]! * column[i]!;
    const mean = total / largest.mass[level]!;
    means[level] = mean;
    for (let q = 0; q < targets.length; q++) {
      const [codes, target] = [groups.codes[q]!, targets[q]!];
      if (weights === null) {
        for (let i = start; i < end; i++) target[codes[i]!]! += column[i]! - mean;
      } else {
        for (let i = start; i < end; i++) target[codes[i]!]! += weights[i]! * (column[i]! - mean);
      }
    }
  }
}

function reduceScattered(
  { largest, others, groups, weights, offsets }: Reduction,
  column: Float64Array,
  means: Float64Array,
  sums: Float64Array,
): void {
  means.fill(0);
  addByLevel(means, largest.codes, column, weights);
  for (let level = 0; level < means.length; level++) means[level]! /= largest.mass[level]!;
  others.forEach(({ codes, levels }, q) => {
    const target = sums.subarray(offsets[q], offsets[q]! + levels);
    addByLevel(target, codes, column, weights);
    subtractMeans(groups, groups.codes[q]!, means, target);
  });
}

/** Takes the sums of the largest effect's means by level of another effect out of `target`. */
function subtractMeans(
  { first, weights }: Groups,
  codes: Int32Array,
  means: Float64Array,
  target: Float64Array,
): void {
  for (let level = 0; level < means.length; level++) {
    const mean = means[level]!;
    const end = first[level + 1]!;
    for (let k = first[level]!; k < end; k++) {
      target[codes[k]!]! -= weights === null ? mean : weights[k]! * mean;
    }
  }
}

/** From level means to the largest effect's coefficients: less the mean of what the others explain. */
function takeExplained(
  { largest, others, groups, offsets }: Reduction,
  means: Float64Array,
  coefficients: Float64Array,
): void {
  const { first, weights } = groups;
  others.forEach(({ levels }, q) => {
    const own = coefficients.subarray(offsets[q], offsets[q]! + levels);
    const codes = groups.codes[q]!;
    for (let level = 0; level < largest.levels; level++) {
      const end = first[level + 1]!;
      let explained = 0;
      if (weights === null) {
        for (let k = first[level]!; k < end; k++) explained += own[codes[k]!]!;
      } else {
        for (let k = first[level]!; k < end; k++) explained += weights[k]! * own[codes[k]!]!;
      }
      means[level]! -= explained / largest.mass[level]!;
    }
  });
}

function subtractSorted(
  first: Int32Array,
  means: Float64Array,
  column: Float64Array,
  codes: Int32Array,
  own: Float64Array,
): void {
  for (let level = 0; level < means.length; level++) {
    const mean = means[level]!;
    const end = first[level + 1]!;
    for (let i = first[level]!; i < end; i++) column[i]! -= mean + own[codes[i]!]!;
  }
}

function subtractTwo(
  column: Float64Array,
  codes: Int32Array,
  own: Float64Array,
  codesToo: Int32Array,
  ownToo: Float64Array,
): void {
  for (let i = 0; i < column.length; i++) {
    column[i]! -= own[codes[i]!]! + ownToo[codesToo[i]!]!;
  }
}
