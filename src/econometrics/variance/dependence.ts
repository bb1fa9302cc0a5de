import { categoriesOf } from '../frame/categories.ts';
import type { Codes } from '../frame/codes.ts';
import { codesOf, columnOf, numbersOf, parts, type Columns } from '../design/sources.ts';
import { UserError } from '../../text/user-error.ts';
import type { Distance, OptionsOf } from './kinds.ts';

/** When each row happened: periods that occur, in order, so that gaps in the calendar do not count. */
export interface Periods extends Codes {
  readonly labels: readonly string[];
}

export interface SerialDependence {
  readonly kind: 'newey_west' | 'driscoll_kraay';
  readonly by: readonly string[];
  /** Null where rows of all units are added up in each period, or where there is one series only. */
  readonly unit: Codes | null;
  readonly time: Periods;
  /** Null is to be found from the scores of the one series. */
  readonly lag: number | null;
}

export interface SpatialDependence {
  readonly by: readonly string[];
  /** Degrees, one a row: latitude within ±90, longitude within ±180. */
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** Kilometres; null is to be found from the places. */
  readonly cutoff: number | null;
  readonly distance: Distance;
}

/** The rows of a sample: columns of a frame, and the row of it for each row of the sample. */
export interface SampleRows {
  readonly columns: Columns;
  readonly places: Int32Array;
}

/**
 * What Newey–West needs at the rows of a sample. Precondition: its columns have a value there.
 * Errors: `E_ONE_PERIOD`, `E_DUPLICATE_PERIODS`.
 */
export function neweyWest(
  { columns, places }: SampleRows,
  { unit: unitName, time: name, lag }: OptionsOf<'newey_west'>,
): SerialDependence {
  const time = periodsOf(columns, places, name);
  const unit = unitName === undefined ? null : codesOf(columns, unitName, parts(unitName), places);
  checkDuplicates(unit, time, unitName, name);
  const by = unitName === undefined ? [name] : [unitName, name];
  const chosen = lag ?? (unit === null ? null : defaultLag(time));
  return { kind: 'newey_west', by, unit, time, lag: chosen };
}

/** The same for Driscoll–Kraay. Errors: `E_ONE_PERIOD`. */
export function driscollKraay(
  { columns, places }: SampleRows,
  { time: name, lag }: OptionsOf<'driscoll_kraay'>,
): SerialDependence {
  const time = periodsOf(columns, places, name);
  return { kind: 'driscoll_kraay', by: [name], unit: null, time, lag: lag ?? defaultLag(time) };
}

/** The same for Conley. Errors: `E_COORDINATES`. */
export function conley(
  { columns, places }: SampleRows,
  { lat, lon, cutoff, distance = 'triangular' }: OptionsOf<'conley'>,
): SpatialDependence {
  return {
    by: [lat, lon],
    lat: degrees(columns, places, lat, 'latitude', 90),
    lon: degrees(columns, places, lon, 'longitude', 180),
    cutoff: cutoff ?? null,
    distance,
  };
}

/** The whole part of T^(1/4), without a root: 2 from 16 periods on, 3 from 81 on. */
function defaultLag({ levels }: Codes): number {
  let lag = 1;
  while ((lag + 1) * (lag + 1) * (lag + 1) * (lag + 1) <= levels) lag++;
  return lag;
}

function periodsOf(columns: Columns, rows: Int32Array, name: string): Periods {
  const { codes, labels } = categoriesOf(columnOf(columns, name), rows);
  if (labels.length > 1) return { codes, levels: labels.length, labels };
  throw new UserError(
    'E_ONE_PERIOD',
    `time "${name}" has one value in this sample; correlation over time needs two or more.`,
    { hint: 'Use hetero or a cluster variance.', subject: name },
  );
}

function checkDuplicates(
  unit: Codes | null,
  time: Periods,
  unitName: string | undefined,
  timeName: string,
): void {
  const seen = new Set<number>();
  let [duplicates, label] = [0, ''];
  time.codes.forEach((period, i) => {
    const cell = unit === null ? period : unit.codes[i]! * time.levels + period;
    if (!seen.has(cell)) seen.add(cell);
    else if (duplicates++ === 0) label = time.labels[period] ?? '';
  });
  if (duplicates === 0) return;
  const what = unitName === undefined ? `"${timeName}"` : `"${unitName}" and "${timeName}"`;
  throw new UserError(
    'E_DUPLICATE_PERIODS',
    `${duplicates} rows repeat another's ${what}, the first in ${label}; newey_west needs one row for each.`,
    {
      subject: timeName,
      hint:
        unitName === undefined
          ? 'Give the unit of a panel.'
          : 'Look for duplicates, or use driscoll_kraay.',
    },
  );
}

/**
 * Degrees at `rows`. Values from 0 to twice the limit, and from minus that to 0, are turned into
 * the usual range. (fixest does that too: longitudes 190 and 350 become 10 and 170.)
 */
function degrees(
  columns: Columns,
  rows: Int32Array,
  name: string,
  role: string,
  limit: number,
): Float64Array {
  const all = numbersOf(columns, name);
  const values = Float64Array.from(rows, (row) => all[row]!);
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (low < -2 * limit || high > 2 * limit || high - low > 2 * limit) {
    throw new UserError(
      'E_COORDINATES',
      `${role} "${name}" goes from ${low} to ${high}; degrees between −${limit} and ${limit}, or 0 and ${2 * limit}, are needed.`,
      {
        subject: name,
        hint: 'Look for projected coordinates, for latitude and longitude swapped, or for a code of missing values.',
      },
    );
  }
  const shift = high > limit ? -limit : low < -limit ? limit : 0;
  return shift === 0 ? values : values.map((value) => value + shift);
}
