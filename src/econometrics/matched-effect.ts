import type { Matching } from './matching/matching.ts';
import { UserError } from '../text/user-error.ts';
import { weightedMoments } from './numeric/moments.ts';

export interface MatchedEffect {
  /** Mean of the matched treated less the weighted mean of their controls. */
  readonly att: number;
  /** Approximate: takes scores and weights as given, and outcomes as independent. */
  readonly std_error: number;
  /** Difference of means before matching. */
  readonly unmatched: number;
  readonly treated_matched: number;
  readonly controls_used: number;
}

/**
 * Average effect on the treated with psmatch2's standard error √(V_T / N_T + V_C Σ w² / N_T²), where
 * V_T and V_C are plain variances of the outcome over matched treated rows and controls in use.
 * Precondition: outcomes finite, `matching` made from the same rows.
 *
 * Errors: `E_MATCH` with fewer than two matched treated rows or controls in use.
 */
export function matchedEffect(
  matching: Matching,
  treated: ArrayLike<number>,
  outcome: Float64Array,
): MatchedEffect {
  const { weight, treated_matched: n, controls_used } = matching;
  if (n < 2 || controls_used < 2) {
    throw new UserError(
      'E_MATCH',
      `${n} matched treated rows and ${controls_used} controls in use give no standard error.`,
      { hint: 'Take a wider bandwidth or caliper.' },
    );
  }
  const mark = (value: number, used: boolean): Float64Array =>
    outcome.map((_, row) => (treated[row] === value && (!used || weight[row]! > 0) ? 1 : 0));
  const treatedUsed = weightedMoments(outcome, mark(1, true));
  const controlsUsed = weightedMoments(outcome, mark(0, true));
  const carried = weight.map((value, row) => (treated[row] === 0 ? value : 0));
  let squares = 0;
  for (const value of carried) squares += value * value;
  const variance = treatedUsed.variance / n + (controlsUsed.variance * squares) / (n * n);
  return {
    att: treatedUsed.mean - weightedMoments(outcome, carried).mean,
    std_error: Math.sqrt(variance),
    unmatched:
      weightedMoments(outcome, mark(1, false)).mean - weightedMoments(outcome, mark(0, false)).mean,
    treated_matched: n,
    controls_used,
  };
}
