import type { Term } from '../../econometrics/fit.ts';
import type { SourcedFit } from '../../records/fits.ts';
import { pValue, sourced } from '../grid.ts';
import { bracketed, type Spread } from './brackets.ts';
import { meanOfEffects, type Layout } from './layout.ts';
import type { Cell, CellSource } from '../table.ts';
import { STATISTICS, type Statistic } from '../../text/statistics.ts';
import { WORDS, type Parentheses } from '../words.ts';
import { numberText, typeset, pairDigits, type Digits } from '../../text/numbers.ts';

/** An estimate and what stands in brackets under it, a cell for each line. */
export interface Estimate {
  readonly estimate: Cell;
  readonly spreads: readonly Cell[];
}

const EMPTY: Cell = { text: '' };

/** A coefficient with its stars, and the lines under it. */
export function termEstimate(layout: Layout, column: SourcedFit, name: string): Estimate {
  const place = column.fit.terms.findIndex(({ term }) => term === name);
  const found = column.fit.terms[place];
  if (found === undefined) return nothing(layout);
  const stars = layout.levels.findLast(({ below }) => found.p_value < below)?.marks;
  const digits = pairDigits(layout.digits, found.estimate, found.std_error);
  const printed = { place, found, digits, asked: layout.digits };
  const estimate = numberCell(column, `terms[${place}].estimate`, found.estimate, digits);
  return {
    estimate: { ...estimate, ...(stars === undefined ? {} : { stars }) },
    spreads: layout.spreads.map((spread) =>
      inBrackets(spread, SPREAD_CELLS[spread.kind](column, printed)),
    ),
  };
}

interface Printed {
  readonly place: number;
  readonly found: Term;
  readonly asked: Digits;
  /** Of the estimate and of what has its unit. */
  readonly digits: Digits;
}

const SPREAD_CELLS: Readonly<Record<Parentheses, (column: SourcedFit, printed: Printed) => Cell>> =
  {
    std_error: (column, { place, found, digits }) =>
      numberCell(column, `terms[${place}].std_error`, found.std_error, digits),
    t_value: (column, { place, found, asked }) =>
      numberCell(column, `terms[${place}].statistic`, found.statistic, asked),
    p_value: (column, { place, found }) =>
      pValue(sourceOf(column, `terms[${place}].p_value`), found.p_value),
    conf_int: (column, { place, found, digits }) => {
      const ends = [found.conf_low, found.conf_high].map((end) => numberText(end, digits));
      const path = `terms[${place}]['conf_low','conf_high']`;
      return { text: typeset(ends.join(', ')), source: sourceOf(column, path) };
    },
  };

/** The mean of the absorbed effects, whose significance is not marked. */
export function constantEstimate(layout: Layout, column: SourcedFit): Estimate {
  const mean = meanOfEffects(column.fit);
  if (mean === null) return nothing(layout);
  const { value, error } = mean;
  const digits = pairDigits(layout.digits, value, error);
  const spreads = layout.spreads.map((spread) => {
    const hasOne = spread.kind === 'std_error' || spread.kind === 't_value';
    if (error === undefined || !hasOne) return EMPTY;
    const [shown, own] =
      spread.kind === 'std_error' ? [error, digits] : [value / error, layout.digits];
    return inBrackets(spread, numberCell(column, 'constant_std_error', shown, own));
  });
  return { estimate: numberCell(column, 'constant', value, digits), spreads };
}

function nothing({ spreads }: Layout): Estimate {
  return { estimate: EMPTY, spreads: spreads.map(() => EMPTY) };
}

/** Statistics that stand elsewhere in the fit than under their own id. */
const PLACES: Readonly<Partial<Record<Statistic, string>>> = {
  clusters: 'vcov.clusters[0]',
  treated: 'treated.units',
};

export function statisticCell(layout: Layout, column: SourcedFit, name: Statistic): Cell {
  const { digits, values } = STATISTICS[name];
  const found = values(column.fit);
  const [first] = found;
  if (first === undefined) return EMPTY;
  if (found.length > 1) return textCell(column, 'vcov.clusters', found.join(' × '));
  return numberCell(
    column,
    PLACES[name] ?? name,
    first,
    digits === 'as estimates' ? layout.digits : digits,
  );
}

export function yesNo(layout: Layout, column: SourcedFit, path: string, yes: boolean): Cell {
  const words = WORDS[layout.language];
  return yes ? { text: words.yes, source: sourceOf(column, path) } : { text: words.no };
}

export function textCell(column: SourcedFit, path: string, text: string): Cell {
  return { text, source: sourceOf(column, path) };
}

function numberCell(column: SourcedFit, path: string, value: number, digits: Digits): Cell {
  return sourced(sourceOf(column, path), value, digits);
}

function inBrackets(spread: Spread, cell: Cell): Cell {
  return { ...cell, text: bracketed(spread, cell.text) };
}

function sourceOf(column: SourcedFit, path: string): CellSource {
  return { step: column.step, path: `$.fits[${column.index}].${path}` };
}
