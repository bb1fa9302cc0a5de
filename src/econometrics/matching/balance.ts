import { UserError } from '../../text/user-error.ts';
import { equalVarianceInterval, type VarianceInterval } from './variance-ratio.ts';
import { weightedMoments, type Moments } from '../numeric/moments.ts';
import { twoSidedP } from '../numeric/student-t.ts';

export interface BalanceInput {
  /** Covariates over the same rows, finite. */
  readonly covariates: Readonly<Record<string, Float64Array>>;
  readonly treated: ArrayLike<number>;
  /** Matching weights: 0 for rows that are not used. */
  readonly weight: Float64Array;
  /** Propensity models of treatment on the covariates, without and with the weights. */
  readonly propensity?: { readonly before: PropensityFit; readonly after: PropensityFit };
}

/** What the table takes from a probit (pstest's) or logit of treatment on the covariates. */
export interface PropensityFit {
  /** Linear index x'b, one a row. */
  readonly index: Float64Array;
  readonly pseudo_r2: number;
  readonly lr_chi2: number;
  readonly p_value: number;
}

export interface BalanceSide {
  readonly mean_treated: number;
  readonly mean_control: number;
  /** 100 (m_T − m_C) / √((v_T + v_C) / 2), the variances always those before matching. */
  readonly bias: number;
  /** Of equal means, from a regression on treatment: pooled variance, Σ w − 2 degrees of freedom. */
  readonly t: number | null;
  readonly p_value: number | null;
  /** v_T / v_C; null where the covariate is 0 or 1 throughout, or the controls do not vary. */
  readonly variance_ratio: number | null;
  /** Whether the ratio lies outside `variance_interval` of its summary; null where there is none. */
  readonly variance_flag: boolean | null;
}

export interface BalanceRow {
  readonly covariate: string;
  readonly before: BalanceSide;
  readonly after: BalanceSide;
  /** Percent of |bias| that matching took away; null where there was none. */
  readonly reduction: number | null;
}

export interface BalanceSummary {
  readonly mean_bias: number;
  readonly median_bias: number;
  readonly pseudo_r2: number | null;
  readonly lr_chi2: number | null;
  readonly p_value: number | null;
  /** Rubin (2001): above 25 counts as unbalanced. */
  readonly rubin_b: number | null;
  /** Outside 0.5 to 2 counts as unbalanced. */
  readonly rubin_r: number | null;
  /**
   * What 95 % of variance ratios would lie in, were variances equal: F with N_T − 1 and N_T − 1 degrees of
   * freedom, N_T the treated rows in use, as pstest takes it (also with fewer or weighted controls).
   */
  readonly variance_interval: { readonly low: number; readonly high: number };
}

export interface BalanceTable {
  readonly rows: readonly BalanceRow[];
  readonly before: BalanceSummary;
  readonly after: BalanceSummary;
}

/**
 * Covariates of treated and controls before and after matching, with the conventions of Stata's
 * pstest (Leuven and Sianesi 2003; standardised bias of Rosenbaum and Rubin 1985). Weights count
 * observations, as Stata's iweights do.
 *
 * Errors: `E_BALANCE` where a side has fewer than two rows, or a covariate is not finite.
 */
export function balanceTable(input: BalanceInput): BalanceTable {
  const { covariates, treated, weight, propensity } = input;
  const used = { before: sides(treated, null), after: sides(treated, weight) };
  for (const side of [used.before, used.after]) {
    if (count(side.treated) < 2 || count(side.controls) < 2)
      throw bad('fewer than two treated rows, or controls, are used');
  }
  const intervals = {
    before: equalVarianceInterval(count(used.before.treated)),
    after: equalVarianceInterval(count(used.after.treated)),
  };
  const rows = Object.entries(covariates).map(([covariate, values]) => {
    const row = values.findIndex((value) => !Number.isFinite(value));
    if (row >= 0) throw bad(`covariate "${covariate}" is ${values[row]} in row ${row + 1}`);
    return balanceRow(covariate, values, used, intervals);
  });
  const summarised = (at: 'before' | 'after'): BalanceSummary => {
    const biases = rows.map((row) => row[at].bias);
    const own = summary(biases, propensity?.[at], used[at]);
    return { ...own, variance_interval: intervals[at] };
  };
  return { rows, before: summarised('before'), after: summarised('after') };
}

/** Rubin's B and R of a linear index: its standardised difference in percent, and variance ratio. */
export function rubin(
  index: Float64Array,
  treated: ArrayLike<number>,
  weight: Float64Array | null,
): { readonly b: number; readonly r: number } {
  const side = sides(treated, weight);
  const t = weightedMoments(index, side.treated);
  const c = weightedMoments(index, side.controls);
  return { b: Math.abs(standardised(t, c, t, c)), r: t.variance / c.variance };
}

interface Sides {
  readonly treated: Float64Array;
  readonly controls: Float64Array;
}

/** Weights of the treated and of the controls, zero on the other side. */
function sides(treated: ArrayLike<number>, weight: Float64Array | null): Sides {
  const side = (value: number): Float64Array =>
    Float64Array.from(treated, (own, row) => (own === value ? (weight?.[row] ?? 1) : 0));
  return { treated: side(1), controls: side(0) };
}

function balanceRow(
  covariate: string,
  values: Float64Array,
  { before, after }: Record<'before' | 'after', Sides>,
  intervals: Record<'before' | 'after', VarianceInterval>,
): BalanceRow {
  const isBinary = values.every((value) => value === 0 || value === 1);
  const moments = ({ treated, controls }: Sides): readonly [Moments, Moments] => [
    weightedMoments(values, treated),
    weightedMoments(values, controls),
  ];
  const [t, c] = moments(before);
  const [mt, mc] = moments(after);
  if (t.variance + c.variance === 0 && t.mean !== c.mean) {
    throw bad(
      `covariate "${covariate}" is one number for all treated and another for all controls`,
    );
  }
  const first = balanceSide(t, c, standardised(t, c, t, c), isBinary, intervals.before);
  const second = balanceSide(mt, mc, standardised(mt, mc, t, c), isBinary, intervals.after);
  const size = Math.abs(first.bias);
  return {
    covariate,
    before: first,
    after: second,
    reduction: size > 0 ? (-100 * (Math.abs(second.bias) - size)) / size : null,
  };
}

/** 0 where means and variances leave nothing to compare. */
function standardised(mt: Moments, mc: Moments, t: Moments, c: Moments): number {
  const difference = mt.mean - mc.mean;
  return difference === 0 ? 0 : (100 * difference) / Math.sqrt((t.variance + c.variance) / 2);
}

/** Sums of weights that ought to be whole may fall short of it by rounding. */
const WHOLE = 1e-9;

function balanceSide(
  t: Moments,
  c: Moments,
  bias: number,
  isBinary: boolean,
  { low, high }: VarianceInterval,
): BalanceSide {
  const mass = t.mass + c.mass;
  const df = Math.floor(mass + WHOLE) - 2;
  const pooled = (t.variance * (t.mass - 1) + c.variance * (c.mass - 1)) / df;
  const error = Math.sqrt(pooled * (1 / t.mass + 1 / c.mass));
  const statistic = error > 0 ? (t.mean - c.mean) / error : null;
  const ratio = isBinary || !(c.variance > 0) ? null : t.variance / c.variance;
  return {
    mean_treated: t.mean,
    mean_control: c.mean,
    bias,
    t: statistic,
    p_value: statistic === null ? null : twoSidedP(statistic, df),
    variance_ratio: ratio,
    variance_flag: ratio === null ? null : ratio < low || ratio > high,
  };
}

function summary(
  biases: readonly number[],
  fit: PropensityFit | undefined,
  { treated, controls }: Sides,
): Omit<BalanceSummary, 'variance_interval'> {
  const sizes = biases.map(Math.abs).sort((a, b) => a - b);
  const half = sizes.length / 2;
  const middle = [sizes[Math.ceil(half) - 1] ?? 0, sizes[Math.floor(half)] ?? 0];
  const weight = treated.map((value, row) => value + controls[row]!);
  const isTreated = treated.map((value) => (value > 0 ? 1 : 0));
  const of = fit === undefined ? null : rubin(fit.index, isTreated, weight);
  return {
    mean_bias: sizes.reduce((total, size) => total + size, 0) / sizes.length,
    median_bias: (middle[0]! + middle[1]!) / 2,
    pseudo_r2: fit?.pseudo_r2 ?? null,
    lr_chi2: fit?.lr_chi2 ?? null,
    p_value: fit?.p_value ?? null,
    rubin_b: of?.b ?? null,
    rubin_r: of?.r ?? null,
  };
}

function count(weights: Float64Array): number {
  return weights.reduce((total, weight) => total + (weight > 0 ? 1 : 0), 0);
}

function bad(what: string): UserError {
  return new UserError('E_BALANCE', `there is no balance to report: ${what}.`);
}
