import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { Matrix, solve } from 'ml-matrix';
import type { PropensityFit } from '../../../src/econometrics/matching/balance.ts';

/**
 * Logit or probit of `outcome` on a constant and `columns` by Newton's method with the observed
 * information, for tests: weights count observations. Also the fitted probabilities.
 */
export function binaryFit(
  link: 'logit' | 'probit',
  outcome: ArrayLike<number>,
  columns: readonly Float64Array[],
  weight: Float64Array = Float64Array.from(outcome, () => 1),
): PropensityFit & { readonly score: Float64Array } {
  const scales = columns.map((x) => Math.sqrt(x.reduce((s, v) => s + v * v, 0) / x.length));
  const design = Array.from(weight, (_, i) => [1, ...columns.map((x, j) => x[i]! / scales[j]!)]);
  let b = design[0]!.map(() => 0);
  for (let step = 0; step < 60; step++) {
    const hessian = Matrix.zeros(b.length, b.length);
    const gradient = Matrix.zeros(b.length, 1);
    design.forEach((x, i) => {
      if (weight[i] === 0) return;
      const { slope, curve } = derivatives(link, dotOf(x, b), outcome[i] === 1);
      x.forEach((xa, a) => {
        gradient.set(a, 0, gradient.get(a, 0) + weight[i]! * slope * xa);
        x.forEach((xc, c) => hessian.set(a, c, hessian.get(a, c) + weight[i]! * curve * xa * xc));
      });
    });
    const move = solve(hessian, gradient).to1DArray();
    b = b.map((value, j) => value + move[j]!);
    if (Math.max(...move.map(Math.abs)) < 1e-14) break;
  }
  const index = Float64Array.from(design, (x) => dotOf(x, b));
  const score = index.map((value) => probability(link, value));
  const mass = weight.reduce((s, w) => s + w, 0);
  const share = weight.reduce((s, w, i) => s + w * outcome[i]!, 0) / mass;
  const loglik = (p: (i: number) => number): number =>
    weight.reduce(
      (s, w, i) => (w === 0 ? s : s + w * Math.log(outcome[i] === 1 ? p(i) : 1 - p(i))),
      0,
    );
  const [full, none] = [loglik((i) => score[i]!), loglik(() => share)];
  return { index, score, pseudo_r2: 1 - full / none, lr_chi2: 2 * (full - none), p_value: 0 };
}

function derivatives(
  link: 'logit' | 'probit',
  eta: number,
  isOne: boolean,
): { readonly slope: number; readonly curve: number } {
  const p = probability(link, eta);
  if (link === 'logit') return { slope: (isOne ? 1 : 0) - p, curve: p * (1 - p) };
  const sign = isOne ? 1 : -1;
  const ratio = Math.exp(-0.5 * eta * eta) / Math.sqrt(2 * Math.PI) / normalCdf(sign * eta, 0, 1);
  return { slope: sign * ratio, curve: ratio * (ratio + sign * eta) };
}

function probability(link: 'logit' | 'probit', eta: number): number {
  return link === 'logit' ? 1 / (1 + Math.exp(-eta)) : normalCdf(eta, 0, 1);
}

function dotOf(x: readonly number[], b: readonly number[]): number {
  return x.reduce((s, value, j) => s + value * b[j]!, 0);
}
