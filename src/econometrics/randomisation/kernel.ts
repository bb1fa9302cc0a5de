import { absorb, prepareAbsorber } from '../absorb/absorb.ts';
import { intersect, isNested, levelStarts, type Codes } from '../frame/codes.ts';
import type { LinearModel } from '../linear/model.ts';
import { randomStream, uniform } from '../numeric/random.ts';
import { centre, dot, subtract } from '../numeric/sums.ts';

/** What the draws need; every array over the rows of one sample. */
export interface PlaceboInput {
  /** The model without the treatment: residuals of the outcome, of the controls, the absorber. */
  readonly model: LinearModel;
  readonly effects: readonly Codes[];
  readonly weights: Float64Array | null;
  /** What a treated row's treatment is: 1 from the policy on, 0 before. */
  readonly post: Float64Array;
  /** What is assigned: units, or groups of them. */
  readonly blocks: Codes;
  readonly clusters: Codes;
}

/**
 * Everything that a draw adds up. With v the treatment profile after the effects that lie within
 * blocks, and Y an orthonormal basis of what the rest of the model explains of any block's profile,
 * a treatment of the blocks S is M d = Σ_S v_p − Y c, c = Σ_S Y'v_p.
 */
export interface PlaceboKernel {
  readonly rank: number;
  readonly clusters: number;
  readonly byBlock: Sums;
  /** Blocks by cluster, cells of block p from `from[p]` to `from[p + 1]`. */
  readonly from: Int32Array;
  readonly cellCluster: Int32Array;
  readonly byCell: Sums;
  /** By cluster, `rank` entries of Y'y and then the lower triangle of Y'Y, row by row. */
  readonly features: Float64Array;
  /** F'F of `features` (lower triangle, row by row), where summing by it is shorter. */
  readonly moments: Float64Array | null;
}

/** A direction of the basis shorter than this share of the vector it came from is rounding. */
const NEGLIGIBLE = 1e-11;

/** Prepares the draws: O(rows × rank²), and one absorption for each direction of the basis. */
export function prepareKernel(input: PlaceboInput): PlaceboKernel {
  const { model, weights, blocks, clusters } = input;
  const profile = input.post.slice();
  const own = input.effects.filter((effect) => isNested(effect, blocks));
  if (own.length > 0) absorb(prepareAbsorber(own, weights), [profile]);
  const basis = findBasis(input, profile);
  const y = model.residuals;
  const rank = basis.length;
  const cells = intersect(blocks, clusters);
  const order = cellOrder(cells, blocks, clusters);
  const width = rank + (rank * (rank + 1)) / 2;
  const features = clusterFeatures(clusters, y, basis, weights);
  return {
    rank,
    clusters: clusters.levels,
    byBlock: sumsBy(blocks, profile, y, basis, weights),
    from: order.from,
    cellCluster: order.cluster,
    byCell: sumsBy(cells, profile, y, basis, weights),
    features,
    moments: width < clusters.levels ? momentsOf(features, width) : null,
  };
}

function momentsOf(features: Float64Array, width: number): Float64Array {
  const moments = new Float64Array((width * (width + 1)) / 2);
  for (let start = 0; start < features.length; start += width) {
    let at = 0;
    for (let i = 0; i < width; i++) {
      for (let j = 0; j <= i; j++) moments[at++]! += features[start + i]! * features[start + j]!;
    }
  }
  return moments;
}

/**
 * An orthonormal basis of what the model explains of the blocks' profiles. Random mixtures of all
 * blocks are projected until one brings nothing new: then, the mixtures being in general position,
 * no block does (a randomised range finder, Halko, Martinsson and Tropp 2011). Its stream is fixed,
 * since the result does not depend on it beyond rounding.
 */
function findBasis(input: PlaceboInput, profile: Float64Array): Float64Array[] {
  const { blocks, weights } = input;
  const stream = randomStream(0, 'placebo basis');
  const basis: Float64Array[] = [];
  while (basis.length < blocks.levels) {
    const mixture = Float64Array.from({ length: blocks.levels }, () => 2 * uniform(stream) - 1);
    const explained = profile.map((value, i) => value * mixture[blocks.codes[i]!]!);
    const size = Math.sqrt(dot(explained, explained, weights));
    const left = residualOf(input, explained.slice());
    for (let i = 0; i < explained.length; i++) explained[i]! -= left[i]!;
    for (let pass = 0; pass < 2; pass++) {
      for (const direction of basis) {
        subtract(explained, direction, dot(direction, explained, weights));
      }
    }
    const length = Math.sqrt(dot(explained, explained, weights));
    if (!(length > NEGLIGIBLE * size)) break;
    basis.push(explained.map((value) => value / length));
  }
  return basis;
}

/** Overwrites `column` with its residual from fixed effects and controls. */
function residualOf({ model, weights }: PlaceboInput, column: Float64Array): Float64Array {
  const { columns, bread } = model;
  if (model.centred) centre(column, weights, model.mass);
  absorb(model.absorber, [column]);
  for (let pass = 0; pass < 2; pass++) {
    const products = columns.map((x) => dot(x, column, weights));
    columns.forEach((x, i) => {
      let coefficient = 0;
      products.forEach((value, j) => {
        coefficient += bread[i * columns.length + j]! * value;
      });
      subtract(column, x, coefficient);
    });
  }
  return column;
}

/** By level: v'y, v'v, and `rank` entries of Y'v. */
interface Sums {
  readonly gain: Float64Array;
  readonly power: Float64Array;
  readonly loading: Float64Array;
}

function sumsBy(
  { codes, levels }: Codes,
  profile: Float64Array,
  outcome: Float64Array,
  basis: readonly Float64Array[],
  weights: Float64Array | null,
): Sums {
  const rank = basis.length;
  const gain = new Float64Array(levels);
  const power = new Float64Array(levels);
  const loading = new Float64Array(levels * rank);
  for (let i = 0; i < codes.length; i++) {
    const level = codes[i]!;
    const weighted = profile[i]! * (weights === null ? 1 : weights[i]!);
    gain[level]! += weighted * outcome[i]!;
    power[level]! += weighted * profile[i]!;
    for (let k = 0; k < rank; k++) loading[level * rank + k]! += weighted * basis[k]![i]!;
  }
  return { gain, power, loading };
}

function clusterFeatures(
  { codes, levels }: Codes,
  outcome: Float64Array,
  basis: readonly Float64Array[],
  weights: Float64Array | null,
): Float64Array {
  const rank = basis.length;
  const width = rank + (rank * (rank + 1)) / 2;
  const features = new Float64Array(levels * width);
  for (let row = 0; row < codes.length; row++) {
    const start = codes[row]! * width;
    let at = start + rank;
    for (let i = 0; i < rank; i++) {
      const weighted = basis[i]![row]! * (weights === null ? 1 : weights[row]!);
      features[start + i]! += weighted * outcome[row]!;
      for (let j = 0; j <= i; j++) features[at++]! += weighted * basis[j]![row]!;
    }
  }
  return features;
}

/** Cells come out of `intersect` sorted by block: where each block's begin, and their clusters. */
function cellOrder(
  cells: Codes,
  blocks: Codes,
  clusters: Codes,
): { readonly from: Int32Array; readonly cluster: Int32Array } {
  const cluster = new Int32Array(cells.levels);
  const block = new Int32Array(cells.levels);
  for (let i = 0; i < cells.codes.length; i++) {
    cluster[cells.codes[i]!] = clusters.codes[i]!;
    block[cells.codes[i]!] = blocks.codes[i]!;
  }
  return { from: levelStarts({ codes: block, levels: blocks.levels }), cluster };
}
