import { frameColumn, numberValues } from './column.ts';
import type { Frame } from './frame.ts';

/** What says which rows are treated (1), and of which unit they are. */
export interface TreatmentColumns {
  readonly column: string;
  readonly unit: string;
}

/** How many units are ever treated among the rows of a fit, and in how many rows. */
export interface TreatedCount {
  readonly units: number;
  readonly rows: number;
}

/**
 * How many rows of a sample are treated, and of how many units they are. `places` are its rows of the
 * frame. Errors: `E_UNKNOWN_COLUMN`, `E_NOT_NUMERIC`.
 */
export function countTreated(
  frame: Frame,
  places: Int32Array,
  { column: treatment, unit }: TreatmentColumns,
): TreatedCount {
  const values = numberValues(frame, treatment, 'treatment');
  const units = frameColumn(frame, unit, 'unit');
  const ids = units.kind === 'number' ? units.values : units.codes;
  const rows = places.filter((row) => values[row] === 1);
  return { units: new Set(Array.from(rows, (row) => ids[row])).size, rows: rows.length };
}
