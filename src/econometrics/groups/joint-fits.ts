import type { Codes, NamedCodes } from '../frame/codes.ts';
import { buildDesign, refuseSlopes, type Design } from '../design/design.ts';
import { codesOf, parts } from '../design/sources.ts';
import { UserError } from '../../text/user-error.ts';
import { estimateFeols } from '../feols.ts';
import type { Fit } from '../fit.ts';
import { parseFormula, type Formula } from '../formula/formula.ts';
import type { Frame } from '../frame/frame.ts';
import { symmetric } from '../numeric/dense.ts';
import type { LinearModel } from '../linear/model.ts';
import type { FitOptions } from '../linear/fit-parts.ts';

export interface JointModel {
  readonly id?: string | undefined;
  /** What an error in this model is prefixed with. */
  readonly name?: string;
  readonly formula: string | Formula;
  /** 1 for each row of the frame that belongs to the model's sample; all rows unless given. */
  readonly rows?: Uint8Array;
}

export interface JointOptions extends Pick<
  FitOptions,
  'weights' | 'ssc' | 'dropSingletons' | 'sample'
> {
  /** One cluster variable, which may span the samples. */
  readonly cluster: string;
}

export interface JointFits {
  /** Each model by itself, clustered. */
  readonly fits: readonly Fit[];
  /** Clusters over all samples together. */
  readonly clusters: number;
  /** Data of each model over its own rows, as they were before absorption. */
  readonly samples: readonly Design[];
  /** Of each model and regressor: in how many clusters it varies, such as treated ones. */
  readonly varying: readonly Readonly<Record<string, number>>[];
  /**
   * Σ_g φ_g φ_g' without any factor, row-major, over the slopes of all models one after the other;
   * φ_g = B S_g is what cluster g does to the coefficients.
   */
  readonly cross: Float64Array;
  /** Where in `cross` the slopes of each model begin; the last entry is its size. */
  readonly from: readonly number[];
}

/**
 * Several least-squares models and the covariance of all their slopes together, clusters spanning the
 * samples: V_mm' = Σ_g φ_mg φ_m'g' (the sandwich of the stacked equations; Weesie 1999, Stata's suest).
 * Small-sample factors are the caller's. An intercept without fixed effects is no slope.
 *
 * Errors: those of `feols`; `E_UNSUPPORTED_SLOPES` for varying slopes.
 */
export function jointFits(
  frame: Frame,
  models: readonly JointModel[],
  options: JointOptions,
): JointFits {
  const { cluster, ...given } = options;
  const estimated = models.map((model) => {
    const { id, name, rows } = model;
    const own = { ...given, vcov: { cluster }, id, rows };
    return named(name, () => {
      const formula = parseFormula(model.formula);
      refuseSlopes(formula);
      return estimateFeols(frame, formula, own, true);
    });
  });
  const samples = estimated.map(({ design }) => design);
  const shared = sharedClusters(samples, cluster);
  const varying = samples.map(({ regressors }, m) =>
    Object.fromEntries(regressors.map(({ name, values }) => [name, varies(values, shared[m]!)])),
  );
  const influences = estimated.map(({ model }, m) =>
    influence(model, samples[m]!.weights, shared[m]!),
  );
  const slopes = influences.flat();
  const from = [0];
  for (const { length } of influences) from.push(from.at(-1)! + length);
  return {
    fits: estimated.map(({ fit }) => fit),
    samples,
    varying,
    clusters: shared[0]?.levels ?? 0,
    cross: symmetric(slopes.length, (i, j) =>
      slopes[i]!.reduce((total, own, g) => total + own * slopes[j]![g]!, 0),
    ),
    from,
  };
}

/** The rows that a model uses, 1 each: complete, in its sample, not alone in a fixed effect. */
export function usedRows(frame: Frame, model: JointModel, options: JointOptions): Uint8Array {
  const marks = new Uint8Array(frame.rows);
  const { places } = buildDesign(frame, parseFormula(model.formula), {
    clusters: [options.cluster],
    weights: options.weights,
    dropSingletons: options.dropSingletons ?? true,
    within: model.rows ?? null,
  });
  for (const place of places) marks[place] = 1;
  return marks;
}

/** Clusters of each sample in one numbering over all of them. */
function sharedClusters(samples: readonly Design[], cluster: string): readonly NamedCodes[] {
  const [first] = samples;
  if (first === undefined) return [];
  const places = Int32Array.from(samples.flatMap((sample) => [...sample.places]));
  const all = codesOf(first.columns, cluster, parts(cluster), places);
  let start = 0;
  return samples.map((sample) => {
    const codes = all.codes.subarray(start, (start += sample.places.length));
    return { name: all.name, codes, levels: all.levels };
  });
}

/** In how many clusters the values are not all the same. */
function varies(values: Float64Array, { codes, levels }: Codes): number {
  const first = new Float64Array(levels).fill(NaN);
  const found = new Uint8Array(levels);
  for (let i = 0; i < codes.length; i++) {
    const cluster = codes[i]!;
    if (Number.isNaN(first[cluster]!)) first[cluster] = values[i]!;
    else if (first[cluster] !== values[i]) found[cluster] = 1;
  }
  return found.reduce((total, mark) => total + mark, 0);
}

function named<T>(name: string | undefined, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (name === undefined || !(error instanceof UserError)) throw error;
    const { code, hint, subject } = error;
    throw new UserError(code, `${name}: ${error.message}`, { hint, subject });
  }
}

/** By slope: φ of each cluster. */
function influence(
  model: LinearModel,
  weights: Float64Array | null,
  { codes, levels }: Codes,
): Float64Array[] {
  const k = model.names.length;
  const scores = model.columns.map((column) => {
    const sums = new Float64Array(levels);
    for (let i = 0; i < codes.length; i++) {
      sums[codes[i]!]! += (weights === null ? 1 : weights[i]!) * model.residuals[i]! * column[i]!;
    }
    return sums;
  });
  return scores.map((_, i) => {
    const own = new Float64Array(levels);
    scores.forEach((sums, j) => {
      const share = model.bread[i * k + j]!;
      for (let g = 0; g < levels; g++) own[g]! += share * sums[g]!;
    });
    return own;
  });
}
