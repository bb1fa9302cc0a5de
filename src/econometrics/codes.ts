import type { Column } from './frame.ts';

/** A categorical variable over the rows of a sample: each row's level, counted from 0. */
export interface Codes {
  readonly codes: Int32Array;
  /** How many levels occur. */
  readonly levels: number;
}

export interface NamedCodes extends Codes {
  readonly name: string;
}

/** A lookup table by value is used while it is at most this many times as long as the rows. */
const TABLE_PER_ROW = 4;
const TABLE_MIN = 4096;

/**
 * Levels of `column` at `rows`, in ascending order of the numbers or of the text's own level order;
 * levels that do not occur get no code. Precondition: no missing value at those rows.
 */
export function encode(column: Column, rows: Int32Array): Codes {
  if (column.kind === 'text') {
    const raw = new Int32Array(rows.length);
    for (let i = 0; i < rows.length; i++) raw[i] = column.codes[rows[i]!]!;
    return compact(raw, column.levels.length);
  }
  return encodeNumbers(column.values, rows);
}

/** Joint levels of several variables, such as city and year: one level for each pair that occurs. */
export function intersect(a: Codes, b: Codes): Codes {
  const n = a.codes.length;
  if (a.levels * b.levels <= tableLimit(n)) {
    const raw = new Int32Array(n);
    for (let i = 0; i < n; i++) raw[i] = a.codes[i]! * b.levels + b.codes[i]!;
    return compact(raw, a.levels * b.levels);
  }
  const joint = new Float64Array(n);
  for (let i = 0; i < n; i++) joint[i] = a.codes[i]! * b.levels + b.codes[i]!;
  return encodeByMap(joint);
}

/** Whether every level of `inner` lies within one level of `outer`. */
export function isNested(inner: Codes, outer: Codes): boolean {
  const parent = new Int32Array(inner.levels).fill(-1);
  for (let i = 0; i < inner.codes.length; i++) {
    const level = inner.codes[i]!;
    if (parent[level] === -1) parent[level] = outer.codes[i]!;
    else if (parent[level] !== outer.codes[i]) return false;
  }
  return true;
}

/** The same variable over fewer rows; levels that no longer occur lose their code. */
export function subset(variable: Codes, keep: Int32Array): Codes {
  const raw = new Int32Array(keep.length);
  for (let i = 0; i < keep.length; i++) raw[i] = variable.codes[keep[i]!]!;
  return compact(raw, variable.levels);
}

function encodeNumbers(values: Float64Array, rows: Int32Array): Codes {
  const n = rows.length;
  let [low, high, whole] = [Infinity, -Infinity, true];
  const picked = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const value = values[rows[i]!]!;
    picked[i] = value;
    if (value < low) low = value;
    if (value > high) high = value;
    if (value !== Math.floor(value)) whole = false;
  }
  if (!whole || high - low >= tableLimit(n)) return encodeByMap(picked);
  const raw = new Int32Array(n);
  for (let i = 0; i < n; i++) raw[i] = picked[i]! - low;
  return compact(raw, n === 0 ? 0 : high - low + 1);
}

function encodeByMap(values: Float64Array): Codes {
  const distinct = Float64Array.from(new Set(values)).sort();
  const place = new Map<number, number>();
  for (let level = 0; level < distinct.length; level++) place.set(distinct[level]!, level);
  const codes = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) codes[i] = place.get(values[i]!)!;
  return { codes, levels: distinct.length };
}

function compact(raw: Int32Array, size: number): Codes {
  const place = new Int32Array(size).fill(-1);
  for (let i = 0; i < raw.length; i++) place[raw[i]!] = 0;
  let levels = 0;
  for (let value = 0; value < size; value++) if (place[value] === 0) place[value] = levels++;
  for (let i = 0; i < raw.length; i++) raw[i] = place[raw[i]!]!;
  return { codes: raw, levels };
}

function tableLimit(rows: number): number {
  return Math.max(TABLE_MIN, TABLE_PER_ROW * rows);
}
