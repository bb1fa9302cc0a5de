/** Where an observed statistic lies among those of the reassignments. */
export interface RandomisationP {
  readonly n: number;
  /** Draws whose absolute value is at least the observed one's. */
  readonly count: number;
  /** count / n: exact where every assignment was taken; what Stata's ritest prints. */
  readonly p_value: number;
  /** (count + 1) / (n + 1): valid with random draws, since the true assignment is one of them. */
  readonly p_value_plus_one: number;
  /** Shares of draws at or above, and at or below, the observed value. */
  readonly p_right: number;
  readonly p_left: number;
  /** Draws that equal the observed value in size, up to rounding. */
  readonly ties: number;
  readonly mean: number;
  /** With n − 1; null for fewer than two draws. */
  readonly sd: number | null;
}

/** Values closer than this share of the observed one are ties: rounding must not decide a count. */
const TIE = 1e-9;

/** Randomisation p values of `observed` among `draws` (at least one, finite). */
export function randomisationP(draws: Float64Array, observed: number): RandomisationP {
  const n = draws.length;
  const slack = TIE * Math.abs(observed);
  const size = Math.abs(observed);
  let [count, right, left, ties, total] = [0, 0, 0, 0, 0];
  for (const value of draws) {
    if (Math.abs(value) >= size - slack) count++;
    if (Math.abs(Math.abs(value) - size) <= slack) ties++;
    if (value >= observed - slack) right++;
    if (value <= observed + slack) left++;
    total += value;
  }
  const mean = total / n;
  let square = 0;
  for (const value of draws) square += (value - mean) * (value - mean);
  return {
    n,
    count,
    p_value: count / n,
    p_value_plus_one: (count + 1) / (n + 1),
    p_right: right / n,
    p_left: left / n,
    ties,
    mean,
    sd: n > 1 ? Math.sqrt(square / (n - 1)) : null,
  };
}
