import type { PlaceboKernel } from './kernel.ts';

/** Share of the assigned treatment's own variation below which the model explains it. */
const ABSORBED = 1e-10;

/** Working space and result of one draw. */
export interface Draw {
  estimate: number;
  /** Σ_g (Σ_{i in g} w x̃ u)² / (Σ w x̃²)²: the cluster variance without small-sample factors. */
  variance: number;
  /** By cluster: what its treated cells add to its score; 0 between draws. */
  readonly extra: Float64Array;
  /** The clusters with treated cells, the first `touched` entries. */
  readonly touchedClusters: Int32Array;
  touched: number;
  readonly isTouched: Uint8Array;
  /** What multiplies a cluster's features in its score. */
  readonly factors: Float64Array;
}

export function workspace({ rank, clusters }: PlaceboKernel): Draw {
  return {
    estimate: 0,
    variance: 0,
    extra: new Float64Array(clusters),
    touchedClusters: new Int32Array(clusters),
    touched: 0,
    isTouched: new Uint8Array(clusters),
    factors: new Float64Array(rank + (rank * (rank + 1)) / 2),
  };
}

/**
 * Writes estimate and raw cluster variance with the given blocks treated to `draw`; false where the
 * rest of the model explains that treatment, or nothing is left to estimate a variance from.
 * With q = rank (rank + 3) / 2: O(treated × q + min(q², clusters × q)).
 */
export function evaluateDraw(kernel: PlaceboKernel, treated: Int32Array, draw: Draw): boolean {
  const { rank } = kernel;
  const { gain, power, loading } = kernel.byBlock;
  const { factors } = draw;
  let [total, square] = [0, 0];
  factors.fill(0, 0, rank);
  for (let i = 0; i < treated.length; i++) {
    const block = treated[i]!;
    total += gain[block]!;
    square += power[block]!;
    for (let k = 0; k < rank; k++) factors[k]! += loading[block * rank + k]!;
  }
  let explained = 0;
  for (let k = 0; k < rank; k++) explained += factors[k]! * factors[k]!;
  const left = square - explained;
  if (!(left > ABSORBED * square)) return false;
  draw.estimate = total / left;
  addTreatedCells(kernel, treated, draw);
  finishFactors(rank, draw);
  const meat = kernel.moments === null ? meatByCluster(kernel, draw) : meatByMoments(kernel, draw);
  draw.variance = meat / (left * left);
  clearTouched(draw);
  return draw.variance > 0;
}

/** By cluster, what its treated cells add to its score beyond −Y c: v'y − b (v'v − 2 v'Y c). */
function addTreatedCells(kernel: PlaceboKernel, treated: Int32Array, draw: Draw): void {
  const { rank, from, cellCluster } = kernel;
  const { gain, power, loading } = kernel.byCell;
  const { factors, extra, isTouched, touchedClusters, estimate } = draw;
  let touched = 0;
  for (let i = 0; i < treated.length; i++) {
    const block = treated[i]!;
    for (let cell = from[block]!; cell < from[block + 1]!; cell++) {
      let cross = 0;
      for (let k = 0; k < rank; k++) cross += factors[k]! * loading[cell * rank + k]!;
      const cluster = cellCluster[cell]!;
      extra[cluster]! += gain[cell]! - estimate * (power[cell]! - 2 * cross);
      if (isTouched[cluster] === 0) touchedClusters[touched++] = cluster;
      isTouched[cluster] = 1;
    }
  }
  draw.touched = touched;
}

/** From c to the factors of the features: −c for Y'y, −b c c' for Y'Y, each pair once. */
function finishFactors(rank: number, { factors, estimate }: Draw): void {
  let at = rank;
  for (let i = 0; i < rank; i++) {
    for (let j = 0; j <= i; j++) {
      factors[at++] = (i === j ? -estimate : -2 * estimate) * factors[i]! * factors[j]!;
    }
  }
  for (let k = 0; k < rank; k++) factors[k] = -factors[k]!;
}

/** Σ_g score², cluster by cluster. */
function meatByCluster({ clusters, features }: PlaceboKernel, { factors, extra }: Draw): number {
  let total = 0;
  for (let g = 0; g < clusters; g++) {
    const score = extra[g]! + productAt(features, g, factors);
    total += score * score;
  }
  return total;
}

/** The same as f'F'F f over all clusters and a correction for the treated ones. */
function meatByMoments({ features, moments }: PlaceboKernel, draw: Draw): number {
  const { factors, extra, touchedClusters, touched } = draw;
  let [total, at] = [0, 0];
  for (let i = 0; i < factors.length; i++) {
    let row = 0;
    for (let j = 0; j < i; j++) row += factors[j]! * moments![at++]!;
    total += factors[i]! * (2 * row + factors[i]! * moments![at++]!);
  }
  for (let i = 0; i < touched; i++) {
    const g = touchedClusters[i]!;
    total += extra[g]! * (2 * productAt(features, g, factors) + extra[g]!);
  }
  return total;
}

function productAt(features: Float64Array, g: number, factors: Float64Array): number {
  const width = factors.length;
  const start = g * width;
  let [a, b] = [0, 0];
  let k = 0;
  for (; k + 1 < width; k += 2) {
    a += factors[k]! * features[start + k]!;
    b += factors[k + 1]! * features[start + k + 1]!;
  }
  if (k < width) a += factors[k]! * features[start + k]!;
  return a + b;
}

function clearTouched({ extra, isTouched, touchedClusters, touched }: Draw): void {
  for (let i = 0; i < touched; i++) {
    extra[touchedClusters[i]!] = 0;
    isTouched[touchedClusters[i]!] = 0;
  }
}
