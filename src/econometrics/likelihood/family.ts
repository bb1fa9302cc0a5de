import exp from '@stdlib/math-base-special-exp';
import gammaln from '@stdlib/math-base-special-gammaln';
import ln from '@stdlib/math-base-special-ln';
import log1p from '@stdlib/math-base-special-log1p';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { dot, sum } from '../numeric/sums.ts';

/**
 * A distribution with its link, bound to one outcome `y` (n) and prior weights ω (n, null is 1).
 * η is the linear predictor, μ the mean.
 */
export interface Family {
  /** Linear predictors to start from; not in the model's space. */
  readonly start: () => Float64Array;
  /** Constant that fits the mean of y beside `offset`: a start in the space of every model with a constant. */
  readonly constant: (offset: Float64Array | null) => number;
  /**
   * Fills `weights` with ω (dμ/dη)² / V(μ) and `response` with the working residual (y − μ) dη/dμ;
   * returns the deviance.
   */
  readonly work: (eta: Float64Array, weights: Float64Array, response: Float64Array) => number;
  readonly mean: (eta: number) => number;
  readonly logLikelihood: (deviance: number) => number;
  readonly logLikelihoodNull: number;
  /** The side on which a row is unbounded: −1 or 1, 0 where its likelihood bounds it on both. */
  readonly side: (row: number) => -1 | 0 | 1;
  /** Whether every row has an unbounded side, so that a complete separation is possible. */
  readonly isBinary: boolean;
}

const TINY = 1e-300;
/** A power of two. */
const SMALL_COUNTS = 1024;
const ROOT_TWO_PI = 2.5066282746310002;
/** Beyond it the normal density underflows. */
const FARTHEST = 37;

/** Poisson with logarithmic link; y ≥ 0, not necessarily whole. */
export function poisson(y: Float64Array, prior: Float64Array | null): Family {
  const logs = byCount(y, (value) => (value > 0 ? ln(value) : 0));
  const mass = prior === null ? y.length : sum(prior, null);
  const average = sum(y, prior) / mass;
  const factorials = sum(byCount(y, logFactorial), prior);
  // ll = Σ ω (y ln y − y − ln y!) − deviance / 2: the first sum is the saturated model's.
  const saturated = dot(y, logs, prior) - sum(y, prior) - factorials;
  return {
    start: () => byCount(y, (value) => ln((value + average) / 2)),
    constant: (offset) => ln((average * mass) / exposure(offset, prior, mass)),
    work: (eta, weights, response) => {
      let deviance = 0;
      let part = 0;
      let last = NaN;
      let mu = NaN;
      for (let i = 0; i < y.length; i++) {
        if (eta[i] !== last) {
          last = eta[i]!;
          mu = Math.max(exp(last), TINY);
        }
        const omega = prior === null ? 1 : prior[i]!;
        weights[i] = omega * mu;
        response[i] = y[i]! / mu - 1;
        part += omega * (y[i]! * (logs[i]! - eta[i]!) - (y[i]! - mu));
        if ((i & 1023) !== 1023) continue;
        deviance += part;
        part = 0;
      }
      return 2 * (deviance + part);
    },
    mean: exp,
    logLikelihood: (deviance) => saturated - deviance / 2,
    logLikelihoodNull: mass * average * (ln(average) - 1) - factorials,
    side: (row) => (y[row] === 0 ? -1 : 0),
    isBinary: false,
  };
}

/** Bernoulli with logistic or normal link; y is 0 or 1 and both occur. */
export function bernoulli(
  link: 'logit' | 'probit',
  y: Float64Array,
  prior: Float64Array | null,
): Family {
  const mass = prior === null ? y.length : sum(prior, null);
  const share = sum(y, prior) / mass;
  const row = link === 'logit' ? logitRow : probitRow;
  return {
    // fitted means of 1/4 and 3/4, near enough for either link
    start: () => y.map((value) => (value === 1 ? 1 : -1)),
    constant: () => ln(share / (1 - share)) / (link === 'logit' ? 1 : 1.6),
    work: (eta, weights, response) => {
      const at = { weight: 0, distance: 0, loss: 0 };
      let deviance = 0;
      let part = 0;
      for (let i = 0; i < y.length; i++) {
        const sign = y[i] === 1 ? 1 : -1;
        const omega = prior === null ? 1 : prior[i]!;
        row(sign * eta[i]!, at);
        weights[i] = omega * at.weight;
        response[i] = sign * at.distance;
        part += omega * at.loss;
        if ((i & 1023) !== 1023) continue;
        deviance += part;
        part = 0;
      }
      return 2 * (deviance + part);
    },
    mean: link === 'logit' ? (eta) => 1 / (1 + exp(-eta)) : (eta) => normalCdf(eta, 0, 1),
    logLikelihood: (deviance) => -deviance / 2,
    logLikelihoodNull: mass * (share * ln(share) + (1 - share) * ln(1 - share)),
    side: (i) => (y[i] === 1 ? 1 : -1),
    isBinary: true,
  };
}

/** At t = η for y = 1 and −η for y = 0: IRLS weight, |working residual|, −ln P(y). */
interface RowWork {
  weight: number;
  distance: number;
  loss: number;
}

function logitRow(t: number, at: RowWork): void {
  const e = exp(-Math.abs(t));
  at.weight = Math.max(e / ((1 + e) * (1 + e)), TINY);
  at.distance = t > 0 ? 1 + e : 1 + 1 / e;
  at.loss = Math.max(-t, 0) + log1p(e);
}

function probitRow(t: number, at: RowWork): void {
  const far = Math.min(Math.abs(t), FARTHEST);
  const density = exp((-far * far) / 2) / ROOT_TWO_PI;
  const tail = normalCdf(-far, 0, 1);
  at.weight = (density * density) / (tail * (1 - tail));
  at.distance = (t > 0 ? tail : 1 - tail) / density;
  at.loss = t > 0 ? -log1p(-tail) : -ln(tail);
}

/** Σ ω exp(offset). */
function exposure(offset: Float64Array | null, prior: Float64Array | null, mass: number): number {
  if (offset === null) return mass;
  return sum(
    offset.map((value) => exp(value)),
    prior,
  );
}

/** f of each value: small counts occur again and again, and are worked out once. */
function byCount(y: Float64Array, f: (value: number) => number): Float64Array {
  const known = new Float64Array(SMALL_COUNTS).fill(NaN);
  const result = new Float64Array(y.length);
  for (let i = 0; i < y.length; i++) {
    const value = y[i]!;
    const at = value & (SMALL_COUNTS - 1);
    if (at !== value) result[i] = f(value);
    else {
      if (Number.isNaN(known[at]!)) known[at] = f(value);
      result[i] = known[at]!;
    }
  }
  return result;
}

function logFactorial(value: number): number {
  return value < 2 && value === Math.floor(value) ? 0 : gammaln(value + 1);
}
