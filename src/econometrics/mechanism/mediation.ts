import { addBlocks, blockGrams, coefficientsOn } from '../linear/block-gram.ts';
import { cholesky } from '../numeric/cholesky.ts';
import { UserError } from '../../text/user-error.ts';
import type { Fit, Term } from '../fit.ts';
import type { JointFits } from '../groups/joint-fits.ts';
import { inference } from '../linear/fit-terms.ts';
import { COLLINEAR } from '../numeric/least-squares.ts';
import { quantile } from '../numeric/quantile.ts';
import { integer, randomStream } from '../numeric/random.ts';
import { sandwichFactor } from '../variance/ssc.ts';

export interface MediationOptions {
  readonly treatment: string;
  readonly mediator: string;
  readonly cluster: string;
  readonly bootstrap?: number;
  readonly seed: number;
  readonly stream?: string;
}

/** Numbers of an estimate against the normal distribution. */
export type Approximation = Omit<Term, 'term' | 'estimate'>;

export interface Mediation {
  /** Treatment's coefficient in the first step, and the mechanism's in the second. */
  readonly a: number;
  readonly b: number;
  /** a·b: the indirect effect, where the second step is believed. */
  readonly product: number;
  /** Treatment's coefficient without and with the mechanism; total − direct = a·b on the same rows. */
  readonly total: number;
  readonly direct: number;
  /** a·b / total. */
  readonly share: number;
  /** Covariance of a and b: clusters of both equations are the same. */
  readonly covariance: number;
  /** √(b² V_a + a² V_b + 2ab C_ab), the delta method on the stacked equations. */
  readonly joint: Approximation;
  /** The same without the covariance (Sobel 1982). */
  readonly sobel: Approximation;
  readonly bootstrap: ClusterBootstrap | null;
  readonly sensitivity: Sensitivity;
}

/**
 * What the indirect effect would be if what is left of the mechanism and what is left of the outcome in the
 * second step had the correlation `rho` instead of none, which sequential ignorability asserts.
 */
export interface Sensitivity {
  /** The correlation at which nothing is left of the indirect effect. */
  readonly rho_at_zero: number;
  readonly curve: readonly { readonly rho: number; readonly product: number }[];
}

export interface ClusterBootstrap {
  readonly cluster: string;
  readonly clusters: number;
  readonly draws: number;
  /** Resamples that do not identify a or b, such as those without a treated cluster; not counted. */
  readonly excluded: number;
  readonly seed: number;
  readonly stream: string;
  readonly std_error: number;
  /** Percentile interval, 95 %. */
  readonly conf_low: number;
  readonly conf_high: number;
}

const LEVEL = 0.95;
/** −0.9 to 0.9. */
const RHOS = Array.from({ length: 19 }, (_, i) => (i - 9) / 10);

/** Models of `joint`: total, first, second. */
export function mediate(joint: JointFits, options: MediationOptions): Mediation {
  const { treatment, mediator } = options;
  const [total, first, last] = joint.fits as readonly [Fit, Fit, Fit, ...Fit[]];
  const [a, b, direct] = [
    slope(first, treatment),
    slope(last, mediator),
    slope(last, treatment),
  ] as const;
  const size = joint.from.at(-1)!;
  const [i, j] = [joint.from[1]! + a.place, joint.from[2]! + b.place];
  const covariance =
    Math.sqrt(sandwichFactor(first.vcov) * sandwichFactor(last.vcov)) * joint.cross[i * size + j]!;
  const product = a.estimate * b.estimate;
  const [left, right] = [b.estimate * a.std_error, a.estimate * b.std_error];
  const own = left * left + right * right;
  const whole = slope(total, treatment).estimate;
  return {
    a: a.estimate,
    b: b.estimate,
    product,
    total: whole,
    direct: direct.estimate,
    share: product / whole,
    covariance,
    joint: approximation(product, Math.max(own + 2 * product * covariance, 0)),
    sobel: approximation(product, own),
    bootstrap: options.bootstrap === 0 ? null : resample(joint, options),
    sensitivity: sensitivityOf(a.estimate, b.estimate, Math.sqrt(first.ssr / total.ssr)),
  };
}

/**
 * a (σ_T / σ_M) (ρ̃ − ρ √((1 − ρ̃²) / (1 − ρ²))) with σ_M and σ_T the residual deviations of the first step and
 * of the total effect, `ratio` σ_M / σ_T, and ρ̃ = b σ_M / σ_T the correlation of these residuals (Imai, Keele and
 * Yamamoto 2010, on linear models without an interaction).
 */
function sensitivityOf(a: number, b: number, ratio: number): Sensitivity {
  const rhoAtZero = b * ratio;
  const curve = RHOS.map((rho) => {
    const shrink = Math.sqrt((1 - rhoAtZero * rhoAtZero) / (1 - rho * rho));
    return { rho, product: (a / ratio) * (rhoAtZero - rho * shrink) };
  });
  return { rho_at_zero: rhoAtZero, curve };
}

function approximation(estimate: number, variance: number): Approximation {
  const { estimate: _, ...numbers } = inference(estimate, variance, Infinity, LEVEL);
  return numbers;
}

/**
 * Pairs cluster bootstrap of a·b: as many clusters as there are, drawn with replacement, each draw a
 * cluster of its own with its own unit effects; both equations are estimated again from sums of the
 * clusters' cross products (one factorisation a draw).
 *
 * Errors: `E_MECHANISM` where hardly a resample identifies a·b; `E_TOO_MANY_LEVELS`.
 */
function resample(joint: JointFits, options: MediationOptions): ClusterBootstrap {
  const { bootstrap: draws = 1000, seed, stream = 'mechanism', cluster } = options;
  if (!Number.isSafeInteger(draws) || draws < 1) {
    throw problem(`${draws} is no number of resamples`, 'It is a whole number, 0 for none.');
  }
  const { grams, place } = clusterGrams(joint, options);
  const matrix = new Float64Array(grams.size * grams.size);
  const counts = new Int32Array(grams.blocks);
  const random = randomStream(seed, stream);
  const products: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    counts.fill(0);
    for (let g = 0; g < grams.blocks; g++) counts[integer(random, grams.blocks)]!++;
    addBlocks(grams, counts, matrix);
    const factor = cholesky(matrix, grams.size, COLLINEAR);
    const a = coefficientsOn(factor, place.mediator, place.mediator)[place.treatment]!;
    const b = coefficientsOn(factor, place.outcome, place.outcome)[place.mediator]!;
    if (!Number.isNaN(a * b)) products.push(a * b);
  }
  if (products.length < 2) throw problem(`of ${draws} resamples hardly one identifies a·b`, '');
  const sorted = Float64Array.from(products).sort();
  const mean = products.reduce((total, value) => total + value, 0) / products.length;
  const square = products.reduce((total, value) => total + (value - mean) * (value - mean), 0);
  return {
    cluster,
    clusters: grams.blocks,
    draws,
    excluded: draws - products.length,
    seed,
    stream,
    std_error: Math.sqrt(square / (products.length - 1)),
    conf_low: quantile(sorted, (1 - LEVEL) / 2),
    conf_high: quantile(sorted, (1 + LEVEL) / 2),
  };
}

/** Cross products of the second step's columns by cluster: treatment, mechanism and outcome last. */
function clusterGrams({ samples }: JointFits, { treatment, mediator }: MediationOptions) {
  const sample = samples[2]!;
  const named = (name: string): Float64Array =>
    sample.regressors.find((regressor) => regressor.name === name)!.values;
  const others = sample.regressors.filter(({ name }) => name !== treatment && name !== mediator);
  const columns = [...others.map(({ values }) => values), named(treatment), named(mediator)];
  const grams = blockGrams({
    ...sample,
    columns: [...columns, sample.outcome],
    blocks: sample.clusters[0]!,
  });
  const last = grams.size - 1;
  return { grams, place: { treatment: last - 2, mediator: last - 1, outcome: last } };
}

function slope(fit: Fit, name: string): Term & { readonly place: number } {
  const slopes = fit.terms.filter(({ term }) => term !== '(Intercept)');
  const place = slopes.findIndex(({ term }) => term === name);
  const found = slopes[place];
  if (found !== undefined) return { ...found, place };
  const why = fit.dropped.find(({ term }) => term === name)?.reason ?? 'not in the model';
  throw problem(`"${name}" is not identified in "${fit.formula}" (${why})`, '');
}

/** `E_MECHANISM`. */
export function problem(message: string, hint: string): UserError {
  return new UserError('E_MECHANISM', `mechanism: ${message}.`, { hint });
}
