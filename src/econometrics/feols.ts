import { gradient } from './absorb/absorb.ts';
import { buildDesign, type Design } from './design/design.ts';
import { noFreedom, sampleInWords, toRows } from './linear/fit-parts.ts';
import { namedCoefficients, termRecords, type Coefficients } from './linear/fit-terms.ts';
import { linearPredictions, type LinearPredictions } from './linear/predictions.ts';
import { homoskedastic, isInterceptTerm, linearVariance } from './linear/variance.ts';
import { linearStatistics, waldOfSlopes } from './linear/fit-statistics.ts';
import type { Fit } from './fit.ts';
import { modelColumns, parseFormula, parseFormulas, type Formula } from './formula/formula.ts';
import type { Frame } from './frame/frame.ts';
import { countTreated, type TreatmentColumns } from './frame/treated.ts';
import { solveLinearModel, type LinearModel } from './linear/model.ts';
import { rulesOf, type RuleOptions, type Rules } from './variance/presets.ts';
import {
  droppedTerms,
  reportedTerms,
  slopesAlone,
  solvedSlopes,
  withinSlopes,
} from './linear/slopes.ts';
import { dot } from './numeric/sums.ts';
import type { VcovSpec } from './variance/kinds.ts';
import { readVcov, vcovColumns } from './variance/spec.ts';
import { parameters } from './variance/ssc.ts';
import type { Variance } from './variance/vcov.ts';

export interface FeolsOptions extends RuleOptions {
  /** Kept in the fit, for tables and traces. */
  readonly id?: string;
  /** `iid` unless given. */
  readonly vcov?: VcovSpec;
  /** Name of the column of weights (analytic: a row counts in proportion). */
  readonly weights?: string;
  /** What rows the frame holds, in words. */
  readonly sample?: string;
  /** 1 for each row of the frame that belongs to the sample; all rows unless given. */
  readonly rows?: Uint8Array;
  /** The columns of treatment and unit, for counting the treated; not counted unless given. */
  readonly treatedBy?: TreatmentColumns;
}

/**
 * Least squares with absorbed fixed effects and the conventions of fixest 0.14: same coefficients,
 * standard errors, degrees of freedom and goodness of fit.
 *
 * Precondition: missing numbers are NaN, missing text is code −1; such rows are dropped and counted.
 * Errors: `UserError` with `E_FORMULA`, `E_VCOV`, `E_UNKNOWN_COLUMN`, `E_NOT_NUMERIC`,
 * `E_NEGATIVE_WEIGHT`, `E_NO_ROWS`, `E_CONSTANT_OUTCOME`, `E_OUTCOME_ABSORBED`, `E_NO_REGRESSORS`,
 * `E_PERFECT_FIT`, `E_NO_DEGREES_OF_FREEDOM`, `E_ONE_CLUSTER`, `E_FULL_LEVERAGE`, `E_ZERO_VARIANCE`,
 * `E_UNSUPPORTED_VCOV`, `E_ONE_PERIOD`, `E_DUPLICATE_PERIODS`, `E_COORDINATES`, `E_ONE_PLACE`,
 * `E_CONLEY_CUTOFF`, `E_PRESET`, `E_LEVEL`, `E_NOT_CONVERGED`, `E_TOO_MANY_LEVELS`, `E_TOO_MANY_SLOPES`.
 */
export function feols(frame: Frame, formula: string | Formula, options: FeolsOptions = {}): Fit {
  return estimateFeols(frame, formula, options).fit;
}

export interface FittedFeols extends LinearPredictions {
  readonly fit: Fit;
}

/** `feols` with its predictions, residuals and absorbed effects. Errors: those of `feols`. */
export function fitFeols(
  frame: Frame,
  formula: string | Formula,
  options: FeolsOptions = {},
): FittedFeols {
  const parsed = typeof formula === 'string' ? parseFormula(formula) : formula;
  const { fit, design, model } = estimateFeols(frame, parsed, options, true);
  return { fit, ...linearPredictions(frame.rows, parsed.fixedEffects, design, model) };
}

/** A fit with what it was made of. */
export interface EstimatedFeols {
  readonly fit: Fit;
  readonly design: Design;
  readonly model: LinearModel;
}

/** `feols` with its design, whose columns are residuals from the effects unless `keepRaw` is set, and model. */
export function estimateFeols(
  frame: Frame,
  formula: string | Formula,
  options: FeolsOptions,
  keepRaw = false,
): EstimatedFeols {
  const parsed = typeof formula === 'string' ? parseFormula(formula) : formula;
  const request = readVcov(options.vcov);
  const rules = rulesOf(options, 't');
  const design = buildDesign(frame, parsed, {
    clusters: request.clusters,
    needs: request.needs,
    weights: options.weights,
    dropSingletons: rules.dropSingletons,
    within: options.rows ?? null,
    slopes: true,
  });
  const returned = keepRaw ? { ...design, ...copied(design) } : design;
  const alone = slopesAlone(design);
  const regressors = [...design.slopes, ...design.regressors];
  const model = solveLinearModel({ ...design, regressors });
  const dropped = droppedTerms(design, model);
  // As fixest counts: every slope, also one that is redundant beside the other effects.
  const unsolved = design.slopes.length - solvedSlopes(design, model);
  const slopes = model.names.length + unsolved + (isInterceptTerm(model) ? 1 : 0);
  const nparams = parameters({ ...design, slopes });
  if (design.rows <= nparams) throw noFreedom(design.rows, nparams);
  const variance = linearVariance({ design, model, slopes, request, rules });
  const solved = namedCoefficients(model, variance.matrix, null);
  const floor = homoskedastic(model, design.rows - nparams);
  const ssrWithin = alone ?? withinSlopes(design, model);
  const reported = reportedTerms(
    design,
    solved,
    floor,
    variance.mayBeNegative ? rules.eigenvalues : null,
  );
  const fit = record(parsed, options, {
    frame,
    design,
    rules,
    model,
    variance,
    nparams,
    dropped,
    ssrWithin,
    ...reported,
  });
  return { fit, design: returned, model };
}

function copied({
  outcome,
  regressors,
  slopes,
}: Design): Pick<Design, 'outcome' | 'regressors' | 'slopes'> {
  const copies = (columns: Design['regressors']): Design['regressors'] =>
    columns.map(({ name, values }) => ({ name, values: values.slice() }));
  return { outcome: outcome.slice(), regressors: copies(regressors), slopes: copies(slopes) };
}

/**
 * The columns that `feols` and `estimateMulti` read for this formula and these options, each once. A
 * formula that holds several models gives the columns of all.
 */
export function formulaColumns(
  formula: string | Formula,
  options: Pick<FeolsOptions, 'vcov' | 'weights' | 'treatedBy'> & {
    readonly split?: string;
    readonly fsplit?: string;
  } = {},
): string[] {
  const models = typeof formula === 'string' ? parseFormulas(formula) : [formula];
  const { column: treatment, unit } = options.treatedBy ?? {};
  const others = [options.weights, ...vcovColumns(options.vcov), treatment, unit];
  const named = [...others, options.split, options.fsplit].filter((name) => name !== undefined);
  return [...new Set([...models.flatMap(modelColumns), ...named])];
}

interface Estimated {
  readonly frame: Frame;
  readonly rules: Rules;
  readonly design: Design;
  readonly model: LinearModel;
  readonly variance: Variance;
  readonly nparams: number;
  readonly dropped: Fit['dropped'];
  /** Σ w y² once fixed effects and slopes are out of the outcome. */
  readonly ssrWithin: number;
  readonly coefficients: Coefficients;
  readonly floor: Float64Array;
}

function record(formula: Formula, options: FeolsOptions, estimated: Estimated): Fit {
  const { frame, design, rules, model, variance, nparams, coefficients, ssrWithin } = estimated;
  const { rows, effects, slopes, slopeLevels } = design;
  const { ssr, ssrNull, absorber, absorption, constant } = model;
  const k = coefficients.names.length;
  const isAbsorbed = effects.length + slopes.length > 0;
  const hasMean = effects.length > 0;
  const nfe = nparams - k;
  const constantError = coefficients.constantError;
  const df = rules.distribution === 't' ? variance.df : Infinity;
  const terms = termRecords(coefficients, estimated.floor, {
    df,
    level: rules.level,
    ...(variance.own === undefined ? {} : { own: variance.own }),
  });
  const covariance = toRows(coefficients.covariance, k);
  const levels = Object.fromEntries(effects.map((effect) => [effect.name, effect.levels]));
  return {
    id: options.id ?? '',
    estimator: 'feols',
    formula: formula.text,
    outcome: formula.outcome.name,
    nobs: rows,
    nparams,
    df_residual: variance.df,
    distribution: rules.distribution,
    conf_level: rules.level,
    terms,
    covariance,
    vcov: { ...variance.record, repaired: coefficients.repaired },
    fixed_effects: { ...levels, ...slopeLevels },
    dropped: estimated.dropped,
    dropped_rows: design.droppedRows,
    singletons: design.singletons,
    ...(hasMean && slopes.length === 0 ? { constant } : {}),
    ...(hasMean && slopes.length === 0 && constantError !== null
      ? { constant_std_error: constantError }
      : {}),
    r2: 1 - ssr / ssrNull,
    adj_r2: 1 - (ssr / ssrNull) * ((rows - (model.centred ? 1 : 0)) / (rows - nparams)),
    r2_within: isAbsorbed ? 1 - ssr / ssrWithin : null,
    adj_r2_within: isAbsorbed ? 1 - (ssr / ssrWithin) * ((rows - nfe) / (rows - nfe - k)) : null,
    rmse: Math.sqrt(ssr / model.mass),
    ssr,
    ...linearStatistics({
      rows,
      mass: model.mass,
      nparams,
      terms: k,
      ssr,
      ssrNull,
      ssrWithin: isAbsorbed ? ssrWithin : null,
      ssrPlain: design.weights === null ? ssr : dot(model.residuals, model.residuals, null),
      k: variance.record.small_sample.k,
      df: variance.df,
      isConstantOnly: nparams === 1 && isInterceptTerm(model),
    }),
    wald_test: waldOfSlopes({ terms, covariance, df_residual: variance.df }, coefficients.repaired),
    absorption: { ...absorption, gradient: gradient(absorber, model.residuals) },
    sample: options.sample ?? sampleInWords(frame.rows, rows),
    ...(options.weights === undefined ? {} : { weights: options.weights }),
    ...(options.treatedBy === undefined
      ? {}
      : { treated: countTreated(frame, design.places, options.treatedBy) }),
  };
}
