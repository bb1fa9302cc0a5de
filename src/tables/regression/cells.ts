import type { Term } from '../../econometrics/fit.ts';
import type { SourcedFit } from '../../records/fits.ts';
import { pValue, sourced } from '../grid.ts';
import { bothEnds, numbersIn, type At } from '../lines.ts';
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
  const { fit, index, step } = column;
  const place = fit.terms.findIndex(({ term }) => term === name);
  const found = fit.terms[place];
  if (found === undefined) return nothing(layout);
  const stars = layout.levels.findLast(({ below }) => found.p_value < below)?.marks;
  const digits = pairDigits(layout.digits, found.estimate, found.std_error);
  const at = numbersIn(found, step, `$.fits[${index}].terms[${place}]`);
  const estimate = sourced(...at('estimate'), digits);
  return {
    estimate: { ...estimate, ...(stars === undefined ? {} : { stars }) },
    spreads: layout.spreads.map((spread) =>
      inBrackets(spread, SPREAD_CELLS[spread.kind](at, digits, layout.digits)),
    ),
  };
}

/** What stands under an estimate, which `digits` print and what has its unit. */
const SPREAD_CELLS: Readonly<
  Record<Parentheses, (at: At<Term>, digits: Digits, asked: Digits) => Cell>
> = {
  std_error: (at, digits) => sourced(...at('std_error'), digits),
  t_value: (at, _, asked) => sourced(...at('statistic'), asked),
  p_value: (at) => pValue(...at('p_value')),
  conf_int: (at, digits) => {
    const [[source, low], [, high]] = [at('conf_low'), at('conf_high')];
    const ends = [low, high].map((end) => numberText(end ?? Number.NaN, digits));
    return { text: typeset(ends.join(', ')), source: bothEnds(source) };
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
  const own = digits === 'as estimates' ? layout.digits : digits;
  return numberCell(column, PLACES[name] ?? name, first, own);
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
