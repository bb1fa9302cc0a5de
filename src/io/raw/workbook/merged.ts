import type { Cell } from '../../../sources/table.ts';

/** Corners of a merged range, from zero, ends included. */
export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A merged range with more cells than this is a whole-sheet mistake, and stays as it is. */
const MERGED_CELLS_LIMIT = 100_000;
/** Of a sheet: what merged ranges may fill in all. */
const FILLED_LIMIT = 20_000_000;

/**
 * Puts the value of a merged range, which files hold in its first cell only, into all its cells, while
 * the rows come from top to bottom.
 */
export class MergedCells {
  readonly #ranges: readonly MergedRange[];
  #next = 0;
  #open: { readonly range: MergedRange; readonly value: Cell }[] = [];

  constructor(ranges: readonly MergedRange[]) {
    let filled = 0;
    this.#ranges = ranges
      .filter((range) => {
        const area = areaOf(range);
        if (!(area > 1 && area <= MERGED_CELLS_LIMIT)) return false;
        filled += area;
        return filled <= FILLED_LIMIT;
      })
      .sort((a, b) => a.top - b.top || a.left - b.left);
  }

  /** Fills a row; `at` is its number from zero. Rows come in order, blank ones as well. */
  fill(row: Cell[], at: number): void {
    for (let range = this.#ranges[this.#next]; range !== undefined && range.top <= at;) {
      const value = row[range.left] ?? null;
      if (range.top === at && value !== null) this.#open.push({ range, value });
      this.#next += 1;
      range = this.#ranges[this.#next];
    }
    if (this.#open.length === 0) return;
    for (const { range, value } of this.#open) {
      while (row.length <= range.right) row.push(null);
      for (let i = range.left; i <= range.right; i++) row[i] ??= value;
    }
    this.#open = this.#open.filter(({ range }) => range.bottom > at);
  }

  /** Whether a row that holds nothing may have to be filled. */
  get isOpen(): boolean {
    return this.#open.length > 0;
  }
}

function areaOf({ top, left, bottom, right }: MergedRange): number {
  return (bottom - top + 1) * (right - left + 1);
}
