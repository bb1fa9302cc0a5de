import { buildDesign, type Design } from '../design/design.ts';
import { UserError } from '../../text/user-error.ts';
import { feols } from '../feols.ts';
import type { Fit, Term } from '../fit.ts';
import { parseFormula } from '../formula/formula.ts';
import { numberValues } from '../frame/column.ts';
import type { Frame } from '../frame/frame.ts';
import type { FitOptions } from '../linear/fit-parts.ts';
import { solveLinearModel } from '../linear/model.ts';
import { randomStream } from '../numeric/random.ts';
import { sandwichFactor } from '../variance/ssc.ts';
import { countAssignments, drawAssignments, enumerateAssignments } from './assignment.ts';
import { evaluateDraw, workspace } from './draw.ts';
import { prepareKernel, type PlaceboKernel } from './kernel.ts';
import { readAssignment, type Assigned } from './placebo-assignment.ts';

export interface ReassignmentOptions extends Pick<
  FitOptions,
  'weights' | 'ssc' | 'dropSingletons'
> {
  /** The regressor that is reassigned: equal to `post` for treated units, 0 for the others. */
  readonly treatment: string;
  /** Column that is 1 from the policy on and 0 before, for treated and untreated units alike. */
  readonly post: string;
  /** Column of the units, such as firms. */
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
  /** Name of the random stream; that of the analysis unless given. */
  readonly stream?: string;
  /** Cluster variable of the standard errors; the unit unless given. */
  readonly cluster?: string;
}

/** The model with the true assignment, and how the treatment was given to others. */
export interface Reassignment {
  readonly fit: Fit;
  /** The row of `fit` that the draws are compared with. */
  readonly observed: Term;
  /** `exact`: every possible assignment once, the true one among them. */
  readonly mode: 'exact' | 'random';
  /** How many assignments there are; `Infinity` beyond the doubles. */
  readonly possible: number;
  /** Assignments evaluated; `excluded` of them leave nothing to estimate and are not among the draws. */
  readonly draws: number;
  readonly excluded: number;
  readonly assigned: Assigned['counts'] & {
    readonly by: string;
    readonly keep: 'groups' | 'units';
  };
  readonly seed: number;
  readonly stream: string;
}

/** One entry a draw that is not excluded. */
export interface Draws {
  readonly estimates: Float64Array;
  /** Cluster-robust standard errors with the small-sample factors of the fit. */
  readonly errors: Float64Array;
  /** Treated blocks of each draw, ascending, where they were asked for. */
  readonly assignments: readonly Int32Array[];
}

/** What an analysis wants of the draws. */
export interface DrawRules {
  readonly stream: string;
  /** Whether the estimated effect is taken out of the outcome first. */
  readonly withoutEffect: boolean;
  readonly keepAssignments: boolean;
}

const DRAWS = 1000;
const EXACT_LIMIT = 100_000;

/**
 * Gives the treatment of a difference-in-differences model to other units, or groups of units, and
 * estimates again. Each draw has the estimate and standard error of `feols` with that cluster variance,
 * but outcome and controls are residualised once (Frisch and Waugh 1933), so a draw costs
 * O(treated blocks + clusters) and no regression.
 *
 * Errors: those of `feols`, `E_PLACEBO_TREATMENT`, `E_PLACEBO_POST`, `E_PLACEBO_GROUP`,
 * `E_PLACEBO_SAMPLE`, `E_PLACEBO_ABSORBED`, `E_PLACEBO_DRAWS`, `E_PLACEBO_ASSIGNMENTS`.
 */
export function reassign(
  frame: Frame,
  formula: string,
  options: ReassignmentOptions,
  rules: DrawRules,
): { readonly record: Reassignment; readonly run: Draws } {
  const { treatment, unit, group = unit, keep = 'groups', seed } = options;
  const { stream } = rules;
  const wanted = options.draws ?? DRAWS;
  if (!Number.isSafeInteger(wanted) || wanted < 1) {
    throw new UserError(
      'E_PLACEBO_DRAWS',
      `${wanted} is no number of draws; it is a whole number from 1 on.`,
    );
  }
  const sample = readSample(frame, formula, options);
  const { outcome, rows } = sample.design;
  const { counts, plan } = readAssignment({ ...sample, keep });
  const { cluster = unit, weights, dropSingletons, ssc } = options;
  const fit = feols(frame, formula, { vcov: { cluster }, weights, dropSingletons, ssc });
  const observed = fit.terms.find(({ term }) => term === treatment);
  if (observed === undefined) throw absorbed(treatment);
  if (fit.nobs !== rows) throw otherSample(fit.nobs - rows, options);
  const nuisance = solveLinearModel({
    ...sample.design,
    regressors: sample.controls,
    outcome: rules.withoutEffect
      ? outcome.map((y, i) => y - observed.estimate * sample.treatment[i]!)
      : outcome,
  });
  if (fit.terms.filter(isSlope).length !== nuisance.names.length + 1) throw absorbed(treatment);
  const kernel = prepareKernel({ ...sample.design, ...sample, model: nuisance });
  const possible = countAssignments(plan);
  const mode = possible <= (options.exactLimit ?? EXACT_LIMIT) ? 'exact' : 'random';
  const draws = mode === 'exact' ? possible : wanted;
  const visits = (visit: (treated: Int32Array) => void): void => {
    if (mode === 'exact') enumerateAssignments(plan, visit);
    else drawAssignments(plan, randomStream(seed, stream), draws, visit);
  };
  const run = evaluate(kernel, draws, visits, sandwichFactor(fit.vcov), rules.keepAssignments);
  const used = run.estimates.length;
  if (used === 0) throw absorbed(treatment);
  const assigned = { by: group, keep, ...counts };
  const excluded = draws - used;
  return {
    record: { fit, observed, mode, possible, draws, excluded, assigned, seed, stream },
    run,
  };
}

type Codes = Design['clusters'][number];

/** The model's data, with the policy's periods and what is assigned, over the same rows. */
function readSample(frame: Frame, formula: string, options: ReassignmentOptions) {
  const { treatment: name, unit, group = unit, post, cluster = unit } = options;
  const parsed = parseFormula(formula);
  checkPost(numberValues(frame, post, 'post column'), post);
  const design = buildDesign(frame, parsed, {
    clusters: [cluster, unit, group, post],
    weights: options.weights,
    dropSingletons: options.dropSingletons ?? true,
  });
  const [clusters, units, blocks, periods] = design.clusters as [Codes, Codes, Codes, Codes];
  if (periods.levels < 2) throw badPost(post, 'has one value in this sample');
  const treatment = design.regressors.find((regressor) => regressor.name === name);
  if (treatment === undefined) {
    throw new UserError(
      'E_PLACEBO_TREATMENT',
      `the treatment "${name}" is no regressor of "${parsed.text}".`,
      { hint: 'Name the term of the formula that is to be reassigned.', subject: name },
    );
  }
  return {
    design,
    controls: design.regressors.filter((regressor) => regressor !== treatment),
    treatment: treatment.values,
    // Two levels in ascending order, 0 and 1: the codes are the values.
    post: Float64Array.from(periods.codes),
    units,
    blocks,
    clusters,
  };
}

function evaluate(
  kernel: PlaceboKernel,
  draws: number,
  visits: (visit: (treated: Int32Array) => void) => void,
  factor: number,
  keepAssignments: boolean,
): Draws {
  const estimates = new Float64Array(draws);
  const errors = new Float64Array(draws);
  const assignments: Int32Array[] = [];
  const work = workspace(kernel);
  let used = 0;
  visits((treated) => {
    if (!evaluateDraw(kernel, treated, work)) return;
    estimates[used] = work.estimate;
    errors[used] = Math.sqrt(factor * work.variance);
    used++;
    if (keepAssignments) assignments.push(treated.slice().sort());
  });
  return { estimates: estimates.slice(0, used), errors: errors.slice(0, used), assignments };
}

function isSlope({ term }: Term): boolean {
  return term !== '(Intercept)';
}

function checkPost(values: Float64Array, name: string): void {
  const row = values.findIndex((value) => !(value === 0 || value === 1 || Number.isNaN(value)));
  if (row >= 0) throw badPost(name, `is ${values[row]} in row ${row + 1} of the data`);
}

function badPost(name: string, found: string): UserError {
  return new UserError(
    'E_PLACEBO_POST',
    `the post column "${name}" ${found}; it is 0 before the policy and 1 from then on.`,
    { subject: name },
  );
}

function absorbed(name: string): UserError {
  return new UserError(
    'E_PLACEBO_ABSORBED',
    `fixed effects and controls explain "${name}", or it explains a control, so no other assignment can be compared with it.`,
    { hint: 'Take out the control or the fixed effect that follows the policy.', subject: name },
  );
}

function otherSample(rows: number, { unit, group }: ReassignmentOptions): UserError {
  return new UserError(
    'E_PLACEBO_SAMPLE',
    `${rows} rows of the model have no unit, group or post, so they cannot be reassigned.`,
    {
      hint: `Fill "${unit}"${group === undefined ? '' : ` and "${group}"`}, or take those rows out.`,
    },
  );
}
