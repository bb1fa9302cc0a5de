import { membersOf, type Codes, type Members } from '../frame/codes.ts';
import { leastLength, rowSum } from './effects-least-length.ts';

export interface RecoveredLevels {
  /** One value a level, by code. */
  readonly values: readonly Float64Array[];
  /** How many levels of each effect were set to zero. */
  readonly references: readonly number[];
  /** Whether the references are those that the data need, so that the effects are unique but for them. */
  readonly isRegular: boolean;
}

/** Disagreement of a row with the effects found, in the largest sum, above which they are solved anew. */
const AGREES = 1e-9;

/**
 * The effects α whose sum over a row's levels is `sums`, the part of the fitted values that the effects
 * explain. Levels of all effects but the first are zero at the first row of the data, as in fixest, and again
 * at the first row of each further set of levels that no row connects with those before; the others follow
 * row by row. Exact to rounding for one and two effects.
 *
 * With more effects rows can run out that have one unknown level only; a further level is then set to
 * zero. Where that contradicts the other rows, the effects of least length are found by conjugate gradients
 * and shifted to the same references, and `isRegular` is false.
 */
export function recoverLevels(effects: readonly Codes[], sums: Float64Array): RecoveredLevels {
  const [first, second] = effects;
  if (first === undefined) return { values: [], references: [], isRegular: true };
  if (second === undefined) {
    return { values: [levelMeans(first, sums)], references: [0], isRegular: true };
  }
  const found = fillRowByRow(effects, sums);
  const largest = sums.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const miss = sums.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - rowSum(effects, found.values, i))),
    0,
  );
  if (effects.length < 3 || miss <= AGREES * largest) return { ...found, isRegular: true };
  const values = leastLength(effects, sums);
  shiftToFirstRow(effects, values);
  return { values, references: effects.map((_, q) => (q === 0 ? 0 : 1)), isRegular: false };
}

/** Levels found so far (NaN: not yet), and how many levels of each row are not. */
interface Filling {
  readonly effects: readonly Codes[];
  readonly sums: Float64Array;
  readonly values: readonly Float64Array[];
  readonly members: readonly Members[];
  readonly unknown: Int32Array;
  /** Rows with one unknown level. */
  readonly queue: number[];
}

function fillRowByRow(
  effects: readonly Codes[],
  sums: Float64Array,
): Omit<RecoveredLevels, 'isRegular'> {
  const filling: Filling = {
    effects,
    sums,
    values: effects.map(({ levels }) => new Float64Array(levels).fill(NaN)),
    members: effects.map((effect) => membersOf(effect)),
    unknown: new Int32Array(sums.length).fill(effects.length),
    queue: [],
  };
  const { unknown, queue } = filling;
  const references = effects.map(() => 0);
  let first = 0;
  for (let next = 0; next >= 0; next = nextOpen(unknown, first)) {
    for (let q = effects.length - 1; q >= 0 && unknown[next]! > 1; q--) {
      if (!isOpen(filling, q, next)) continue;
      references[q]! += 1;
      setLevel(filling, q, effects[q]!.codes[next]!, 0);
    }
    for (let at = 0; at < queue.length; at++) settle(filling, queue[at]!);
    queue.length = 0;
    while (unknown[first] === 0) first++;
  }
  return { values: filling.values, references };
}

function setLevel(
  { values, members, unknown, queue }: Filling,
  q: number,
  level: number,
  value: number,
): void {
  values[q]![level] = value;
  const { order, start } = members[q]!;
  for (let k = start[level]!; k < start[level + 1]!; k++) {
    const row = order[k]!;
    unknown[row]! -= 1;
    if (unknown[row] === 1) queue.push(row);
  }
}

/** The last unknown level of a row is what its sum leaves. */
function settle(filling: Filling, row: number): void {
  const { effects, sums, values } = filling;
  const q = effects.findIndex((_, at) => isOpen(filling, at, row));
  if (q < 0) return;
  setLevel(filling, q, effects[q]!.codes[row]!, sums[row]! - rowSum(effects, values, row));
}

function isOpen({ effects, values }: Filling, q: number, row: number): boolean {
  return Number.isNaN(values[q]![effects[q]!.codes[row]!]!);
}

/** The first of the rows, from `from` on, with the fewest unknown levels, two or more; −1 if there is none. */
function nextOpen(unknown: Int32Array, from: number): number {
  let [found, fewest] = [-1, Infinity];
  for (let row = from; row < unknown.length && fewest > 2; row++) {
    const count = unknown[row]!;
    if (count > 0 && count < fewest) [found, fewest] = [row, count];
  }
  return found;
}

function levelMeans({ codes, levels }: Codes, column: Float64Array): Float64Array {
  const [sums, counts] = [new Float64Array(levels), new Float64Array(levels)];
  codes.forEach((code, i) => {
    sums[code]! += column[i]!;
    counts[code]! += 1;
  });
  return sums.map((value, level) => value / counts[level]!);
}

function shiftToFirstRow(effects: readonly Codes[], values: readonly Float64Array[]): void {
  const [main, ...others] = values;
  others.forEach((own, p) => {
    const shift = own[effects[p + 1]!.codes[0]!]!;
    for (let level = 0; level < own.length; level++) own[level]! -= shift;
    for (let level = 0; level < main!.length; level++) main![level]! += shift;
  });
}
