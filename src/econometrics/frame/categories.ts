import type { Column } from './frame.ts';

/** A categorical variable over rows, with the values behind its codes. */
export interface Categories {
  readonly codes: Int32Array;
  /** Numbers ascending, text by code units; each as text. */
  readonly labels: readonly string[];
}

/** The categories of a column at `rows` (null: all rows, where a missing value has code −1). */
export function categoriesOf(column: Column, rows: Int32Array | null): Categories {
  const count = rows === null ? lengthOf(column) : rows.length;
  const rowAt = (i: number): number => (rows === null ? i : rows[i]!);
  if (column.kind === 'number') {
    const { values } = column;
    const at = (i: number): number => values[rowAt(i)]!;
    const distinct = new Set<number>();
    for (let i = 0; i < count; i++) if (!Number.isNaN(at(i))) distinct.add(at(i));
    const sorted = Float64Array.from(distinct).sort();
    const place = new Map(Array.from(sorted, (value, code) => [value, code]));
    const codes = Int32Array.from({ length: count }, (_, i) => place.get(at(i)) ?? -1);
    return { codes, labels: Array.from(sorted, String) };
  }
  const used = new Set<number>();
  for (let i = 0; i < count; i++) used.add(column.codes[rowAt(i)]!);
  used.delete(-1);
  const label = (code: number): string => column.levels[code] ?? '';
  const sorted = [...used].toSorted((a, b) => (label(a) < label(b) ? -1 : 1));
  const place = new Int32Array(column.levels.length).fill(-1);
  sorted.forEach((raw, code) => {
    place[raw] = code;
  });
  const codes = Int32Array.from({ length: count }, (_, i) => place[column.codes[rowAt(i)]!] ?? -1);
  return { codes, labels: sorted.map(label) };
}

function lengthOf(column: Column): number {
  return column.kind === 'number' ? column.values.length : column.codes.length;
}
