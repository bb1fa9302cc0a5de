import type { Codes } from '../frame/codes.ts';

const MAX_STEPS = 20_000;
/** Share of the first gradient at which the iteration ends. */
const SOLVED = 1e-15;

/**
 * The effects α of least (weighted) length whose sum over a row's levels is `sums`, where there are any: conjugate
 * gradients on D'D α = D's from zero, scaled by the rows of each level (Hestenes and Stiefel 1952).
 */
export function leastLength(effects: readonly Codes[], sums: Float64Array): Float64Array[] {
  const counts = levelSums(effects, new Float64Array(sums.length).fill(1));
  const values = effects.map(({ levels }) => new Float64Array(levels));
  let residual = levelSums(effects, sums);
  let direction = residual.map((own, q) => own.map((value, level) => value / counts[q]![level]!));
  let size = inner(residual, direction);
  const enough = SOLVED * SOLVED * size;
  const image = new Float64Array(sums.length);
  for (let step = 0; step < MAX_STEPS && size > enough; step++) {
    for (let i = 0; i < image.length; i++) image[i] = rowSum(effects, direction, i);
    const mapped = levelSums(effects, image);
    const length = size / inner(direction, mapped);
    values.forEach((own, q) => {
      for (let at = 0; at < own.length; at++) own[at]! += length * direction[q]![at]!;
    });
    residual = residual.map((own, q) => own.map((value, at) => value - length * mapped[q]![at]!));
    const scaled = residual.map((own, q) => own.map((value, at) => value / counts[q]![at]!));
    const next = inner(residual, scaled);
    direction = scaled.map((own, q) =>
      own.map((value, at) => value + (next / size) * direction[q]![at]!),
    );
    size = next;
  }
  return values;
}

/** What the effects of a row's levels add up to; a level without a value (NaN) adds nothing. */
export function rowSum(
  effects: readonly Codes[],
  values: readonly Float64Array[],
  row: number,
): number {
  let total = 0;
  for (let q = 0; q < effects.length; q++) {
    const value = values[q]![effects[q]!.codes[row]!]!;
    if (!Number.isNaN(value)) total += value;
  }
  return total;
}

function levelSums(effects: readonly Codes[], column: Float64Array): Float64Array[] {
  return effects.map(({ codes, levels }) => {
    const sums = new Float64Array(levels);
    for (let i = 0; i < column.length; i++) sums[codes[i]!]! += column[i]!;
    return sums;
  });
}

function inner(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  let total = 0;
  a.forEach((own, q) => {
    for (let at = 0; at < own.length; at++) total += own[at]! * b[q]![at]!;
  });
  return total;
}
