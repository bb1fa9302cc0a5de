import { pick, pickCodes, subset, type NamedCodes } from '../frame/codes.ts';
import { completeRows, placesOf } from './rows.ts';
import {
  codesOf,
  numbersOf,
  parts,
  readSources,
  type Columns,
  type SourceNames,
} from './sources.ts';
import { slopeColumns } from './slopes.ts';
import { termValues, type NamedValues } from './terms.ts';
import { UserError } from '../../text/user-error.ts';
import type { DroppedRows } from '../fit.ts';
import type { Formula } from '../formula/formula.ts';
import type { Frame } from '../frame/frame.ts';
import { findSingletons } from '../frame/singletons.ts';

export type { NamedValues } from './terms.ts';

/** A model's data as arrays over the rows that are used; the arrays are copies, free to overwrite. */
export interface Design {
  readonly rows: number;
  /** Row of the frame, by row of the design. */
  readonly places: Int32Array;
  /** The columns that the model names, over all rows of the frame. */
  readonly columns: Columns;
  readonly outcome: Float64Array;
  readonly regressors: readonly NamedValues[];
  /** Whether the formula has a constant; fixed effects always bring one. */
  readonly intercept: boolean;
  readonly effects: readonly NamedCodes[];
  /** A column for each level of each varying slope. */
  readonly slopes: readonly NamedValues[];
  /** Levels of each varying slope, `prov[[year]]`. */
  readonly slopeLevels: Readonly<Record<string, number>>;
  /** By what the slopes vary: `prov`. */
  readonly slopeGroups: readonly string[];
  readonly clusters: readonly NamedCodes[];
  readonly weights: Float64Array | null;
  readonly droppedRows: readonly DroppedRows[];
  /** Rows alone in a level of a fixed effect, whether they were dropped or kept. */
  readonly singletons: number;
}

export interface DesignOptions extends SourceNames {
  readonly dropSingletons: boolean;
  /** 1 for each row of the frame that belongs to the sample; null or absent is all. */
  readonly within?: Uint8Array | null;
  /** Whether the estimator can take varying slopes; otherwise they are refused. */
  readonly slopes?: boolean;
}

/**
 * Looks up the names of a model, makes its columns, and drops rows that it cannot use and counts them
 * by reason: a missing or infinite value in any column of the model, a computed value that does not
 * exist, a weight of zero, and rows alone in a fixed effect. A row with several reasons counts under
 * the first.
 *
 * Errors: `E_UNKNOWN_COLUMN`, `E_NOT_NUMERIC`, `E_NEGATIVE_WEIGHT`, `E_NO_ROWS`, `E_TOO_MANY_LEVELS`,
 * `E_TOO_MANY_SLOPES`, `E_UNSUPPORTED_SLOPES`, `E_FORMULA`.
 */
export function buildDesign(frame: Frame, formula: Formula, options: DesignOptions): Design {
  const { weights } = options;
  if (options.slopes !== true) refuseSlopes(formula);
  const sources = readSources(frame, formula, options);
  const { columns } = sources;
  const within = options.within ?? null;
  const { rows: complete, dropped } = completeRows(frame.rows, sources, weights, within);
  if (complete.length === 0) throw noRows(formula, frame.rows, dropped);
  const coded = formula.fixedEffects.map(({ name, columns: combined, slope }) => ({
    codes: codesOf(columns, name, combined, complete),
    slope,
  }));
  const absorbed = coded.flatMap(({ codes, slope }) => (slope === null ? [codes] : []));
  const clusters = options.clusters.map(
    (name) =>
      absorbed.find((effect) => effect.name === name) ??
      codesOf(columns, name, parts(name), complete),
  );
  const single = findSingletons(absorbed, complete.length);
  const shared = single.includes(1) ? placesOf(single, 0) : complete;
  const singletons = complete.length - shared.length;
  const keep = options.dropSingletons && singletons > 0 ? shared : null;
  const rows = keep === null ? complete : pickCodes(complete, keep);
  if (keep !== null) dropped.push({ reason: 'singleton', rows: singletons });
  if (rows.length === 0) throw noRows(formula, frame.rows, dropped);
  const shorten = (codes: NamedCodes): NamedCodes =>
    keep === null ? codes : { name: codes.name, ...subset(codes, keep) };
  const computed = new Map(sources.computed.map(({ name, values }) => [name, values]));
  const numbers = (name: string): Float64Array =>
    pick(computed.get(name) ?? numbersOf(columns, name), rows);
  const hasConstant = formula.intercept || absorbed.length > 0;
  const slopes = slopeColumns(
    coded.flatMap(({ codes, slope }) =>
      slope === null ? [] : [[shorten(codes), numbers(slope.name)] as const],
    ),
  );
  return {
    rows: rows.length,
    places: rows,
    columns,
    outcome: numbers(formula.outcome.name),
    regressors: termValues({ columns, rows, numbers }, formula.regressors, hasConstant),
    intercept: formula.intercept,
    effects: absorbed.map(shorten),
    slopes: slopes.columns,
    slopeLevels: slopes.levels,
    slopeGroups: formula.fixedEffects
      .filter(({ slope }) => slope !== null)
      .map((effect) => effect.columns.join('^')),
    clusters: clusters.map(shorten),
    weights: weights === undefined ? null : numbers(weights),
    droppedRows: dropped,
    singletons,
  };
}

/** `E_UNSUPPORTED_SLOPES` where the formula has varying slopes, for estimators that cannot take them. */
export function refuseSlopes({ fixedEffects, text }: Formula): void {
  const sloped = fixedEffects.find(({ slope }) => slope !== null);
  if (sloped === undefined) return;
  throw new UserError(
    'E_UNSUPPORTED_SLOPES',
    `this estimator takes no varying slopes, and "${text}" asks for ${sloped.name}.`,
    { hint: 'Write the slopes as regressors: i(prov, year).', subject: text },
  );
}

function noRows(formula: Formula, rows: number, dropped: readonly DroppedRows[]): UserError {
  const why = dropped.map(({ reason, rows: n }) => `${n} ${reason}`).join(', ');
  return new UserError(
    'E_NO_ROWS',
    `no row is left for "${formula.text}": of ${rows} rows, ${why === '' ? 'none' : why}.`,
    {
      hint: 'Look for a column that is missing everywhere, or a join that found nothing.',
      subject: formula.text,
    },
  );
}
