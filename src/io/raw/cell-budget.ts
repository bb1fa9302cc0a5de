import { tooLarge } from './problems.ts';

/** Cells that a file of a format that is read at once may have; memory ends not far above. */
const LIMIT = 20_000_000;

/** Counts the cells of a file, also those that a few bytes claim to stand for. Error: E_FILE_TOO_LARGE. */
export class CellBudget {
  readonly #file: string;
  #left: number;

  constructor(file: string, limit: number = LIMIT) {
    this.#file = file;
    this.#left = limit;
  }

  take(count = 1): void {
    this.#left -= count;
    if (this.#left < 0)
      throw tooLarge(this.#file, 'it has more cells than are read of such a file');
  }
}
