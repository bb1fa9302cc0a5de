import ln from '@stdlib/math-base-special-ln';
import { gradient, prepareAbsorber } from '../absorb/absorb.ts';
import type { NamedCodes } from '../frame/codes.ts';
import { noFreedom, noRegressors, type FitOptions } from '../linear/fit-parts.ts';
import { namedCoefficients, recordParts } from '../linear/fit-terms.ts';
import type { LikelihoodFit, LikelihoodName } from '../fit.ts';
import { parseFormula, type Formula } from '../formula/formula.ts';
import type { Frame } from '../frame/frame.ts';
import { separated } from './errors.ts';
import type { Family } from './family.ts';
import { LIKELIHOOD_MODELS, type LikelihoodModel } from './models.ts';
import { solveGlm, type GlmSolution } from './irls.ts';
import { dropBoundLevels, glmSample, withoutRows, type GlmSample } from './sample.ts';
import { independentTerms, type IndependentTerms } from './terms.ts';
import { rulesOf, type Rules } from '../variance/presets.ts';
import { diagonal } from '../numeric/dense.ts';
import { centre, dot, sum } from '../numeric/sums.ts';
import { likelihoodVariance, readLikelihoodVcov } from './variance.ts';
import { parameters } from '../variance/ssc.ts';

/** `hc2` and `hc3` do not exist here. */
export interface GlmOptions extends FitOptions {
  /** Column or function of columns with coefficient one, where the model takes one: `log(population)`. */
  readonly offset?: string;
}

const MUST_VARY = 'within the fixed effects, and among rows that are not separated';

/** A fit with what it was made of, for `predicted`. */
export interface EstimatedGlm {
  readonly fit: LikelihoodFit;
  readonly frame: Frame;
  readonly parsed: Formula;
  readonly estimated: Estimated;
}

export interface Estimated {
  readonly family: Family;
  readonly sample: GlmSample;
  readonly terms: IndependentTerms;
  readonly solution: GlmSolution;
}

/**
 * Fits one likelihood model: sample, independent terms, maximum, variance, record. Where a step shows
 * that rows are separated, they are dropped and the rest is fitted anew, or the model is refused.
 */
export function fitGlm(
  frame: Frame,
  formula: string | Formula,
  estimator: LikelihoodName,
  options: GlmOptions,
): EstimatedGlm {
  const model: LikelihoodModel = LIKELIHOOD_MODELS[estimator];
  const parsed = parseFormula(formula);
  const rules = rulesOf(options, 'normal');
  const { dropSingletons } = rules;
  const { clusters, needs } = readLikelihoodVcov(options.vcov);
  const whole = glmSample(frame, parsed, {
    clusters,
    needs,
    weights: options.weights,
    offset: options.offset,
    dropSingletons,
    within: options.rows ?? null,
  });
  model.check(parsed.outcome.name, whole.outcome);
  const usable = dropBoundLevels(whole, model.bounds, dropSingletons);
  const estimated = maximize(usable, parsed.intercept, model, dropSingletons);
  const fit = record(frame, parsed, estimator, { ...options, rules }, estimated);
  return { fit, frame, parsed, estimated };
}

function maximize(
  start: GlmSample,
  intercept: boolean,
  model: LikelihoodModel,
  dropSingletons: boolean,
): Estimated {
  let sample = start;
  for (;;) {
    const { outcome, weights, offset } = sample;
    const rows = outcome.length;
    const family = model.family(outcome, weights);
    const effects = absorbedEffects(sample, intercept);
    const terms = independentTerms(sample.regressors, effects, weights, rows);
    const count = terms.kept.length;
    if (count === 0 && (sample.regressors.length > 0 || effects.length === 0)) {
      if (sample.effects.length > 0 || effects.length === 0)
        throw noRegressors(terms.dropped, MUST_VARY);
    }
    const slopes = count + (isInterceptTerm(sample, intercept) ? 1 : 0);
    const nparams = parameters({ ...sample, slopes });
    if (rows <= nparams) throw noFreedom(rows, nparams);
    const result = solveGlm({ family, regressors: terms.columns, effects, offset, rows });
    if (result.kind === 'solved') return { family, sample, terms, solution: result.solution };
    const running = terms.kept.filter((_, j) => result.running[j] === 1).map(({ name }) => name);
    if (!model.dropsSeparated || !result.rows.includes(0)) throw separated(result.rows, running);
    const rest = withoutRows(sample, result.rows, 'separated');
    sample = dropBoundLevels(rest, model.bounds, dropSingletons);
  }
}

/** A constant is absorbed as an effect with one level: it needs no column and is exact. */
function absorbedEffects(sample: GlmSample, intercept: boolean): readonly NamedCodes[] {
  if (!isInterceptTerm(sample, intercept)) return sample.effects;
  return [{ name: '', codes: new Int32Array(sample.outcome.length), levels: 1 }];
}

function isInterceptTerm(sample: GlmSample, intercept: boolean): boolean {
  return intercept && sample.effects.length === 0;
}

function record(
  frame: Frame,
  formula: Formula,
  estimator: LikelihoodName,
  options: GlmOptions & { readonly rules: Rules },
  estimated: Estimated,
): LikelihoodFit {
  const { rules } = options;
  const { family, sample, terms, solution } = estimated;
  const { outcome } = sample;
  const { deviance, absorber, absorption, weights, response } = solution;
  const rows = outcome.length;
  const centred = isInterceptTerm(sample, formula.intercept);
  const names = terms.kept.map(({ name }) => name);
  const mass = sum(weights, null);
  const nparams = parameters({ ...sample, slopes: names.length + (centred ? 1 : 0) });
  const variance = likelihoodVariance(sample, solution, centred ? mass : null, options);
  const solved = { names, centred, absorber: prepareAbsorber([], null), ...origin(estimated) };
  const coefficients = namedCoefficients(
    solved,
    variance.matrix,
    variance.mayBeNegative ? rules.eigenvalues : null,
  );
  const floor = diagonal(solution.bread, names.length);
  const ll = family.logLikelihood(deviance);
  const { head, wald_test, middle, tail } = recordParts({
    estimator,
    frame,
    formula,
    options,
    rules,
    sample,
    nparams,
    variance,
    coefficients,
    floor: centred ? Float64Array.from([1 / mass, ...floor]) : floor,
    dropped: terms.dropped,
    absorption: { ...absorption, gradient: gradient(absorber, response) },
  });
  return {
    ...head,
    wald_test,
    ...middle,
    ...tail,
    ...(options.offset === undefined ? {} : { offset: options.offset }),
    deviance,
    log_likelihood: ll,
    log_likelihood_null: family.logLikelihoodNull,
    pseudo_r2: 1 - ll / family.logLikelihoodNull,
    squared_correlation: squaredCorrelation(outcome, solution.eta.map(family.mean)),
    aic: 2 * nparams - 2 * ll,
    bic: nparams * ln(rows) - 2 * ll,
    convergence: { iterations: solution.iterations, criterion: solution.criterion },
  };
}

/** Means at the maximum, and the constant: mean η less the mean prediction of the slopes. */
function origin({ sample, terms, solution }: Estimated): {
  readonly coefficients: Float64Array;
  readonly means: Float64Array;
  readonly constant: number;
} {
  const { eta, weights, coefficients } = solution;
  const { offset } = sample;
  const mass = sum(weights, null);
  const means = Float64Array.from(terms.kept, ({ values }) => sum(values, weights) / mass);
  const linear = offset === null ? eta : eta.map((value, i) => value - offset[i]!);
  const constant = sum(linear, weights) / mass - dot(means, coefficients, null);
  return { coefficients, means, constant };
}

function squaredCorrelation(y: Float64Array, mu: Float64Array): number {
  const [a, b] = [y.slice(), mu];
  const [left, right] = [centre(a, null, a.length).square, centre(b, null, b.length).square];
  const product = dot(a, b, null);
  return right === 0 ? 0 : (product / left) * (product / right);
}
