/** What a cell of a written file holds. `day` is a day number of day.ts, shown as a real date. */
export type SheetCell = string | number | null | { readonly day: number };

export interface MergedRange {
  /** Zero-based, ends included. */
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly lastRow: number;
  readonly lastColumn: number;
}
