import type { CityReject } from './reasons.ts';

/** What a file's cell may hold; a date is text `YYYY-MM-DD`. */
export type Cell = string | number | boolean | null;

/** A sheet as it came from a file: `rows[0]` is row 1. */
export interface Table {
  readonly file: string;
  readonly sheet: string;
  readonly rows: readonly (readonly Cell[])[];
}

export interface Origin {
  readonly file: string;
  readonly sheet: string;
  /** 1-based. */
  readonly row: number;
  /** The column's header as written, levels joined by `_`. */
  readonly column: string;
}

/** A value that a source states, in the canonical unit of its variable. */
export interface Observation {
  readonly place: number;
  readonly year: number;
  readonly variable: string;
  readonly value: number;
  readonly unit: string;
  readonly origin: Origin;
}

/** File and sheet, for an error. */
export function placeOf({ file, sheet }: Pick<Table, 'file' | 'sheet'>): string {
  return sheet === '' ? file : `${file}, sheet ${sheet}`;
}

/** A cell's text without outer blanks; empty for a missing one. */
export function cellText(cell: Cell | undefined): string {
  return String(cell ?? '').trim();
}

/** The first cells of row 1, for an error. */
export function firstRow({ rows }: Table): string {
  const filled = (rows[0] ?? []).filter((cell) => cell !== null);
  return filled.slice(0, 8).join(', ');
}

export interface Rejected {
  readonly origin: Origin;
  readonly value: string;
  readonly reason: CityReject;
}
