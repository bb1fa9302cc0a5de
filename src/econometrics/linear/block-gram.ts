import { absorb, prepareAbsorber } from '../absorb/absorb.ts';
import type { Cholesky } from '../numeric/cholesky.ts';
import { isNested, type Codes } from '../frame/codes.ts';
import { UserError } from '../../text/user-error.ts';
import { centre, sum } from '../numeric/sums.ts';

export interface BlockGramInput {
  /** Copied. Each regression is of one column on some of those before it. */
  readonly columns: readonly Float64Array[];
  readonly effects: readonly Codes[];
  /** Whether a constant stands where there are no effects. */
  readonly intercept: boolean;
  /** What is drawn or relabelled: units, clusters. */
  readonly blocks: Codes;
  readonly weights: Float64Array | null;
}

/** Cross products of every block, from which a model of any multiset of blocks can be solved. */
export interface BlockGrams {
  readonly blocks: number;
  /** Columns that stand before the given ones: indicators of effects that cut across blocks. */
  readonly lead: number;
  readonly size: number;
  /** By block: the lower triangle, row by row. */
  readonly cells: Float64Array;
}

/** 160 MB of doubles. */
const MOST_CELLS = 20_000_000;

/**
 * Z'WZ of each block, with Z the indicators of effects that cut across blocks and the given columns,
 * both less their projection on the effects that lie within blocks. A block that counts twice is then
 * the same as two blocks with effects of their own, so a model of a resample or of a subset of blocks
 * costs a sum of these matrices and one factorisation instead of a pass over the rows.
 *
 * Errors: `E_TOO_MANY_LEVELS` where the matrices of all blocks would not fit.
 */
export function blockGrams(input: BlockGramInput): BlockGrams {
  const { effects, blocks, weights, intercept } = input;
  const rows = blocks.codes.length;
  const crossing = effects.filter((effect) => !isNested(effect, blocks));
  const within = effects.filter((effect) => isNested(effect, blocks));
  const constant = effects.length === 0 && intercept ? [new Float64Array(rows).fill(1)] : [];
  const lead = [...constant, ...crossing.flatMap(indicators)];
  const size = lead.length + input.columns.length;
  const width = (size * (size + 1)) / 2;
  if (blocks.levels * width > MOST_CELLS) {
    throw new UserError(
      'E_TOO_MANY_LEVELS',
      `${size} columns in each of ${blocks.levels} blocks are too many to resample: effects that cut across them have too many levels.`,
      { hint: 'Use coarser fixed effects beside those of the units, or fewer blocks.' },
    );
  }
  const mass = weights === null ? rows : sum(weights, null);
  const columns = input.columns.map((column) => {
    const copy = column.slice();
    if (intercept || effects.length > 0) centre(copy, weights, mass);
    return copy;
  });
  const all = [...lead, ...columns];
  if (within.length > 0) absorb(prepareAbsorber(within, weights), all);
  const cells = new Float64Array(blocks.levels * width);
  for (let i = 0; i < rows; i++) {
    let at = blocks.codes[i]! * width;
    const weight = weights === null ? 1 : weights[i]!;
    for (let a = 0; a < size; a++) {
      const value = weight * all[a]![i]!;
      for (let b = 0; b <= a; b++) cells[at++]! += value * all[b]![i]!;
    }
  }
  return { blocks: blocks.levels, lead: lead.length, size, cells };
}

/** Σ over blocks of count × Z'WZ, row-major, into `matrix` (size × size). Counts are zero or more. */
export function addBlocks(
  { blocks, size, cells }: BlockGrams,
  counts: ArrayLike<number>,
  matrix: Float64Array,
): void {
  const width = (size * (size + 1)) / 2;
  matrix.fill(0);
  for (let block = 0; block < blocks; block++) {
    const count = counts[block]!;
    if (count === 0) continue;
    let at = block * width;
    for (let a = 0; a < size; a++) {
      for (let b = 0; b <= a; b++) matrix[a * size + b]! += count * cells[at++]!;
    }
  }
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) matrix[b * size + a] = matrix[a * size + b]!;
  }
}

/**
 * Coefficients of the regression of column `target` on the columns before `until`, from the factor of
 * all; NaN for a column that those before it explain. Precondition: until <= target.
 */
export function coefficientsOn(
  { size, lower, scale, kept }: Cholesky,
  target: number,
  until: number,
): Float64Array {
  const b = lower.slice(target * size, target * size + until);
  for (let i = until - 1; i >= 0; i--) {
    if (kept[i] === 0) continue;
    b[i]! /= lower[i * size + i]!;
    for (let j = 0; j < i; j++) b[j]! -= lower[i * size + j]! * b[i]!;
  }
  return b.map((value, i) => (kept[i] === 1 ? (value * scale[target]!) / scale[i]! : NaN));
}

function indicators({ codes, levels }: Codes): Float64Array[] {
  const columns = Array.from({ length: levels }, () => new Float64Array(codes.length));
  codes.forEach((level, row) => {
    columns[level]![row] = 1;
  });
  return columns;
}
