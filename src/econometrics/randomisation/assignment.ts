import { UserError } from '../../text/user-error.ts';
import { integer, uniform, type RandomStream } from '../numeric/random.ts';

/**
 * Which sets of blocks may be treated: those whose sizes add up to `target`. All sizes one: any
 * `target` blocks. Sizes in units: any blocks that hold `target` units together.
 */
export interface AssignmentPlan {
  readonly sizes: Int32Array;
  readonly target: number;
}

/** Calls back with one set of blocks; the array is used again for the next set. */
export type Visit = (blocks: Int32Array) => void;

/** How many sets there are; `Infinity` beyond the doubles. O(blocks × target). */
export function countAssignments(plan: AssignmentPlan): number {
  return waysFrom(plan)[0]![plan.target]!;
}

/** Every set once, in lexicographic order. */
export function enumerateAssignments(plan: AssignmentPlan, visit: Visit): void {
  const { sizes, target } = plan;
  const ways = waysFrom(plan);
  const chosen = new Int32Array(sizes.length);
  const extend = (from: number, left: number, length: number): void => {
    if (left === 0) {
      visit(chosen.subarray(0, length));
      return;
    }
    for (let block = from; block < sizes.length; block++) {
      const rest = left - sizes[block]!;
      if (rest < 0 || ways[block + 1]![rest] === 0) continue;
      chosen[length] = block;
      extend(block + 1, rest, length + 1);
    }
  };
  if (ways[0]![target]! > 0) extend(0, target, 0);
}

/**
 * `draws` sets, each with replacement from all sets at equal probability. Blocks of one size: a
 * partial shuffle (Fisher and Yates). Otherwise block by block with the share of the remaining sets
 * that hold it, exact up to the 52 bits of a uniform number.
 *
 * Errors: `E_PLACEBO_ASSIGNMENTS` where blocks of different size number more than a thousand.
 */
export function drawAssignments(
  plan: AssignmentPlan,
  stream: RandomStream,
  draws: number,
  visit: Visit,
): void {
  if (plan.sizes.every((size) => size === 1)) shuffled(plan, stream, draws, visit);
  else byShares(plan, stream, draws, visit);
}

function shuffled(
  { sizes, target }: AssignmentPlan,
  stream: RandomStream,
  draws: number,
  visit: Visit,
): void {
  const order = Int32Array.from(sizes.keys());
  const chosen = order.subarray(0, target);
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < target; i++) {
      const j = i + integer(stream, order.length - i);
      const held = order[i]!;
      order[i] = order[j]!;
      order[j] = held;
    }
    visit(chosen);
  }
}

function byShares(plan: AssignmentPlan, stream: RandomStream, draws: number, visit: Visit): void {
  const { sizes, target } = plan;
  const ways = waysFrom(plan);
  if (!Number.isFinite(ways[0]![target]!)) {
    throw new UserError(
      'E_PLACEBO_ASSIGNMENTS',
      `the assignments of ${sizes.length} groups of different size are too many to count.`,
      { hint: 'Keep the number of groups instead of the number of units.' },
    );
  }
  const chosen = new Int32Array(sizes.length);
  for (let draw = 0; draw < draws; draw++) {
    let [left, length] = [target, 0];
    for (let block = 0; left > 0; block++) {
      const rest = left - sizes[block]!;
      const included = rest < 0 ? 0 : ways[block + 1]![rest]!;
      if (included === 0 || uniform(stream) * ways[block]![left]! >= included) continue;
      chosen[length++] = block;
      left = rest;
    }
    visit(chosen.subarray(0, length));
  }
}

/** Entry [b][u]: how many subsets of the blocks from b on have sizes that add up to u. */
function waysFrom({ sizes, target }: AssignmentPlan): Float64Array[] {
  const ways = Array.from({ length: sizes.length + 1 }, () => new Float64Array(target + 1));
  ways[sizes.length]![0] = 1;
  for (let block = sizes.length - 1; block >= 0; block--) {
    const [own, next, size] = [ways[block]!, ways[block + 1]!, sizes[block]!];
    for (let units = 0; units <= target; units++) {
      own[units] = next[units]! + (units >= size ? next[units - size]! : 0);
    }
  }
  return ways;
}
