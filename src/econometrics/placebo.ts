import type { Frame } from './frame/frame.ts';
import { twoSidedP } from './numeric/student-t.ts';
import { randomisationP, type RandomisationP } from './randomisation/p-value.ts';
import { reassign, type Reassignment, type ReassignmentOptions } from './randomisation/reassign.ts';

export interface PlaceboOptions extends ReassignmentOptions {
  /** Whether the treated blocks of each draw are returned too. */
  readonly keepAssignments?: boolean;
}

export interface PlaceboTest extends Reassignment {
  /** One entry a draw that is not excluded. */
  readonly estimates: Float64Array;
  readonly statistics: Float64Array;
  readonly p_values: Float64Array;
  readonly by_estimate: RandomisationP;
  readonly by_statistic: RandomisationP;
  /** Treated blocks of each draw: places among the sample's levels of `assigned.by`, ascending. */
  readonly assignments?: readonly Int32Array[];
}

/**
 * Randomisation inference for difference-in-differences: where among the estimates, and the t
 * statistics, of other assignments of the treatment the true one lies (`reassign` says how they are
 * made). The stream is `placebo` unless given.
 *
 * `formula` as in `feols`; the frame holds one row a unit and period. Errors: those of `reassign`.
 */
export function placeboTest(frame: Frame, formula: string, options: PlaceboOptions): PlaceboTest {
  const { stream = 'placebo', keepAssignments = false } = options;
  const rules = { stream, keepAssignments, withoutEffect: false };
  const { record, run } = reassign(frame, formula, options, rules);
  const statistics = run.estimates.map((estimate, draw) => estimate / run.errors[draw]!);
  return {
    ...record,
    estimates: run.estimates,
    statistics,
    p_values: statistics.map((t) => twoSidedP(t, record.fit.df_residual)),
    by_estimate: randomisationP(run.estimates, record.observed.estimate),
    by_statistic: randomisationP(statistics, record.observed.statistic),
    ...(keepAssignments ? { assignments: run.assignments } : {}),
  };
}
