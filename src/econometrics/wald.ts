import fCdf from '@stdlib/stats-base-dists-f-cdf';
import { cholesky, solveInPlace } from './numeric/cholesky.ts';
import { UserError } from '../text/user-error.ts';
import type { FitRecord, JointTest } from './fit.ts';

/** `statistic` is F: b' V⁻¹ b / df1. */
export interface WaldTest extends JointTest {
  /** The terms that are zero together under the hypothesis. */
  readonly terms: readonly string[];
}

/** A covariance whose scaled pivot falls below this has fewer dimensions than terms. */
const SINGULAR = 1e-12;

/**
 * Joint test that coefficients are zero, from the fit's own covariance: F = b' V⁻¹ b / q with q and
 * max(df, q + 1) degrees of freedom, as in fixest 0.14; df is N − K, or the smallest G − 1 after
 * clustering. `terms` names them, or is a pattern that their names match (`/^rel::-/u` for leads).
 *
 * Errors: `E_UNKNOWN_TERM`; `E_SINGULAR_VARIANCE` where clusters are too few for so many terms.
 */
export function wald(
  fit: Pick<FitRecord, 'terms' | 'covariance' | 'df_residual'>,
  terms: readonly string[] | RegExp,
): WaldTest {
  const places = placesOf(
    fit.terms.map(({ term }) => term),
    terms,
  );
  const q = places.length;
  const estimates = Float64Array.from(places, (j) => fit.terms[j]!.estimate);
  const covariance = Float64Array.from(
    places.flatMap((i) => places.map((j) => fit.covariance[i]![j]!)),
  );
  const factor = cholesky(covariance, q, SINGULAR);
  if (factor.kept.includes(0)) {
    throw new UserError(
      'E_SINGULAR_VARIANCE',
      `the covariance of these ${q} terms is singular, so they cannot be tested together.`,
      { hint: 'Test fewer terms, or cluster by a variable with more values.' },
    );
  }
  const solved = estimates.slice();
  solveInPlace(factor, solved);
  const form = solved.reduce((total, value, j) => total + value * estimates[j]!, 0);
  const statistic = form / q;
  const df2 = Math.max(fit.df_residual, q + 1);
  return {
    terms: places.map((j) => fit.terms[j]!.term),
    statistic,
    p_value: upperTail(statistic, q, df2),
    df1: q,
    df2,
  };
}

/** The same; null where clusters are too few. */
export function waldOrNull(...given: Parameters<typeof wald>): WaldTest | null {
  try {
    return wald(...given);
  } catch (error) {
    if (error instanceof UserError && error.code === 'E_SINGULAR_VARIANCE') return null;
    throw error;
  }
}

/** P(F > f), as the lower tail of 1 / F, so that small probabilities keep their digits. */
export function upperTail(f: number, df1: number, df2: number): number {
  return f <= 0 ? 1 : fCdf(1 / f, df2, df1);
}

function placesOf(names: readonly string[], wanted: readonly string[] | RegExp): number[] {
  const isPattern = wanted instanceof RegExp;
  const places = isPattern
    ? names.flatMap((name, j) => (name.search(wanted) >= 0 ? [j] : []))
    : [...new Set(wanted)].map((name) => names.indexOf(name));
  const absent = isPattern ? undefined : wanted.find((name) => !names.includes(name));
  if (absent === undefined && places.length > 0) return places;
  const what = isPattern ? `no term matches ${String(wanted)}` : `no term "${absent ?? ''}"`;
  throw new UserError('E_UNKNOWN_TERM', `${what}; the fit has ${names.join(', ')}.`, {
    subject: absent ?? '',
  });
}
