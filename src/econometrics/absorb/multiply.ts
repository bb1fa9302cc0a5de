import type { Reduction } from './reduce.ts';

/** Columns that are iterated beside each other; the loops over rows are written out for them. */
export const LANES = 4;

/** Writes S p to its second argument, for `LANES` columns beside each other. */
export function multiplier({
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
