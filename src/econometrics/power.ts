import {
  countAssignments,
  drawAssignments,
  enumerateAssignments,
  type AssignmentPlan,
} from './randomisation/assignment.ts';
import { buildDesign, type Design } from './design/design.ts';
import { UserError } from '../text/user-error.ts';
import { feols } from './feols.ts';
import type { Fit, Term } from './fit.ts';
import { parseFormula } from './formula/formula.ts';
import type { Frame } from './frame/frame.ts';
import { numberValues } from './frame/column.ts';
import { solveLinearModel } from './linear/model.ts';
import { readAssignment } from './randomisation/placebo-assignment.ts';
import { evaluateDraw, workspace } from './randomisation/draw.ts';
import { prepareKernel } from './randomisation/kernel.ts';
import type { PlaceboOptions, PlaceboTest } from './placebo.ts';
import {
  effectGrid,
  minimumEffect,
  rejectionRules,
  type RejectionRule,
} from './randomisation/power-rules.ts';
import { randomStream } from './numeric/random.ts';

export interface PowerOptions extends Omit<PlaceboOptions, 'keepAssignments'> {
  /** Size of the tests; 0.05 unless given. */
  readonly level?: number;
  /** Rejections wanted; 0.8 unless given. */
  readonly power?: number;
  /** Effects of the power curve; 41 from 0 to twice the analytic minimum unless given. */
  readonly effects?: readonly number[];
}

export interface PowerAnalysis extends Pick<
  PlaceboTest,
  'fit' | 'observed' | 'mode' | 'possible' | 'draws' | 'excluded' | 'assigned' | 'seed' | 'stream'
> {
  readonly level: number;
  readonly power: number;
  /** (t_{1−α/2} + t_{power}) times the standard error of the fit. */
  readonly analytic: { readonly std_error: number; readonly df: number; readonly mde: number };
  readonly rules: readonly RejectionRule[];
}

/**
 * What effect this design can find. The estimated effect is taken out of the outcome, the treatment is
 * given to other units or groups as in `placeboTest`, and an effect τ of each such treatment is added.
 * An added effect moves the estimate by τ and leaves residuals and standard error alone, so each draw
 * rejects from one value of τ on, and the minimum detectable effect is an order statistic of those
 * values: no search, no second simulation.
 *
 * Errors: those of `placeboTest`; `E_POWER` for a level or a power outside (0, 1).
 */
export function powerAnalysis(frame: Frame, formula: string, options: PowerOptions): PowerAnalysis {
  const { level = 0.05, power = 0.8, keep = 'groups', stream = 'power' } = options;
  for (const share of [level, power]) if (!(share > 0 && share < 1)) throw badShare(share);
  const fit = fitOf(frame, formula, options);
  const observed = fit.terms.find(({ term }) => term === options.treatment);
  if (observed === undefined) throw absent(options.treatment, fit);
  const sample = readSample(frame, formula, options);
  if (fit.nobs !== sample.design.rows) throw otherRows(fit.nobs - sample.design.rows, options);
  const assignment = readAssignment({ ...sample, keep });
  const run = draw(sample, assignment.plan, fit, observed, { ...options, stream });
  const mde = minimumEffect(observed.std_error, fit.df_residual, level, power);
  const effects = options.effects ?? effectGrid(mde);
  return {
    fit,
    observed,
    level,
    power,
    analytic: { std_error: observed.std_error, df: fit.df_residual, mde },
    rules: rejectionRules(run, { level, power, effects, df: fit.df_residual }),
    mode: run.mode,
    possible: run.possible,
    draws: run.draws,
    excluded: run.draws - run.estimates.length,
    assigned: { by: options.group ?? options.unit, keep, ...assignment.counts },
    seed: options.seed,
    stream,
  };
}

function fitOf(frame: Frame, formula: string, options: PowerOptions): Fit {
  const { weights, dropSingletons, ssc } = options;
  return feols(frame, formula, {
    vcov: { cluster: options.cluster ?? options.unit },
    ...(weights === undefined ? {} : { weights }),
    ...(dropSingletons === undefined ? {} : { dropSingletons }),
    ...(ssc === undefined ? {} : { ssc }),
  });
}

type Codes = Design['clusters'][number];

function readSample(frame: Frame, formula: string, options: PowerOptions) {
  const { unit, post } = options;
  const isPost = numberValues(frame, post, 'post column');
  const bad = isPost.findIndex((value) => !(value === 0 || value === 1 || Number.isNaN(value)));
  if (bad >= 0) throw badPost(post, `${isPost[bad]} in row ${bad + 1}`);
  const parsed = parseFormula(formula);
  const design = buildDesign(frame, parsed, {
    clusters: [options.cluster ?? unit, unit, options.group ?? unit, post],
    weights: options.weights,
    dropSingletons: options.dropSingletons ?? true,
  });
  const [clusters, units, blocks, periods] = design.clusters as [Codes, Codes, Codes, Codes];
  if (periods.levels < 2) throw badPost(post, 'one value in this sample');
  const treatment = design.regressors.find(({ name }) => name === options.treatment)!.values;
  const nuisance = design.regressors.filter(({ name }) => name !== options.treatment);
  const { intercept } = parsed;
  // Two levels in ascending order, 0 and 1: the codes are the values.
  const isAfter = Float64Array.from(periods.codes);
  return { design, nuisance, intercept, treatment, post: isAfter, units, blocks, clusters };
}

export interface Draws {
  /** One entry a draw that is not excluded. */
  readonly estimates: Float64Array;
  readonly errors: Float64Array;
}

function draw(
  sample: ReturnType<typeof readSample>,
  plan: AssignmentPlan,
  fit: Fit,
  observed: Term,
  options: PowerOptions & { readonly stream: string },
): Draws & Pick<PowerAnalysis, 'mode' | 'possible' | 'draws'> {
  const { design, treatment, nuisance: regressors, intercept } = sample;
  const { weights, effects } = design;
  const outcome = design.outcome.map((y, i) => y - observed.estimate * treatment[i]!);
  const model = solveLinearModel({ outcome, regressors, effects, weights, intercept });
  const kernel = prepareKernel({ ...sample, model, effects, weights });
  const { draws: wanted = 1000, exactLimit = 100_000 } = options;
  if (!Number.isSafeInteger(wanted) || wanted < 1) throw badDraws(wanted);
  const possible = countAssignments(plan);
  const mode = possible <= exactLimit ? 'exact' : 'random';
  const draws = mode === 'exact' ? possible : wanted;
  const { k_factor, g_factor } = fit.vcov.small_sample;
  const factor = k_factor * (typeof g_factor === 'number' ? g_factor : g_factor[0]!);
  const [estimates, errors] = [new Float64Array(draws), new Float64Array(draws)];
  const work = workspace(kernel);
  let used = 0;
  const visit = (treated: Int32Array): void => {
    if (!evaluateDraw(kernel, treated, work)) return;
    estimates[used] = work.estimate;
    errors[used++] = Math.sqrt(factor * work.variance);
  };
  if (mode === 'exact') enumerateAssignments(plan, visit);
  else drawAssignments(plan, randomStream(options.seed, options.stream), draws, visit);
  if (used === 0) throw problem('no reassignment leaves anything to estimate', '');
  const cut = (all: Float64Array): Float64Array => all.slice(0, used);
  return { mode, possible, draws, estimates: cut(estimates), errors: cut(errors) };
}

function badShare(share: number): UserError {
  return problem(
    `${share} is no level or power`,
    'Both lie between 0 and 1, such as 0.05 and 0.8.',
  );
}

function absent(treatment: string, fit: Fit): UserError {
  const why = fit.dropped.find(({ term }) => term === treatment)?.reason ?? 'no term of the model';
  return problem(`"${treatment}" is not estimated (${why})`, '');
}

function otherRows(rows: number, { unit, group = unit }: PowerOptions): UserError {
  return problem(
    `${rows} rows of the model have no unit, group or post`,
    `Fill ${unit}, ${group}.`,
  );
}

function badPost(name: string, found: string): UserError {
  return problem(`the post column "${name}" is ${found}`, 'It is 0 before the policy and 1 after.');
}

function badDraws(draws: number): UserError {
  return problem(`${draws} is no number of draws`, 'It is a whole number from 1 on.');
}

function problem(message: string, hint: string): UserError {
  return new UserError('E_POWER', `power: ${message}.`, { hint });
}
