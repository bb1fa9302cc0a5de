import { UserError } from '../text/user-error.ts';
import { feols, type FeolsOptions } from './feols.ts';
import type { Fit, Term } from './fit.ts';
import { quoteName } from './formula/expression.ts';
import type { Column, Frame } from './frame/frame.ts';
import { numberValues } from './frame/column.ts';
import { waldOrNull, type WaldTest } from './wald.ts';

export interface EventStudyOptions extends Omit<FeolsOptions, 'rows'> {
  readonly outcome: string;
  /** Column of units, absorbed. */
  readonly unit: string;
  /** Column of periods, whole numbers, absorbed. */
  readonly time: string;
  /** First period under the policy: a number for all units in `treated`, or a column of numbers. */
  readonly start: number | string;
  /**
   * Column that is 1 for units under the policy and 0 for others. Needed where `start` is a number; where
   * it is a column, units without a start (missing, 0 or infinite) are never treated.
   */
  readonly treated?: string;
  /**
   * Period relative to the start that the others are compared with; −1 unless given. `first` is the
   * earliest one of treated units (after binning). Several are all set to zero: two are needed where
   * every unit is treated at some time.
   */
  readonly reference?: number | 'first' | readonly number[];
  /** Periods before the first and after the last of these share one coefficient with it. */
  readonly bins?: { readonly first?: number; readonly last?: number };
  /** Further regressors as in a formula: `pgdp + lu`. */
  readonly controls?: string;
  /** Further fixed effects as in a formula: `prov^year`. */
  readonly absorb?: string;
}

export interface EventStudyPoint extends Pick<
  Term,
  'estimate' | 'std_error' | 'conf_low' | 'conf_high'
> {
  /** Relative to the start: 0 is the first period under the policy. */
  readonly period: number;
  /** Empty at the reference, which is zero by choice. */
  readonly term: string;
  /** Whether all periods beyond this one are in it. */
  readonly binned: boolean;
}

export interface EventStudy {
  readonly fit: Fit;
  /** One a period, ascending, the references among them; dropped terms are not. */
  readonly points: readonly EventStudyPoint[];
  /** All coefficients before the policy are zero; null where there is none or they cannot be tested. */
  readonly pretrend: WaldTest | null;
}

/** Names of the two columns that are added to the frame, as they stand in the terms. */
const PERIOD = 'event_time';
const TREATED = 'event_treated';

/**
 * Leads and lags of a policy: y = Σ_e β_e 1[t − start = e] treated + controls + unit + time, without
 * the reference period. With units treated at different times this is the plain two-way estimate, which
 * mixes their effects where these differ.
 *
 * Terms are `event_time::-3:event_treated`. Errors: those of `feols`; `E_EVENT_STUDY` for a reference
 * that no treated unit has, bins that leave no period, periods that are not whole, or no treated unit.
 */
export function eventStudy(frame: Frame, options: EventStudyOptions): EventStudy {
  const { outcome, unit, time, controls, absorb } = options;
  const { periods, indicator } = relativePeriods(frame, options);
  const bases = referencesOf(options, periods, indicator);
  placeUntreated(periods, indicator, bases[0]!);
  const added: Record<string, Column> = {
    [PERIOD]: { kind: 'number', values: periods },
    [TREATED]: { kind: 'number', values: indicator },
  };
  for (const name of Object.keys(added)) {
    if (!Object.hasOwn(frame.columns, name)) continue;
    throw problem(`the data have a column "${name}" already`, 'Rename it.');
  }
  const extended: Frame = { rows: frame.rows, columns: { ...frame.columns, ...added } };
  const ref = bases.length === 1 ? String(bases[0]) : `c(${bases.join(', ')})`;
  const right = [`i(${PERIOD}, ${TREATED}, ref = ${ref})`, ...given(controls)].join(' + ');
  const effects = [quoteName(unit), quoteName(time), ...given(absorb)].join(' + ');
  const fit = feols(extended, `${outcome} ~ ${right} | ${effects}`, options);
  const points = pointsOf(fit, bases, options);
  const before = points.flatMap(({ period, term }) => (period < 0 && term !== '' ? [term] : []));
  return { fit, points, pretrend: before.length === 0 ? null : waldOrNull(fit, before) };
}

function relativePeriods(
  frame: Frame,
  { time, start, treated, bins }: EventStudyOptions,
): { readonly periods: Float64Array; readonly indicator: Float64Array } {
  const times = numberValues(frame, time, 'time');
  const starts = typeof start === 'string' ? numberValues(frame, start, 'start') : null;
  const marks = treated === undefined ? null : numberValues(frame, treated, 'treated');
  if (starts === null && marks === null) {
    throw problem('a start that is one number needs the column of treated units', 'Give treated.');
  }
  const periods = new Float64Array(frame.rows);
  const indicator = new Float64Array(frame.rows);
  const [low, high] = [bins?.first ?? -Infinity, bins?.last ?? Infinity];
  for (let row = 0; row < frame.rows; row++) {
    const begun = starts === null ? (start as number) : starts[row]!;
    const isEver = starts === null || (Number.isFinite(begun) && begun !== 0);
    const mark = marks === null ? (isEver ? 1 : 0) : marks[row]!;
    if (mark !== 0 && mark !== 1 && !Number.isNaN(mark)) {
      throw problem(`"${treated ?? ''}" is ${mark} in row ${row + 1}`, 'It holds 0 and 1.');
    }
    if (mark === 1 && !isEver) {
      throw problem(`row ${row + 1} is treated and has no start`, 'Look at both columns.');
    }
    indicator[row] = mark;
    const period = times[row]! - begun;
    periods[row] = mark === 1 ? Math.min(Math.max(period, low), high) : times[row]!;
    if (mark === 1 && !Number.isNaN(period) && !Number.isInteger(period)) {
      throw problem(`row ${row + 1} is ${period} periods from its start`, 'Periods are whole.');
    }
  }
  if (!indicator.includes(1)) throw problem('no unit is treated', 'Look at start and treated.');
  return { periods, indicator };
}

/** The reference periods, each of which some treated unit has. */
function referencesOf(
  { reference = -1 }: EventStudyOptions,
  periods: Float64Array,
  indicator: Float64Array,
): readonly number[] {
  const own = periods.filter((period, row) => indicator[row] === 1 && !Number.isNaN(period));
  if (reference === 'first') return [own.reduce((low, period) => Math.min(low, period), Infinity)];
  const bases = typeof reference === 'number' ? [reference] : [...new Set(reference)];
  if (bases.length === 0) throw problem('there is no reference period', 'Name at least one.');
  const absent = bases.find((base) => !own.includes(base));
  if (absent === undefined) return bases;
  throw problem(`no treated unit has a row in the reference period ${absent}`, '');
}

/** Units that are never treated have no period of their own: at the reference they add no level. */
function placeUntreated(periods: Float64Array, indicator: Float64Array, base: number): void {
  for (let row = 0; row < periods.length; row++) {
    if (indicator[row] !== 1 && !Number.isNaN(periods[row]!)) periods[row] = base;
  }
}

function pointsOf(
  fit: Fit,
  references: readonly number[],
  { bins }: EventStudyOptions,
): readonly EventStudyPoint[] {
  const pattern = new RegExp(`^${PERIOD}::(-?\\d+):${TREATED}$`, 'u');
  const isBinned = (period: number): boolean => period === bins?.first || period === bins?.last;
  const points = fit.terms.flatMap(({ term, estimate, std_error, conf_low, conf_high }) => {
    const found = pattern.exec(term)?.[1];
    if (found === undefined) return [];
    const period = Number(found);
    const binned = isBinned(period);
    return [{ period, term, binned, estimate, std_error, conf_low, conf_high }];
  });
  const zero = { estimate: 0, std_error: 0, conf_low: 0, conf_high: 0 };
  const bases = references.map((period) => {
    return { period, term: '', binned: isBinned(period), ...zero };
  });
  return [...points, ...bases].toSorted((a, b) => a.period - b.period);
}

function given(text: string | undefined): string[] {
  return text === undefined || text.trim() === '' ? [] : [text];
}

function problem(message: string, hint: string): UserError {
  return new UserError('E_EVENT_STUDY', `event study: ${message}.`, { hint });
}
