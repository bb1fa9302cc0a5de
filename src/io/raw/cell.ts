import type { Cell } from '../../sources/table.ts';

/** A sheet as a parser gives it. A formula is its last value; an error is its text (`#N/A`). */
export interface WorkbookSheet {
  readonly name: string;
  /** A sheet that Excel does not show. */
  readonly hidden: boolean;
  readonly rows: Cell[][];
}

/** Corners of a merged range, from zero, ends included. */
export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A merged range with more cells than this is a whole-sheet mistake, and stays as it is. */
const MERGED_CELLS_LIMIT = 100_000;

/** Puts the value of a merged range, which files hold in its first cell only, into all its cells. */
export function fillMerged(rows: Cell[][], { top, left, bottom, right }: MergedRange): void {
  if ((bottom - top + 1) * (right - left + 1) > MERGED_CELLS_LIMIT) return;
  const value = rows[top]?.[left] ?? null;
  if (value === null) return;
  for (const row of rows.slice(top, bottom + 1)) {
    while (row.length <= right) row.push(null);
    for (let i = left; i <= right; i++) row[i] ??= value;
  }
}
