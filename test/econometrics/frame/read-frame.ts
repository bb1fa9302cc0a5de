import { readFileSync } from 'node:fs';
import type { Column, Frame } from '../../../src/econometrics/frame/frame.ts';

/** A plain csv (no quotes, empty or NA is missing) as a frame. */
export function readFrameCsv(path: string): Frame {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const cells = lines.map((line) => line.split(','));
  const columns = head
    .split(',')
    .map((name, j) => [name, columnOf(cells.map((row) => row[j] ?? ''))] as const);
  return { rows: lines.length, columns: Object.fromEntries(columns) };
}

/** A frame from arrays: numbers (NaN is missing) or text (null is missing). */
export function frameOf(columns: Record<string, readonly (number | string | null)[]>): Frame {
  const entries = Object.entries(columns).map(
    ([name, cells]) => [name, columnOf(cells.map((cell) => cell ?? ''))] as const,
  );
  return { rows: Object.values(columns)[0]?.length ?? 0, columns: Object.fromEntries(entries) };
}

/** The numbers of a column that is known to hold numbers. */
export function valuesOf(frame: Frame, name: string): Float64Array {
  const column = frame.columns[name];
  if (column?.kind !== 'number') throw new Error(`${name} holds no numbers`);
  return column.values;
}

/** The frame with further numeric columns, each made from a row's numbers. */
export function withColumns(
  frame: Frame,
  made: Record<string, (value: (name: string) => number) => number>,
): Frame {
  const entries = Object.entries(made).map(([name, make]): [string, Column] => {
    const values = Float64Array.from({ length: frame.rows }, (_, row) =>
      make((source) => valuesOf(frame, source)[row] ?? Number.NaN),
    );
    return [name, { kind: 'number', values }];
  });
  return { rows: frame.rows, columns: { ...frame.columns, ...Object.fromEntries(entries) } };
}

/** The frame with further text columns, each made from a row's numbers; null is missing. */
export function withText(
  frame: Frame,
  made: Record<string, (value: (name: string) => number, row: number) => string | null>,
): Frame {
  const entries = Object.entries(made).map(([name, make]) => {
    const cells = Array.from({ length: frame.rows }, (_, row) =>
      make((source) => valuesOf(frame, source)[row] ?? Number.NaN, row),
    );
    return [name, columnOf(cells.map((cell) => cell ?? ''))] as const;
  });
  return { rows: frame.rows, columns: { ...frame.columns, ...Object.fromEntries(entries) } };
}

/** The given rows of a frame, in that order. */
export function takeRows(frame: Frame, rows: readonly number[]): Frame {
  const columns = Object.entries(frame.columns).map(([name, column]): [string, Column] => [
    name,
    column.kind === 'number'
      ? { kind: 'number', values: Float64Array.from(rows, (row) => column.values[row] ?? NaN) }
      : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row] ?? -1) },
  ]);
  return { rows: rows.length, columns: Object.fromEntries(columns) };
}

/** The rows for which `keep` holds. */
export function filterRows(frame: Frame, name: string, keep: (value: number) => boolean): Frame {
  const values = valuesOf(frame, name);
  return takeRows(
    frame,
    [...values.keys()].filter((row) => keep(values[row] ?? Number.NaN)),
  );
}

function columnOf(cells: readonly (number | string)[]): Column {
  const isNumeric = cells.every((cell) => isMissing(cell) || isNumber(cell));
  if (isNumeric) {
    const values = Float64Array.from(cells, (cell) => (isMissing(cell) ? NaN : Number(cell)));
    return { kind: 'number', values };
  }
  const levels = [...new Set(cells.filter((cell) => !isMissing(cell)).map(String))];
  const place = new Map(levels.map((level, code) => [level, code]));
  return { kind: 'text', levels, codes: Int32Array.from(cells, (c) => place.get(String(c)) ?? -1) };
}

function isNumber(cell: number | string): boolean {
  return typeof cell === 'number' || !Number.isNaN(Number(cell));
}

function isMissing(cell: number | string): boolean {
  return cell === '' || cell === 'NA';
}
