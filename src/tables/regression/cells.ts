import type { Term } from '../../econometrics/fit.ts';
import type { SourcedFit } from '../../records/fits.ts';
import { meanOfEffects, type Layout } from './layout.ts';
import type { Cell, CellSource } from '../table.ts';
import { STATISTICS, type Statistic } from '../../text/statistics.ts';
import { WORDS } from '../words.ts';
import { numberText, intervalText, type Digits } from '../../text/numbers.ts';

/** An estimate and what stands in parentheses under it. */
export interface Pair {
  readonly estimate: Cell;
  readonly spread: Cell;
}

const EMPTY: Cell = { text: '' };
const NOTHING: Pair = { estimate: EMPTY, spread: EMPTY };

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
  const { digits, values } = STATISTICS[name];
  const found = values(column.fit);
  const [first] = found;
  if (first === undefined) return EMPTY;
  const path = name === 'clusters' ? 'vcov.clusters' : name;
  if (found.length > 1) return textCell(column, path, found.join(' × '));
  const own = name === 'clusters' ? `${path}[0]` : path;
  return numberCell(column, own, first, digits === 'as estimates' ? layout.digits : digits);
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
