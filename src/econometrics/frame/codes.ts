import type { Column } from './frame.ts';

/** A categorical variable over the rows of a sample: each row's level, counted from 0. */
export interface Codes {
  readonly codes: Int32Array;
  /** How many levels occur. */
  readonly levels: number;
  /** How many rows each level has, where that was counted; never beside other codes. */
  readonly rows?: Int32Array;
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
    return compact(pickCodes(column.codes, rows), column.levels.length);
  }
  return encodeNumbers(column.values, rows);
}

/** Joint levels of several variables, such as unit and year: one level for each pair that occurs. */
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
  return compact(pickCodes(variable.codes, keep), variable.levels);
}

function encodeNumbers(values: Float64Array, rows: Int32Array): Codes {
  const picked = isAll(rows, values.length) ? values : pick(values, rows);
  const n = picked.length;
  const { low, high, whole } = extent(picked);
  if (!whole || high - low >= tableLimit(n)) return encodeByMap(picked);
  const raw = new Int32Array(n);
  for (let i = 0; i < n; i++) raw[i] = picked[i]! - low;
  return compact(raw, n === 0 ? 0 : high - low + 1);
}

/** Smallest and largest value, and whether all values are whole numbers. */
function extent(values: Float64Array): {
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
} {
  let [low, high, fractions] = [Infinity, -Infinity, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
    fractions += value - Math.floor(value);
  }
  return { low, high, whole: fractions === 0 };
}

/** Whether `rows` are 0, 1, … to the last of `count`. */
function isAll(rows: Int32Array, count: number): boolean {
  if (rows.length !== count) return false;
  for (let i = 0; i < count; i++) if (rows[i] !== i) return false;
  return true;
}

/** The values at `rows`, as a new array. */
export function pick(values: Float64Array, rows: Int32Array): Float64Array {
  if (isAll(rows, values.length)) return values.slice();
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!;
  return picked;
}

/** The same of whole numbers. */
export function pickCodes(codes: Int32Array, rows: Int32Array): Int32Array {
  const picked = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = codes[rows[i]!]!;
  return picked;
}

/** Codes in order of appearance first; a run of equal values is looked up once. */
function encodeByMap(values: Float64Array): Codes {
  const found = new Map<number, number>();
  const codes = new Int32Array(values.length);
  let [last, code] = [NaN, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value !== last) {
      last = value;
      code = found.get(value) ?? found.size;
      if (code === found.size) found.set(value, code);
    }
    codes[i] = code;
  }
  const ascending = Float64Array.from(found.keys()).sort();
  const place = new Int32Array(ascending.length);
  for (let level = 0; level < place.length; level++) place[found.get(ascending[level]!)!] = level;
  for (let i = 0; i < codes.length; i++) codes[i] = place[codes[i]!]!;
  return { codes, levels: place.length };
}

function compact(raw: Int32Array, size: number): Codes {
  const rows = countLevels(raw, size);
  let levels = 0;
  for (let value = 0; value < size; value++) if (rows[value] !== 0) levels++;
  if (levels === size) return { codes: raw, levels, rows };
  const place = new Int32Array(size);
  const counts = new Int32Array(levels);
  for (let value = 0, level = 0; value < size; value++) {
    if (rows[value] === 0) continue;
    counts[level] = rows[value]!;
    place[value] = level++;
  }
  for (let i = 0; i < raw.length; i++) raw[i] = place[raw[i]!]!;
  return { codes: raw, levels, rows: counts };
}

/** Rows by level: those of level l are `order` from `start[l]` to before `start[l + 1]`. */
export interface Members {
  readonly order: Int32Array;
  readonly start: Int32Array;
}

/** Rows sorted by level, those of one level in the order of `rows`: all, one after the other, unless given. */
export function membersOf({ codes, levels }: Codes, rows: Int32Array = placesUpTo(codes)): Members {
  const start = levelStarts({ codes, levels });
  const next = start.slice();
  const order = new Int32Array(codes.length);
  for (const row of rows) order[next[codes[row]!]!++] = row;
  return { order, start };
}

/** Where the rows of each level begin once they are sorted by level; the last entry is their number. */
export function levelStarts({ codes, levels, rows }: Codes): Int32Array {
  const counts = rows ?? countLevels(codes, levels);
  const start = new Int32Array(levels + 1);
  for (let level = 0; level < levels; level++) start[level + 1] = start[level]! + counts[level]!;
  return start;
}

function placesUpTo({ length }: Int32Array): Int32Array {
  return Int32Array.from({ length }, (_, i) => i);
}

/**
 * How many rows each level has. A run of rows of one level is counted first and added once: panels are
 * sorted by unit, and counting in the same cell of memory again and again is several times slower.
 */
export function countLevels(codes: Int32Array, levels: number): Int32Array {
  const counts = new Int32Array(levels);
  let level = codes[0] ?? 0;
  let begin = 0;
  for (let i = 1; i < codes.length; i++) {
    const code = codes[i]!;
    if (code === level) continue;
    counts[level]! += i - begin;
    level = code;
    begin = i;
  }
  if (codes.length > 0) counts[level]! += codes.length - begin;
  return counts;
}

function tableLimit(rows: number): number {
  return Math.max(TABLE_MIN, TABLE_PER_ROW * rows);
}
