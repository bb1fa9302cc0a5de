import type { Cell } from '../../../sources/table.ts';
import type { CellBudget } from '../cell-budget.ts';

const WIDEST = 16_384;
const LONGEST = 65_536;

/** Lays cells that span rows and columns out as a table in which each carries its value everywhere. */
export class SpanTable {
  readonly rows: Cell[][] = [];
  #row: Cell[] | null = null;
  #column = 0;
  /** By column: what reaches down from a row above, and for how many rows more. */
  readonly #below = new Map<number, { readonly value: Cell; left: number }>();
  readonly #budget: CellBudget;

  constructor(budget: CellBudget) {
    this.#budget = budget;
  }

  beginRow(): void {
    this.endRow();
    this.#row = [];
    this.#column = 0;
  }

  cell(value: Cell, columns: number, rows: number): void {
    if (this.#row === null) this.beginRow();
    this.#fromAbove();
    const wide = clamp(columns, WIDEST - this.#column);
    const long = clamp(rows, LONGEST);
    for (let i = 0; i < wide; i++) {
      if (long > 1) this.#below.set(this.#column, { value, left: long - 1 });
      this.#put(value);
    }
  }

  endRow(): void {
    if (this.#row === null) return;
    const last = Math.max(-1, ...this.#below.keys());
    while (this.#column <= last) {
      this.#fromAbove();
      if (this.#column <= last) this.#put(null);
    }
    this.rows.push(this.#row);
    this.#row = null;
  }

  #fromAbove(): void {
    let above = this.#below.get(this.#column);
    while (above !== undefined) {
      above.left -= 1;
      if (above.left === 0) this.#below.delete(this.#column);
      this.#put(above.value);
      above = this.#below.get(this.#column);
    }
  }

  #put(value: Cell): void {
    this.#budget.take();
    this.#row?.push(value);
    this.#column += 1;
  }
}

function clamp(span: number, most: number): number {
  return Number.isFinite(span) && span >= 1 ? Math.min(Math.floor(span), Math.max(1, most)) : 1;
}
