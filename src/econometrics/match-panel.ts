import { balanceTable, type BalanceTable, type PropensityFit } from './matching/balance.ts';
import { propensity } from './binary.ts';
import { chiSquareTail } from './numeric/chi-square.ts';
import type { LikelihoodFit } from './fit.ts';
import type { FittedGlm } from './likelihood/predictions.ts';
import { quoteName } from './formula/expression.ts';
import { pick } from './frame/codes.ts';
import type { Column, Frame } from './frame/frame.ts';
import { numberValues } from './frame/column.ts';
import { UserError } from '../text/user-error.ts';
import { matchOnScore, type Matching, type MatchMethod } from './matching/matching.ts';

/** Which rows a treated row may be matched with. */
export type MatchDesign =
  /** All rows of all periods, one propensity model. */
  | { readonly kind: 'pooled' }
  /** Rows of its own period only, a propensity model for each period. */
  | { readonly kind: 'yearly' }
  /** Units by their row of one period; its score, support and weight hold for all their rows. */
  | { readonly kind: 'baseline'; readonly period: number };

export interface MatchPanelOptions {
  readonly design: MatchDesign;
  readonly link: 'logit' | 'probit';
  /** 1 for treated units, in all periods. */
  readonly treated: string;
  readonly unit: string;
  readonly time: string;
  readonly covariates: readonly string[];
  readonly method: MatchMethod;
  readonly common: boolean;
}

export interface PanelMatch extends Pick<
  Matching,
  'treated_matched' | 'controls_used' | 'off_support'
> {
  /** Propensity models: one, or one for each period in ascending order. */
  readonly fits: readonly LikelihoodFit[];
  /** One entry a row of the frame; NaN where the row is in no propensity model. */
  readonly score: Float64Array;
  /** 1 on support, 0 off. */
  readonly support: Float64Array;
  /** NaN where the row is not matched (psmatch2's missing). */
  readonly weight: Float64Array;
  /** Over the rows that were matched, with probits of treatment before and after, as in pstest. */
  readonly balance: BalanceTable;
}

/**
 * Matches the treated units of a panel with others on a propensity score: pooled over the periods,
 * period by period, or once in a period before the policy. Rows without a covariate are left out.
 *
 * Errors: those of `propensity`, `matchOnScore` and `balanceTable`; `E_MATCH` where no row has the
 * baseline period, or a unit has two rows there.
 */
export function matchPanel(frame: Frame, options: MatchPanelOptions): PanelMatch {
  const { design, link, time } = options;
  const times = numberValues(frame, time, 'time');
  const formula = `${quoteName(options.treated)} ~ ${options.covariates.map(quoteName).join(' + ')}`;
  const samples = samplesOf(times, design);
  const models = samples.map((rows) => propensity(link, frame, formula, { rows }));
  const score = Float64Array.from({ length: frame.rows }, (_, row) => {
    const own = models.find(({ fitted }) => !Number.isNaN(fitted[row]!));
    return own?.fitted[row] ?? NaN;
  });
  const used = Int32Array.from(score.keys()).filter((row) => !Number.isNaN(score[row]!));
  const treated = pick(numberValues(frame, options.treated, 'treatment'), used);
  const matching = matchOnScore({
    score: pick(score, used),
    treated,
    method: options.method,
    common: options.common,
    ...(design.kind === 'yearly' ? { within: pick(times, used) } : {}),
  });
  const balance = balanceTable({
    covariates: Object.fromEntries(
      options.covariates.map((name) => [name, pick(numberValues(frame, name, 'covariate'), used)]),
    ),
    treated,
    weight: matching.weight,
    propensity: balanceFits(frame, formula, used, matching.weight),
  });
  const spread = (values: ArrayLike<number>): Float64Array => {
    const all = new Float64Array(frame.rows).fill(NaN);
    used.forEach((row, i) => (all[row] = values[i]!));
    return design.kind === 'baseline' ? carry(frame, options, all, used) : all;
  };
  return {
    fits: models.map(({ fit }) => fit),
    score: spread(pick(score, used)),
    support: spread(matching.support).map((value) => (Number.isNaN(value) ? 0 : value)),
    weight: spread(matching.weight).map((value) => (value > 0 ? value : NaN)),
    balance,
    treated_matched: matching.treated_matched,
    controls_used: matching.controls_used,
    off_support: matching.off_support,
  };
}

function samplesOf(times: Float64Array, design: MatchDesign): Uint8Array[] {
  const inPeriod = (period: number): Uint8Array =>
    Uint8Array.from(times, (time) => (time === period ? 1 : 0));
  if (design.kind === 'pooled') return [new Uint8Array(times.length).fill(1)];
  if (design.kind === 'baseline') {
    if (!times.includes(design.period)) throw bad(`no row has the period ${design.period}`);
    return [inPeriod(design.period)];
  }
  const periods = new Set(times.filter((time) => !Number.isNaN(time)));
  return [...periods].sort((a, b) => a - b).map(inPeriod);
}

/** Probits of treatment before and after matching, over the matched sample's rows (pstest). */
function balanceFits(
  frame: Frame,
  formula: string,
  used: Int32Array,
  weight: Float64Array,
): { readonly before: PropensityFit; readonly after: PropensityFit } {
  const rows = new Uint8Array(frame.rows);
  const weights = new Float64Array(frame.rows);
  used.forEach((row, i) => {
    rows[row] = 1;
    weights[row] = weight[i]!;
  });
  const column: Column = { kind: 'number', values: weights };
  const name = freeName(frame);
  const weighted: Frame = { rows: frame.rows, columns: { ...frame.columns, [name]: column } };
  const before = propensity('probit', frame, formula, { rows });
  const after = propensity('probit', weighted, formula, { rows, weights: name });
  return { before: indexOf(before, used), after: indexOf(after, used) };
}

/** Rows without a weight are not in the fit after matching; their index counts nowhere. */
function indexOf({ fit, index }: FittedGlm, used: Int32Array): PropensityFit {
  const chi2 = 2 * (fit.log_likelihood - fit.log_likelihood_null);
  const df = fit.terms.filter(({ term }) => term !== '(Intercept)').length;
  return {
    index: Float64Array.from(used, (row) => (Number.isNaN(index[row]!) ? 0 : index[row]!)),
    pseudo_r2: fit.pseudo_r2,
    lr_chi2: chi2,
    p_value: chiSquareTail(chi2, df),
  };
}

/** Gives each row of a unit what its row of the baseline period has. */
function carry(
  frame: Frame,
  { unit }: MatchPanelOptions,
  values: Float64Array,
  used: Int32Array,
): Float64Array {
  const units = numberValues(frame, unit, 'unit');
  const own = new Map<number, number>();
  for (const row of used) {
    if (own.has(units[row]!)) throw bad(`unit ${units[row]} has two rows in the baseline period`);
    own.set(units[row]!, values[row]!);
  }
  return Float64Array.from(units, (code) => own.get(code) ?? NaN);
}

function freeName(frame: Frame): string {
  let name = 'matching_weight';
  while (Object.hasOwn(frame.columns, name)) name += '_';
  return name;
}

function bad(what: string): UserError {
  return new UserError('E_MATCH', `the panel cannot be matched: ${what}.`);
}
