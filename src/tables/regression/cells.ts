import type { Term } from '../../econometrics/fit.ts';
import { intervalText, numberText, type Digits } from '../../text/numbers.ts';
import { isLikelihood, meanOfEffects, type Layout, type SourcedFit } from './layout.ts';
import type { Cell, CellSource } from '../table.ts';
import { WORDS, type Statistic } from '../words.ts';

/** An estimate and what stands in parentheses under it. */
export interface Pair {
  readonly estimate: Cell;
  readonly spread: Cell;
}

const EMPTY: Cell = { text: '' };
const NOTHING: Pair = { estimate: EMPTY, spread: EMPTY };

/** R² and the like print with three decimals whatever the digits of the estimates. */
const SHARE: Digits = { decimals: 3 };
const WHOLE: Digits = { decimals: 0 };
/** Likelihoods and criteria are large: one decimal, as programs print them. */
const LARGE: Digits = { decimals: 1 };
const STATISTIC_DIGITS: Readonly<Record<Exclude<Statistic, 'clusters' | 'rmse'>, Digits>> = {
  nobs: WHOLE,
  df_residual: WHOLE,
  r2: SHARE,
  adj_r2: SHARE,
  r2_within: SHARE,
  adj_r2_within: SHARE,
  pseudo_r2: SHARE,
  log_likelihood: LARGE,
  aic: LARGE,
  bic: LARGE,
  deviance: LARGE,
};

/** A coefficient with its stars, and its standard error, t value, p value or interval. */
export function termPair(layout: Layout, column: SourcedFit, name: string): Pair {
  const place = column.fit.terms.findIndex(({ term }) => term === name);
  const found = column.fit.terms[place];
  if (found === undefined) return NOTHING;
  const stars = layout.levels.filter(({ below }) => found.p_value < below).at(-1)?.marks;
  const estimate = numberCell(column, `terms[${place}].estimate`, found.estimate, layout.digits);
  return {
    estimate: { ...estimate, ...(stars === undefined ? {} : { stars }) },
    spread: spreadCell(layout, column, place, found),
  };
}

const SPREAD_KEY = {
  std_error: 'std_error',
  t_value: 'statistic',
  p_value: 'p_value',
} as const;

function spreadCell(layout: Layout, column: SourcedFit, place: number, term: Term): Cell {
  const { parentheses, digits } = layout;
  if (parentheses === 'conf_int') {
    const path = `terms[${place}]['conf_low','conf_high']`;
    const text = intervalText(term.conf_low, term.conf_high, digits);
    return { text, source: sourceOf(column, path) };
  }
  const key = SPREAD_KEY[parentheses];
  return inParentheses(numberCell(column, `terms[${place}].${key}`, term[key], digits));
}

/** The mean of the absorbed effects, whose significance is not marked. */
export function constantPair(layout: Layout, column: SourcedFit): Pair {
  const mean = meanOfEffects(column.fit);
  if (mean === null) return NOTHING;
  const { value, error } = mean;
  const estimate = numberCell(column, 'constant', value, layout.digits);
  const shown = { std_error: error, t_value: error === undefined ? undefined : value / error };
  const { parentheses } = layout;
  if (parentheses === 'p_value' || parentheses === 'conf_int') return { estimate, spread: EMPTY };
  const spread = shown[parentheses];
  if (spread === undefined) return { estimate, spread: EMPTY };
  const cell = numberCell(column, 'constant_std_error', spread, layout.digits);
  return { estimate, spread: inParentheses(cell) };
}

export function statisticCell(layout: Layout, column: SourcedFit, name: Statistic): Cell {
  if (name === 'clusters') return clusterCell(column);
  // McFadden's ratio of log likelihoods says nothing of least squares: those can have any sign.
  if (name === 'pseudo_r2' && !isLikelihood(column)) return EMPTY;
  const found = Object.entries(column.fit).find(([key]) => key === name)?.[1] as unknown;
  if (typeof found !== 'number') return EMPTY;
  return numberCell(column, name, found, name === 'rmse' ? layout.digits : STATISTIC_DIGITS[name]);
}

function clusterCell(column: SourcedFit): Cell {
  const { clusters, lag } = column.fit.vcov;
  // Newey–West and Driscoll–Kraay count periods.
  if (lag !== undefined) return EMPTY;
  const [only] = clusters;
  if (only === undefined) return EMPTY;
  if (clusters.length === 1) return numberCell(column, 'vcov.clusters[0]', only, WHOLE);
  return { text: clusters.join(' × '), source: sourceOf(column, 'vcov.clusters') };
}

export function yesNo(layout: Layout, column: SourcedFit, path: string, yes: boolean): Cell {
  const words = WORDS[layout.language];
  return yes ? { text: words.yes, source: sourceOf(column, path) } : { text: words.no };
}

export function textCell(column: SourcedFit, path: string, text: string): Cell {
  return { text, source: sourceOf(column, path) };
}

function numberCell(column: SourcedFit, path: string, value: number, digits: Digits): Cell {
  const source = sourceOf(column, path);
  const text = numberText(value, digits);
  return Number.isFinite(value) ? { text, value, source } : { text, source };
}

function inParentheses(cell: Cell): Cell {
  return { ...cell, text: `(${cell.text})` };
}

function sourceOf(column: SourcedFit, path: string): CellSource {
  return { step: column.step, path: `$.fits[${column.index}].${path}` };
}
