import { addBlocks, blockGrams, coefficientsOn, type BlockGrams } from '../linear/block-gram.ts';
import type { Categories } from '../frame/categories.ts';
import { cholesky } from '../numeric/cholesky.ts';
import { buildDesign } from '../design/design.ts';
import { codesOf, parts } from '../design/sources.ts';
import { UserError } from '../../text/user-error.ts';
import type { Formula } from '../formula/formula.ts';
import { frameColumn, isMissing } from '../frame/column.ts';
import type { Frame } from '../frame/frame.ts';
import { COLLINEAR } from '../numeric/least-squares.ts';
import { randomisationP, type RandomisationP } from '../randomisation/p-value.ts';
import { randomStream, shuffle } from '../numeric/random.ts';

export interface PermutationOptions {
  readonly unit: string;
  readonly cluster: string;
  readonly draws: number;
  readonly seed: number;
  readonly stream: string;
  readonly weights: string | undefined;
  readonly dropSingletons: boolean;
  /** Pairs of groups, first and second. */
  readonly pairs: readonly (readonly [number, number])[];
}

export interface PermutationTest {
  readonly unit: string;
  readonly units: number;
  readonly draws: number;
  /** Draws in which a group has nothing to estimate the term from; not counted. */
  readonly excluded: number;
  readonly seed: number;
  readonly stream: string;
  /** By term: the root of Σ (b_g − mean b)², which orders two groups as |b_2 − b_1| does. */
  readonly spread: Readonly<Record<string, RandomisationP>>;
}

export interface Permuted {
  readonly test: PermutationTest;
  /** For each term, each pair of groups. */
  readonly pairs: readonly RandomisationP[];
}

/**
 * Fisher's permutation of group labels: each draw gives the labels to the units in another order, which
 * keeps the size of every group in units, and estimates each group's model again. Units are exchangeable
 * under the hypothesis that groups do not matter, so a cluster that spans units is not respected.
 * O(units × k²) a draw with k the columns and periods.
 *
 * Errors: `E_SUBGROUP`, `E_TOO_MANY_LEVELS`.
 */
export function permuteLabels(
  frame: Frame,
  formula: Formula,
  groups: Categories,
  terms: readonly string[],
  options: PermutationOptions,
): Permuted {
  const { draws, seed, stream, unit } = options;
  if (!Number.isSafeInteger(draws) || draws < 1) {
    throw problem(`${draws} is no number of permutations`, 'It is a whole number, 0 for none.');
  }
  const { grams, labels, names } = readUnits(frame, formula, groups, options);
  const places = terms.map((term) => grams.lead + names.indexOf(term));
  const count = groups.labels.length;
  const estimate = estimator(grams, places, count);
  const observed = estimate(labels);
  if (observed === null) throw problem('a group does not identify a term', '');
  const random = randomStream(seed, stream);
  const order = [...labels];
  const found: Float64Array[] = [];
  for (let draw = 0; draw < draws; draw++) {
    shuffle(random, order);
    const estimates = estimate(order);
    if (estimates !== null) found.push(estimates);
  }
  if (found.length === 0) throw problem(`none of ${draws} permutations can be estimated`, '');
  const pOf = (statistic: (b: Float64Array) => number): RandomisationP =>
    randomisationP(Float64Array.from(found, statistic), statistic(observed));
  const pairs = terms.flatMap((_, t) =>
    options.pairs.map(([one, two]) => pOf((b) => b[t * count + two]! - b[t * count + one]!)),
  );
  const spread = terms.map(
    (term, t) => [term, pOf((b) => spreadOf(b.subarray(t * count, (t + 1) * count)))] as const,
  );
  const excluded = draws - found.length;
  const counts = { units: labels.length, draws, excluded, seed, stream };
  return { pairs, test: { unit, ...counts, spread: Object.fromEntries(spread) } };
}

interface Units {
  readonly grams: BlockGrams;
  /** Group of each unit. */
  readonly labels: readonly number[];
  readonly names: readonly string[];
}

function readUnits(
  frame: Frame,
  formula: Formula,
  groups: Categories,
  { unit, cluster, weights, dropSingletons }: PermutationOptions,
): Units {
  const within = Uint8Array.from(groups.codes, (code) => (code < 0 ? 0 : 1));
  const options = { clusters: [cluster], weights, dropSingletons, within };
  const sample = buildDesign(frame, formula, options);
  const owners = new Map(parts(unit).map((name) => [name, frameColumn(frame, name, 'unit')]));
  const unitless = sample.places.filter((row) =>
    [...owners.values()].some((column) => isMissing(column, row)),
  );
  if (unitless.length > 0) {
    throw problem(
      `${unitless.length} rows of the models have no "${unit}", so their labels cannot be permuted`,
      'Fill it, or leave those rows without a group.',
    );
  }
  const blocks = codesOf(owners, unit, parts(unit), sample.places);
  const labels = Array.from({ length: blocks.levels }, () => -1);
  sample.places.forEach((place, i) => {
    const block = blocks.codes[i]!;
    const group = groups.codes[place]!;
    if (labels[block] !== -1 && labels[block] !== group) {
      throw problem(
        `a value of "${unit}" lies in the groups "${groups.labels[labels[block]!] ?? ''}" and "${groups.labels[group] ?? ''}" (row ${place + 1}), so labels cannot be permuted`,
        'Name the unit that the groups are made of; or leave this test out with permutations: 0.',
      );
    }
    labels[block] = group;
  });
  const columns = [...sample.regressors.map(({ values }) => values), sample.outcome];
  const grams = blockGrams({ ...sample, columns, blocks });
  return { grams, labels, names: sample.regressors.map(({ name }) => name) };
}

/** Coefficients by term and group, or null where one of them is not identified. */
function estimator(
  grams: BlockGrams,
  places: readonly number[],
  count: number,
): (labels: readonly number[]) => Float64Array | null {
  const matrix = new Float64Array(grams.size * grams.size);
  const members = new Uint8Array(grams.blocks);
  const outcome = grams.size - 1;
  return (labels) => {
    const result = new Float64Array(places.length * count);
    for (let group = 0; group < count; group++) {
      labels.forEach((label, block) => {
        members[block] = label === group ? 1 : 0;
      });
      addBlocks(grams, members, matrix);
      const b = coefficientsOn(cholesky(matrix, grams.size, COLLINEAR), outcome, outcome);
      places.forEach((place, t) => {
        result[t * count + group] = b[place]!;
      });
    }
    return result.some(Number.isNaN) ? null : result;
  };
}

function spreadOf(b: Float64Array): number {
  const mean = b.reduce((total, value) => total + value, 0) / b.length;
  return Math.sqrt(b.reduce((total, value) => total + (value - mean) * (value - mean), 0));
}

/** `E_SUBGROUP`. */
export function problem(message: string, hint: string, subject = ''): UserError {
  return new UserError('E_SUBGROUP', `subgroups: ${message}.`, { hint, subject });
}
