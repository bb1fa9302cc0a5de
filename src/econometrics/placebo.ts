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
import { prepareKernel, type PlaceboKernel } from './randomisation/kernel.ts';
import { randomisationP, type RandomisationP } from './randomisation/p-value.ts';
import { randomStream } from './numeric/random.ts';
import type { Ssc } from './variance/ssc.ts';
import { twoSidedP } from './numeric/student-t.ts';

export interface PlaceboOptions {
  /** The regressor that is reassigned: equal to `post` for treated units, 0 for the others. */
  readonly treatment: string;
  /** Column that is 1 from the policy on and 0 before, for treated and untreated units alike. */
  readonly post: string;
  /** Column of the units, such as cities. */
  readonly unit: string;
  /** Column of the groups that were assigned, such as provinces; unless given, units were. */
  readonly group?: string;
  /** What a reassignment of groups keeps: the number of treated groups (default), or of units. */
  readonly keep?: 'groups' | 'units';
  /** Random reassignments; 1,000 unless given. */
  readonly draws?: number;
  /** Up to this many possible assignments each is taken once instead; 100,000 unless given. */
  readonly exactLimit?: number;
  readonly seed: number;
  /** Name of the random stream; `placebo` unless given. */
  readonly stream?: string;
  /** Cluster variable of the t statistics; the unit unless given. */
  readonly cluster?: string;
  readonly weights?: string;
  readonly ssc?: Partial<Ssc>;
  readonly dropSingletons?: boolean;
  /** Whether the treated blocks of each draw are returned too. */
  readonly keepAssignments?: boolean;
}

export interface PlaceboTest {
  /** The model with the true assignment. */
  readonly fit: Fit;
  /** The row of `fit` that the draws are compared with. */
  readonly observed: Term;
  /** `exact`: every possible assignment once, the true one among them. */
  readonly mode: 'exact' | 'random';
  /** How many assignments there are; `Infinity` beyond the doubles. */
  readonly possible: number;
  /** Assignments evaluated; `excluded` of them leave nothing to estimate and are not counted below. */
  readonly draws: number;
  readonly excluded: number;
  readonly assigned: {
    readonly by: string;
    readonly keep: 'groups' | 'units';
    readonly blocks: number;
    readonly treated_blocks: number;
    readonly units: number;
    readonly treated_units: number;
  };
  readonly seed: number;
  readonly stream: string;
  /** One entry a draw that is not excluded. */
  readonly estimates: Float64Array;
  readonly statistics: Float64Array;
  readonly p_values: Float64Array;
  readonly by_estimate: RandomisationP;
  readonly by_statistic: RandomisationP;
  /** Treated blocks of each draw: places among the sample's levels of `assigned.by`, ascending. */
  readonly assignments?: readonly Int32Array[];
}

const DRAWS = 1000;
const EXACT_LIMIT = 100_000;

/**
 * Randomisation inference for difference-in-differences: the treatment is given to other units, or
 * groups of units, and the model estimated again. Each draw has the estimate, t statistic and p value
 * of `feols` with that cluster variance, but outcome and controls are residualised once (Frisch and
 * Waugh 1933), so a draw costs O(treated blocks + clusters) and no regression.
 *
 * `formula` as in `feols`; the frame holds one row a unit and period. Random numbers come from the
 * named stream of `seed`. Errors: those of `feols`, `E_PLACEBO_TREATMENT`, `E_PLACEBO_POST`,
 * `E_PLACEBO_GROUP`, `E_PLACEBO_SAMPLE`, `E_PLACEBO_ABSORBED`, `E_PLACEBO_DRAWS`,
 * `E_PLACEBO_ASSIGNMENTS`.
 */
export function placeboTest(frame: Frame, formula: string, options: PlaceboOptions): PlaceboTest {
  const keep = options.keep ?? 'groups';
  const stream = options.stream ?? 'placebo';
  const by = options.group ?? options.unit;
  const sample = readSample(frame, formula, options, by);
  const assignment = readAssignment({ ...sample, keep });
  const nuisance = solveLinearModel({ ...sample.design, ...sample.nuisance });
  const fit = trueFit(frame, formula, options);
  const observed = fit.terms.find(({ term }) => term === options.treatment);
  const isDifferent = fit.terms.filter(isSlope).length !== nuisance.names.length + 1;
  if (observed === undefined || isDifferent) throw absorbed(options.treatment);
  if (fit.nobs !== sample.design.rows) throw otherSample(fit.nobs - sample.design.rows, options);
  const { weights, effects } = sample.design;
  const kernel = prepareKernel({ ...sample, model: nuisance, effects, weights });
  const run = runDraws(kernel, assignment.plan, { ...options, stream }, factorOf(fit));
  return {
    fit,
    observed,
    mode: run.mode,
    possible: run.possible,
    draws: run.draws,
    excluded: run.draws - run.estimates.length,
    assigned: { by, keep, ...assignment.counts },
    seed: options.seed,
    stream,
    estimates: run.estimates,
    statistics: run.statistics,
    p_values: run.statistics.map((t) => twoSidedP(t, fit.df_residual)),
    by_estimate: randomisationP(run.estimates, observed.estimate),
    by_statistic: randomisationP(run.statistics, observed.statistic),
    ...(options.keepAssignments === true ? { assignments: run.assignments } : {}),
  };
}

/** The model's data, with the policy's periods and what is assigned, over the same rows. */
function readSample(frame: Frame, formula: string, options: PlaceboOptions, by: string) {
  const parsed = parseFormula(formula);
  checkPost(numberValues(frame, options.post, 'post column'), options.post);
  const cluster = options.cluster ?? options.unit;
  const design = buildDesign(frame, parsed, {
    clusters: [cluster, options.unit, by, options.post],
    weights: options.weights,
    dropSingletons: options.dropSingletons ?? true,
  });
  const [clusters, units, blocks, periods] = design.clusters as Four<Design['clusters'][number]>;
  if (periods.levels < 2) throw onePeriod(options.post);
  const treatment = design.regressors.find(({ name }) => name === options.treatment);
  if (treatment === undefined) throw noTerm(options.treatment, parsed.text);
  const regressors = design.regressors.filter((regressor) => regressor !== treatment);
  return {
    design,
    nuisance: { regressors, intercept: parsed.intercept },
    treatment: treatment.values,
    // Two levels in ascending order, 0 and 1: the codes are the values.
    post: Float64Array.from(periods.codes),
    units,
    blocks,
    clusters,
  };
}

type Four<T> = readonly [T, T, T, T];

function trueFit(frame: Frame, formula: string, options: PlaceboOptions): Fit {
  const { weights, dropSingletons, ssc } = options;
  return feols(frame, formula, {
    vcov: { cluster: options.cluster ?? options.unit },
    ...(weights === undefined ? {} : { weights }),
    ...(dropSingletons === undefined ? {} : { dropSingletons }),
    ...(ssc === undefined ? {} : { ssc }),
  });
}

interface Run {
  readonly mode: 'exact' | 'random';
  readonly possible: number;
  readonly draws: number;
  readonly estimates: Float64Array;
  readonly statistics: Float64Array;
  readonly assignments: readonly Int32Array[];
}

function runDraws(
  kernel: PlaceboKernel,
  plan: AssignmentPlan,
  options: PlaceboOptions & { readonly stream: string },
  factor: number,
): Run {
  const wanted = options.draws ?? DRAWS;
  if (!Number.isSafeInteger(wanted) || wanted < 1) throw badDraws(wanted);
  const possible = countAssignments(plan);
  const mode = possible <= (options.exactLimit ?? EXACT_LIMIT) ? 'exact' : 'random';
  const draws = mode === 'exact' ? possible : wanted;
  const estimates = new Float64Array(draws);
  const statistics = new Float64Array(draws);
  const assignments: Int32Array[] = [];
  const work = workspace(kernel);
  let used = 0;
  const visit = (treated: Int32Array): void => {
    if (!evaluateDraw(kernel, treated, work)) return;
    estimates[used] = work.estimate;
    statistics[used] = work.estimate / Math.sqrt(factor * work.variance);
    used++;
    if (options.keepAssignments === true) assignments.push(treated.slice().sort());
  };
  if (mode === 'exact') enumerateAssignments(plan, visit);
  else drawAssignments(plan, randomStream(options.seed, options.stream), draws, visit);
  if (used === 0) throw absorbed(options.treatment);
  return {
    mode,
    possible,
    draws,
    estimates: estimates.slice(0, used),
    statistics: statistics.slice(0, used),
    assignments,
  };
}

/** What multiplies the raw cluster variance; no reassignment changes it. */
function factorOf(fit: Fit): number {
  const { k_factor, g_factor } = fit.vcov.small_sample;
  return k_factor * (typeof g_factor === 'number' ? g_factor : g_factor[0]!);
}

function isSlope({ term }: Term): boolean {
  return term !== '(Intercept)';
}

function checkPost(values: Float64Array, name: string): void {
  const row = values.findIndex((value) => !(value === 0 || value === 1 || Number.isNaN(value)));
  if (row < 0) return;
  throw new UserError(
    'E_PLACEBO_POST',
    `the post column "${name}" is ${values[row]} in row ${row + 1} of the data; it is 0 before the policy and 1 from then on.`,
  );
}

function onePeriod(name: string): UserError {
  return new UserError(
    'E_PLACEBO_POST',
    `the post column "${name}" has one value in this sample; a placebo test needs rows before and after.`,
  );
}

function noTerm(name: string, formula: string): UserError {
  return new UserError(
    'E_PLACEBO_TREATMENT',
    `the treatment "${name}" is no regressor of "${formula}".`,
    { hint: 'Name the term of the formula that is to be reassigned.' },
  );
}

function absorbed(name: string): UserError {
  return new UserError(
    'E_PLACEBO_ABSORBED',
    `fixed effects and controls explain "${name}", or it explains a control, so no placebo can be compared with it.`,
    { hint: 'Take out the control or the fixed effect that follows the policy.' },
  );
}

function otherSample(rows: number, { unit, group }: PlaceboOptions): UserError {
  return new UserError(
    'E_PLACEBO_SAMPLE',
    `${rows} rows of the model have no unit, group or post, so they cannot be reassigned.`,
    {
      hint: `Fill "${unit}"${group === undefined ? '' : ` and "${group}"`}, or take those rows out.`,
    },
  );
}

function badDraws(draws: number): UserError {
  return new UserError(
    'E_PLACEBO_DRAWS',
    `${draws} is no number of draws; it is a whole number from 1 on.`,
  );
}
