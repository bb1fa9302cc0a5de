import { chiSquareTail } from '../numeric/chi-square.ts';
import { inference, zeroVariance } from '../linear/fit-terms.ts';
import type { Fit, Term } from '../fit.ts';
import type { JointFits } from './joint-fits.ts';
import { waldOrNull } from '../wald.ts';

/** Of intervals. */
const LEVEL = 0.95;

/** Equality of the coefficients in all groups. */
export interface EqualityTest {
  readonly distribution: 'F' | 'chi-square';
  readonly statistic: number;
  readonly df1: number;
  /** Null for chi-square. */
  readonly df2: number | null;
  readonly p_value: number;
}

/** Differences of coefficients with their joint covariance. */
export interface Contrasts {
  readonly terms: readonly Term[];
  readonly covariance: readonly (readonly number[])[];
  readonly df: number;
}

/**
 * Differences between groups: for each term, each pair, the second less the first. `places` says where among the
 * slopes of its model a term of a group is; `factor` multiplies Σ φ φ'; infinite `df` is the normal.
 *
 * Errors: `E_ZERO_VARIANCE`.
 */
export function contrasts(
  { fits, cross, from }: JointFits,
  places: readonly (readonly number[])[],
  names: readonly string[],
  pairs: readonly (readonly [number, number])[],
  factor: number,
  df: number,
): Contrasts {
  const size = from.at(-1)!;
  const ends = places.flatMap((own) =>
    pairs.map(([a, b]) => [from[b]! + own[b]!, from[a]! + own[a]!] as const),
  );
  const estimates = names.flatMap((_, t) =>
    pairs.map(([a, b]) => estimateOf(fits[b]!, names[t]!) - estimateOf(fits[a]!, names[t]!)),
  );
  const v = (i: number, j: number): number => factor * cross[i * size + j]!;
  const covariance = ends.map(([up, down]) =>
    ends.map(([other, under]) => v(up, other) - v(up, under) - v(down, other) + v(down, under)),
  );
  const records = estimates.map((estimate, at): Term => {
    const variance = covariance[at]![at]!;
    if (!(variance > 0)) throw zeroVariance(names[Math.floor(at / pairs.length)]!);
    return { term: String(at), ...inference(estimate, variance, df, LEVEL) };
  });
  return { terms: records, covariance, df };
}

/** Joint test that the chosen differences are zero; null where their covariance is singular. */
export function equality(
  { terms, covariance, df }: Contrasts,
  places: readonly number[],
): EqualityTest | null {
  const names = places.map((at) => terms[at]!.term);
  const finite = Number.isFinite(df) ? df : 1;
  const test = waldOrNull({ terms, covariance, df_residual: finite }, names);
  if (test === null) return null;
  const { statistic, df1, df2, p_value } = test;
  if (Number.isFinite(df)) return { distribution: 'F', statistic, df1, df2, p_value };
  const square = statistic * df1;
  const tail = chiSquareTail(square, df1);
  return { distribution: 'chi-square', statistic: square, df1, df2: null, p_value: tail };
}

function estimateOf({ terms }: Fit, name: string): number {
  return terms.find(({ term }) => term === name)!.estimate;
}
