import { UserError } from '../../text/user-error.ts';
import { firstWhere } from '../numeric/quantile.ts';
import { kernelWeight, type Kernel } from './kernel-weight.ts';

export type MatchMethod =
  /** Weights by distance; `bandwidth` in units of the score. psmatch2's own: epanechnikov, 0.06. */
  | { readonly kind: 'kernel'; readonly kernel: Kernel; readonly bandwidth: number }
  /** The nearest controls with replacement, none further away than `caliper`. */
  | {
      readonly kind: 'nearest';
      readonly neighbours: number;
      readonly caliper?: number;
      /** Whether controls exactly as near as the last one chosen join it; else the first rows win. */
      readonly ties?: boolean;
    }
  /** All controls up to `caliper` away, with equal weights. */
  | { readonly kind: 'radius'; readonly caliper: number };

export interface MatchInput {
  /** Propensity score (or index), one a row. */
  readonly score: Float64Array;
  /** 1 treated, 0 control. */
  readonly treated: ArrayLike<number>;
  readonly method: MatchMethod;
  /** Whether treated rows outside the controls' range of scores are off support; true unless given. */
  readonly common?: boolean;
  /** Cells, such as years: rows are matched within their own only, and the support is the cell's. */
  readonly within?: ArrayLike<number>;
}

/** Arrays over the rows, named as in psmatch2. */
export interface Matching {
  /** 1 for matched treated rows, the weight carried by a control, 0 where psmatch2 has missing. */
  readonly weight: Float64Array;
  /** 0 for treated rows without a match, 1 for all others. */
  readonly support: Uint8Array;
  readonly treated_matched: number;
  /** Treated rows out of the controls' range, and those in it without a control in reach. */
  readonly off_support: { readonly range: number; readonly reach: number };
  readonly controls_used: number;
}

/** Controls of one cell by ascending score, equal scores in order of rows. */
interface Controls {
  readonly rows: readonly number[];
  readonly scores: Float64Array;
}

/**
 * Matches treated rows with controls on a given score, with the conventions of Stata's psmatch2
 * (Leuven and Sianesi 2003): each treated row spreads a weight of one over its controls, a control
 * carries what it gets from all of them, and only treated rows can be off support.
 *
 * Errors: `E_MATCH` for a bad option, no treated rows or no controls, or a score that is not finite.
 */
export function matchOnScore(input: MatchInput): Matching {
  const { score, method } = input;
  checkMethod(method);
  const weight = new Float64Array(score.length);
  const support = new Uint8Array(score.length).fill(1);
  const off = { range: 0, reach: 0 };
  for (const { treated, controls } of cellsOf(input)) {
    const low = controls.scores[0] ?? Infinity;
    const high = controls.scores.at(-1) ?? -Infinity;
    for (const row of treated) {
      const own = score[row]!;
      const isOutside = (input.common ?? true) && (own < low || own > high);
      if (!isOutside && spread(controls, own, method, weight)) weight[row] = 1;
      else {
        support[row] = 0;
        off[isOutside ? 'range' : 'reach']++;
      }
    }
  }
  let [matched, used] = [0, 0];
  for (let row = 0; row < weight.length; row++) {
    if (!(weight[row]! > 0)) continue;
    if (input.treated[row] === 1) matched++;
    else used++;
  }
  return { weight, support, treated_matched: matched, off_support: off, controls_used: used };
}

/** Spreads one treated row's weight of one; false where it reaches no control. */
function spread(
  controls: Controls,
  own: number,
  method: MatchMethod,
  weight: Float64Array,
): boolean {
  const { rows, scores } = controls;
  const places = reach(controls, own, method);
  const shares = Float64Array.from(places, (place) => {
    if (method.kind !== 'kernel') return 1;
    return kernelWeight(method.kernel, Math.abs(scores[place]! - own) / method.bandwidth);
  });
  let total = 0;
  for (const share of shares) total += share;
  if (!(total > 0)) return false;
  for (let i = 0; i < shares.length; i++) weight[rows[places[i]!]!]! += shares[i]! / total;
  return true;
}

/** Places, in order of the controls' scores, of those that can match a treated score. */
function reach(controls: Controls, own: number, method: MatchMethod): Int32Array {
  const { scores } = controls;
  if (method.kind === 'nearest') return nearest(controls, own, method);
  if (method.kind === 'radius') return withinWidth(scores, own, method.caliper);
  return withinWidth(scores, own, method.kernel === 'gaussian' ? Infinity : method.bandwidth);
}

/** |score − own| ≤ width, decided by the difference itself, since own ± width is rounded. */
function withinWidth(scores: Float64Array, own: number, width: number): Int32Array {
  return range(
    firstWhere(scores, (value) => value - own >= -width),
    firstWhere(scores, (value) => value - own > width),
  );
}

/** The nearest scores; of those exactly as far as the last one chosen all, or the first rows. */
function nearest(
  { rows, scores }: Controls,
  own: number,
  { neighbours, caliper = Infinity, ties = false }: MatchMethod & { kind: 'nearest' },
): Int32Array {
  const distance = (place: number): number => Math.abs((scores[place] ?? Infinity) - own);
  let from = firstWhere(scores, (value) => value >= own);
  let to = from;
  let width = 0;
  while (to - from < Math.min(neighbours, scores.length)) {
    const next = Math.min(distance(from - 1), distance(to));
    if (next > caliper) break;
    width = next;
    if (distance(from - 1) <= distance(to)) from--;
    else to++;
  }
  if (from === to) return new Int32Array(0);
  const candidates = range(
    firstWhere(scores, (value) => own - value <= width),
    firstWhere(scores, (value) => value - own > width),
  );
  if (ties || candidates.length <= neighbours) return candidates;
  return candidates
    .sort((a, b) => distance(a) - distance(b) || rows[a]! - rows[b]!)
    .slice(0, neighbours);
}

function range(from: number, to: number): Int32Array {
  return Int32Array.from({ length: Math.max(to - from, 0) }, (_, i) => from + i);
}

interface Cell {
  readonly treated: number[];
  readonly controls: Controls;
}

function cellsOf({ score, treated, within }: MatchInput): Cell[] {
  const cells = new Map<number, { treated: number[]; rows: number[] }>();
  let [treatedRows, controlRows] = [0, 0];
  for (let row = 0; row < score.length; row++) {
    if (!Number.isFinite(score[row])) throw bad(`the score is ${score[row]} in row ${row + 1}`);
    const key = within?.[row] ?? 0;
    const cell = cells.get(key) ?? { treated: [], rows: [] };
    cells.set(key, cell);
    if (treated[row] === 1) treatedRows = cell.treated.push(row);
    else if (treated[row] === 0) controlRows = cell.rows.push(row);
    else throw bad(`the treatment is ${treated[row]} in row ${row + 1}, and not 0 or 1`);
  }
  if (treatedRows === 0 || controlRows === 0) {
    throw bad(`there are no ${treatedRows === 0 ? 'treated' : 'control'} rows`);
  }
  return [...cells.values()].map((cell) => {
    const rows = cell.rows.sort((a, b) => score[a]! - score[b]! || a - b);
    const scores = Float64Array.from(rows, (row) => score[row]!);
    return { treated: cell.treated, controls: { rows, scores } };
  });
}

function checkMethod(method: MatchMethod): void {
  if (method.kind === 'kernel' && !(method.bandwidth > 0 && Number.isFinite(method.bandwidth))) {
    throw bad(`a bandwidth is above zero, not ${method.bandwidth}`);
  }
  if (
    method.kind === 'nearest' &&
    !(Number.isSafeInteger(method.neighbours) && method.neighbours > 0)
  ) {
    throw bad(`the number of neighbours is a whole number from 1 on, not ${method.neighbours}`);
  }
  if (method.kind !== 'kernel' && method.caliper !== undefined && !(method.caliper >= 0)) {
    throw bad(`a caliper is zero or more, not ${method.caliper}`);
  }
}

function bad(what: string): UserError {
  return new UserError('E_MATCH', `rows cannot be matched: ${what}.`);
}
