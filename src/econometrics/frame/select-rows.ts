import { UserError } from '../../text/user-error.ts';
import type { Column, Frame } from './frame.ts';
import { frameColumn } from './column.ts';

type Value = string | number;

/** What a column must be: one value, one of several, or within limits (both inclusive). */
export type Condition =
  | Value
  | readonly Value[]
  | { readonly min?: number | undefined; readonly max?: number | undefined };

/** Conditions that all hold for a row of the sample. */
export type Where = Readonly<Record<string, Condition>>;

export interface Selection {
  /** 1 for each row of the frame that belongs to the sample. */
  readonly rows: Uint8Array;
  /** `region = east, 3066 of 3584 rows`. */
  readonly words: string;
}

/**
 * The rows of a frame for which every condition holds; a row with a missing value is out.
 *
 * Errors: `E_UNKNOWN_COLUMN`; `E_WHERE` for a value of another kind than the column's, limits on
 * text, or conditions that no row meets.
 */
export function selectRows(frame: Frame, where: Where): Selection {
  const rows = new Uint8Array(frame.rows).fill(1);
  for (const [name, condition] of Object.entries(where)) {
    const holds = test(frame, name, condition);
    for (let row = 0; row < rows.length; row++) if (!holds(row)) rows[row] = 0;
  }
  const used = rows.reduce((total, one) => total + one, 0);
  const conditions = Object.entries(where).map(([name, condition]) => inWords(name, condition));
  if (used === 0) throw bad(`no row has ${conditions.join(' and ')}`);
  return { rows, words: [...conditions, `${used} of ${frame.rows} rows`].join(', ') };
}

/** The rows of a frame that `selectRows` marked, as a frame of their own. */
export function keepRows(frame: Frame, rows: Uint8Array): Frame {
  const places = Int32Array.from(rows.keys()).filter((row) => rows[row] === 1);
  const shorten = (column: Column): Column =>
    column.kind === 'number'
      ? { kind: 'number', values: Float64Array.from(places, (row) => column.values[row]!) }
      : { ...column, codes: places.map((row) => column.codes[row]!) };
  const columns = Object.entries(frame.columns).map(([name, column]) => [name, shorten(column)]);
  return { rows: places.length, columns: Object.fromEntries(columns) as Frame['columns'] };
}

function test(frame: Frame, name: string, condition: Condition): (row: number) => boolean {
  const column = frameColumn(frame, name, 'sample condition');
  if (typeof condition === 'object' && !isList(condition)) {
    if (column.kind === 'text') throw bad(`"${name}" holds text and has no min or max`, name);
    const { min = -Infinity, max = Infinity } = condition;
    return (row) => column.values[row]! >= min && column.values[row]! <= max;
  }
  const wanted = isList(condition) ? condition : [condition];
  const kind = column.kind === 'number' ? 'number' : 'string';
  const other = wanted.find((value) => typeof value !== kind);
  if (other !== undefined) {
    const holds = column.kind === 'number' ? 'numbers' : 'text';
    throw bad(`"${name}" holds ${holds}, and ${JSON.stringify(other)} is none`, name);
  }
  const values = new Set<Value>(wanted);
  if (column.kind === 'number') return (row) => values.has(column.values[row]!);
  const codes = new Set(column.levels.flatMap((level, code) => (values.has(level) ? [code] : [])));
  return (row) => codes.has(column.codes[row]!);
}

function inWords(name: string, condition: Condition): string {
  if (typeof condition !== 'object') return `${name} = ${condition}`;
  if (isList(condition)) return `${name} in ${condition.join(', ')}`;
  const { min, max } = condition;
  return [
    ...(min === undefined ? [] : [`${name} >= ${min}`]),
    ...(max === undefined ? [] : [`${name} <= ${max}`]),
  ].join(', ');
}

function isList(condition: Condition): condition is readonly Value[] {
  return Array.isArray(condition);
}

function bad(what: string, subject = ''): UserError {
  return new UserError('E_WHERE', `the sample cannot be chosen: ${what}.`, { subject });
}
