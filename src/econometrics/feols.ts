import { gradient } from './absorb/absorb.ts';
import { buildDesign, type Design } from './design/design.ts';
import { noFreedom, type FitOptions } from './linear/fit-parts.ts';
import { namedCoefficients, recordParts } from './linear/fit-terms.ts';
import { linearPredictions, type LinearPredictions } from './linear/predictions.ts';
import { homoskedastic, linearVariance } from './linear/variance.ts';
import { linearStatistics } from './linear/fit-statistics.ts';
import type { Fit } from './fit.ts';
import { modelColumns, parseFormula, parseFormulas, type Formula } from './formula/formula.ts';
import type { Frame } from './frame/frame.ts';
import { isInterceptTerm, solveLinearModel, type LinearModel } from './linear/model.ts';
import { rulesOf } from './variance/presets.ts';
import {
  droppedTerms,
  reportedTerms,
  slopesAlone,
  solvedSlopes,
  withinSlopes,
} from './linear/slopes.ts';
import { readVcov, vcovColumns } from './variance/spec.ts';
import { parameters } from './variance/ssc.ts';

export type FeolsOptions = FitOptions;

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
  const parsed = parseFormula(formula);
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
  const parsed = parseFormula(formula);
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
  const copies = (columns: Design['regressors']): Design['regressors'] =>
    columns.map(({ name, values }) => ({ name, values: values.slice() }));
  const returned = !keepRaw
    ? design
    : {
        ...design,
        outcome: design.outcome.slice(),
        regressors: copies(design.regressors),
        slopes: copies(design.slopes),
      };
  const alone = slopesAlone(design);
  const regressors = [...design.slopes, ...design.regressors];
  const model = solveLinearModel({ ...design, regressors });
  const dropped = droppedTerms(design, model);
  // As fixest counts: every slope, also one that is redundant beside the other effects.
  const unsolved = design.slopes.length - solvedSlopes(design, model);
  const slopes = model.names.length + unsolved + (isInterceptTerm(model) ? 1 : 0);
  const nparams = parameters({ ...design, slopes });
  if (design.rows <= nparams) throw noFreedom(design.rows, nparams);
  const variance = linearVariance(design, model, { slopes, request, rules });
  const solved = namedCoefficients(model, variance.matrix, null);
  const floor = homoskedastic(model, design.rows - nparams);
  const ssrWithin = alone ?? withinSlopes(design, model);
  const eigenvalues = variance.mayBeNegative ? rules.eigenvalues : null;
  const reported = reportedTerms(design, solved, floor, eigenvalues);
  const { head, wald_test, middle, tail } = recordParts({
    estimator: 'feols',
    frame,
    formula: parsed,
    options,
    rules,
    sample: design,
    slopeLevels: design.slopeLevels,
    nparams,
    variance,
    ...reported,
    dropped,
    absorption: { ...model.absorption, gradient: gradient(model.absorber, model.residuals) },
  });
  const facts = { nparams, ssrWithin, variance, coefficients: reported.coefficients };
  const statistics = linearStatistics(design, model, facts);
  const fit: Fit = { ...head, ...middle, ...statistics, wald_test, ...tail };
  return { fit, design: returned, model };
}

export interface SampleOptions {
  /** A column: each of its values is a sample of its own. */
  readonly split?: string;
  /** The same, after the sample of all rows that have a value. */
  readonly fsplit?: string;
}

/**
 * The columns that `feols` and `estimateMulti` read for this formula and these options, each once. A
 * formula that holds several models gives the columns of all.
 */
export function formulaColumns(
  formula: string | Formula,
  options: Pick<FeolsOptions, 'vcov' | 'weights' | 'treatedBy'> & SampleOptions = {},
): string[] {
  const models = typeof formula === 'string' ? parseFormulas(formula) : [formula];
  const { column: treatment, unit } = options.treatedBy ?? {};
  const others = [options.weights, ...vcovColumns(options.vcov), treatment, unit];
  const named = [...others, options.split, options.fsplit].filter((name) => name !== undefined);
  return [...new Set([...models.flatMap(modelColumns), ...named])];
}
