import { addByLevel } from '../absorb/means.ts';
import { intersect, type Codes } from '../frame/codes.ts';
import { symmetric } from '../numeric/dense.ts';
import { dot, sum } from '../numeric/sums.ts';

/** Estimating equations of a linear model, by column: score of regressor j in row i is w u x_j. */
export interface Scores {
  /** Regressors after absorption. `null` stands for a column of ones: the constant. */
  readonly columns: readonly (Float64Array | null)[];
  /** w u, one a row. */
  readonly weighted: Float64Array;
}

/** One term of the inclusion–exclusion over cluster variables. */
export interface ClusterTerm {
  readonly codes: Codes;
  readonly sign: 1 | -1;
}

/** Σ_i s_i s_i' (row-major): the middle of White's (1980) sandwich. */
export function heteroMeat({ columns, weighted }: Scores): Float64Array {
  const squares = weighted.map((value) => value * value);
  return symmetric(columns.length, (i, j) => product(columns[i]!, columns[j]!, squares));
}

/** Σ_g S_g S_g' with S_g the sum of the scores in cluster g (row-major). */
export function clusterMeat(scores: Scores, clusters: Codes): Float64Array {
  const sums = groupSums(scores, clusters);
  return symmetric(sums.length, (i, j) => dot(sums[i]!, sums[j]!, null));
}

/** By column, the sum of the scores in each group. */
export function groupSums({ columns, weighted }: Scores, groups: Codes): Float64Array[] {
  const { codes, levels } = groups;
  return columns.map((column) => {
    const own = new Float64Array(levels);
    addByLevel(own, codes, weighted, column);
    return own;
  });
}

/** By column, the score of each row. */
export function scoreValues({ columns, weighted }: Scores): Float64Array[] {
  return columns.map((column) =>
    column === null ? weighted : weighted.map((value, i) => value * column[i]!),
  );
}

/** A'B + B'A (row-major): both orders of each pair, where B holds half of a row's own score. */
export function symmetricMeat(
  a: readonly Float64Array[],
  b: readonly Float64Array[],
): Float64Array {
  return symmetric(a.length, (i, j) => dot(a[i]!, b[j]!, null) + dot(b[i]!, a[j]!, null));
}

/**
 * Every non-empty set of the cluster variables with its sign: plus for an odd number of variables,
 * minus for an even one (Cameron, Gelbach and Miller 2011). Set m holds variable d when bit d of m is set.
 */
export function clusterTerms(clusters: readonly Codes[]): ClusterTerm[] {
  const terms: ClusterTerm[] = [];
  for (let set = 1; set < 1 << clusters.length; set++) {
    const members = clusters.filter((_, d) => (set & (1 << d)) !== 0);
    const [first, ...others] = members;
    if (first === undefined) continue;
    const codes = others.reduce(intersect, first);
    terms.push({ codes, sign: members.length % 2 === 1 ? 1 : -1 });
  }
  return terms;
}

function product(a: Float64Array | null, b: Float64Array | null, weights: Float64Array): number {
  if (a !== null && b !== null) return dot(a, b, weights);
  const other = a ?? b;
  return other === null ? sum(weights, null) : dot(other, weights, null);
}
