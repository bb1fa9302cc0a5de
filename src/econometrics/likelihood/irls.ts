import { absorb, prepareAbsorber, type Absorber, type Absorption } from '../absorb/absorb.ts';
import type { Codes } from '../frame/codes.ts';
import { UserError } from '../../text/user-error.ts';
import { perfectFit } from '../linear/fit-parts.ts';
import type { Family } from './family.ts';
import { findSeparated } from './separation.ts';
import { leastSquares } from '../numeric/least-squares.ts';
import { dot, sum } from '../numeric/sums.ts';

export interface GlmInput {
  readonly family: Family;
  /** Linearly independent given the effects. Overwritten. */
  readonly regressors: readonly Float64Array[];
  /** A constant is an effect with one level. */
  readonly effects: readonly Codes[];
  readonly offset: Float64Array | null;
  readonly rows: number;
}

/** At the maximum: everything is evaluated at `eta`. */
export interface GlmSolution {
  readonly coefficients: Float64Array;
  readonly eta: Float64Array;
  /** Working weights and working residuals: w u x is the score of a regressor x. */
  readonly weights: Float64Array;
  readonly response: Float64Array;
  /** Regressors less their weighted projection on the effects. */
  readonly columns: readonly Float64Array[];
  /** (X'WX)⁻¹ of `columns`, row-major. */
  readonly bread: Float64Array;
  readonly deviance: number;
  readonly absorber: Absorber;
  readonly absorption: Absorption;
  readonly iterations: number;
  readonly criterion: number;
}

export type GlmOutcome =
  | { readonly kind: 'solved'; readonly solution: GlmSolution }
  /** 1 for each row whose fitted mean runs to its bound, and which columns run with it. */
  | { readonly kind: 'separated'; readonly rows: Uint8Array; readonly running: Uint8Array };

/** Share of the working residual that one more step would explain, at which the maximum is reached. */
const CONVERGED = 1e-11;
/** The same at which a fit is accepted although rounding keeps the step from shrinking further. */
const STALLED = 1e-8;
/** Last step of each coefficient, in the larger of itself and its standard error. */
const COEFFICIENT = 1e-10;
/** Residuals this small (root mean square, on the scale of η) leave nothing but rounding. */
const NO_RESIDUAL = 1e-12;
const MAX_ITERATIONS = 200;
const MAX_HALVINGS = 40;
/** Share of the deviance by which rounding may raise it. */
const DEVIANCE_NOISE = 1e-10;

interface Step extends Pick<GlmSolution, 'coefficients' | 'bread' | 'absorber' | 'absorption'> {
  /** Change of η that the weighted regression of the working residual asks for. */
  readonly change: Float64Array;
  readonly kept: Uint8Array;
}

/**
 * Iteratively reweighted least squares (Nelder and Wedderburn 1972) with the effects absorbed in each
 * step (Correia, Guimarães and Zylkin 2020): the working residual is regressed on the regressors with
 * weights w, both less their projections on the effects. The projection of the last step is the start of
 * the next. A step that raises the deviance is halved. Stops at a share of 1e-11 of the working
 * residual's length that one more step would explain, or returns the rows that separate the sample.
 *
 * Errors: `E_NOT_CONVERGED`, `E_PERFECT_FIT`, `E_SEPARATION` where a column is left without weight.
 */
export function solveGlm(input: GlmInput): GlmOutcome {
  const { family, rows } = input;
  const weights = new Float64Array(rows);
  const response = new Float64Array(rows);
  const coefficients = new Float64Array(input.regressors.length);
  const working = { weights, response, coefficients, space: new Float64Array(rows) };
  let eta: Float64Array = family.start();
  let spare: Float64Array = new Float64Array(rows);
  family.work(eta, weights, response);
  let deviance = firstFit(input, eta, spare, working);
  let before = Infinity;
  for (let iterations = 2; iterations <= MAX_ITERATIONS; iterations++) {
    const step = weightedStep(input, weights, response, working.space);
    const { change } = step;
    const size = dot(response, response, weights);
    const mass = sum(weights, null);
    if (size <= NO_RESIDUAL * NO_RESIDUAL * mass) throw perfectFit();
    const criterion = Math.sqrt(dot(change, change, weights) / size);
    const isSmall = criterion <= CONVERGED && coefficientsRest(step, coefficients, size / rows);
    const isStalled = criterion <= STALLED && criterion > 0.9 * before;
    if (step.kept.every((mark) => mark === 1) && (isSmall || isStalled)) {
      const solution = { ...step, coefficients, eta, weights, response, deviance, criterion };
      return { kind: 'solved', solution: { ...solution, columns: input.regressors, iterations } };
    }
    const separated = findSeparated(family, eta, input.offset, change);
    if (separated !== null) {
      return { kind: 'separated', rows: separated, running: runningColumns(step, coefficients) };
    }
    if (step.kept.includes(0)) {
      throw new UserError(
        'E_SEPARATION',
        'a regressor is told apart from the others only by rows whose fitted means run to their bound.',
        {
          hint: 'Tabulate the outcome by each regressor; drop the one that predicts it perfectly.',
        },
      );
    }
    before = criterion;
    deviance = advance(input, eta, spare, deviance, step, working);
    [eta, spare] = [spare, eta];
  }
  throw notConverged();
}

/** Arrays that the steps overwrite. */
interface Working {
  readonly weights: Float64Array;
  readonly response: Float64Array;
  readonly coefficients: Float64Array;
  /** The change of η, once a step is made. */
  readonly space: Float64Array;
}

/**
 * From the starting values, which are not in the model's space, into it; returns the deviance. `spare` is
 * overwritten.
 */
function firstFit(
  input: GlmInput,
  eta: Float64Array,
  spare: Float64Array,
  { weights, response, coefficients, space }: Working,
): number {
  const { family, offset } = input;
  for (let i = 0; i < eta.length; i++) {
    spare[i] = response[i]! + eta[i]! - (offset === null ? 0 : offset[i]!);
  }
  const { change, coefficients: first } = weightedStep(input, weights, spare, space);
  const constant = input.effects.length > 0 ? family.constant(offset) : 0;
  for (let i = 0; i < spare.length; i++) spare[i] = constant + (offset === null ? 0 : offset[i]!);
  const plainDeviance = family.work(spare, weights, response);
  for (let i = 0; i < eta.length; i++) {
    eta[i] = change[i]! + (offset === null ? 0 : offset[i]!);
  }
  const deviance = family.work(eta, weights, response);
  if (deviance <= plainDeviance) {
    coefficients.set(first);
    return deviance;
  }
  eta.set(spare);
  return family.work(eta, weights, response);
}

/** `space` is overwritten, and holds the change in the result. */
function weightedStep(
  input: GlmInput,
  weights: Float64Array,
  target: Float64Array,
  space: Float64Array,
): Step {
  const { regressors, effects } = input;
  const absorber = prepareAbsorber(effects, weights);
  const average = effects.length > 0 ? sum(target, weights) / sum(weights, null) : 0;
  for (let i = 0; i < space.length; i++) space[i] = target[i]! - average;
  const absorption = absorb(absorber, [space, ...regressors]);
  const { coefficients, bread, kept } = leastSquares(space, regressors, weights, undefined, true);
  for (let i = 0; i < space.length; i++) space[i] = target[i]! - space[i]!;
  return { change: space, coefficients, bread, kept, absorber, absorption };
}

/** Takes the step to `next`, halved until the deviance does not rise; returns the deviance. */
function advance(
  { family }: GlmInput,
  eta: Float64Array,
  next: Float64Array,
  deviance: number,
  step: Step,
  { weights, response, coefficients }: Working,
): number {
  const ceiling = deviance + DEVIANCE_NOISE * (Math.abs(deviance) + 0.1);
  const { change } = step;
  let length = 1;
  for (let halving = 0; halving < MAX_HALVINGS; halving++, length /= 2) {
    for (let i = 0; i < next.length; i++) next[i] = eta[i]! + length * change[i]!;
    const found = family.work(next, weights, response);
    if (!(found <= ceiling)) continue;
    for (let j = 0; j < coefficients.length; j++)
      coefficients[j]! += length * step.coefficients[j]!;
    return found;
  }
  throw notConverged();
}

function coefficientsRest(step: Step, coefficients: Float64Array, dispersion: number): boolean {
  const k = coefficients.length;
  return coefficients.every((value, j) => {
    const error = Math.sqrt(step.bread[j * k + j]! * dispersion);
    return Math.abs(step.coefficients[j]!) <= COEFFICIENT * Math.max(Math.abs(value), error);
  });
}

/** Columns whose coefficient is still moving: a thousandth of itself in one step. */
function runningColumns(step: Step, coefficients: Float64Array): Uint8Array {
  return Uint8Array.from(coefficients, (value, j) =>
    Math.abs(step.coefficients[j]!) > 1e-3 * Math.abs(value) ? 1 : 0,
  );
}

function notConverged(): UserError {
  return new UserError(
    'E_NOT_CONVERGED',
    `the likelihood has not reached a maximum in ${MAX_ITERATIONS} iterations.`,
    {
      hint: 'Look for regressors of very different scale, or for one that predicts the outcome almost perfectly.',
    },
  );
}
