import { readStatistics } from '../../src/cities/sheets/statistics.ts';
import type { Cell, Sheet } from '../../src/sources/table.ts';
import { UserError } from '../../src/text/user-error.ts';
import { REFERENCE } from './reference.ts';

export interface AboutTable {
  readonly file?: string;
  readonly sheet?: string;
}

/**
 * A table written as text: a row in each line, cells parted by `|`, a line break in a cell as `\n`. `<` is
 * merged with the cell at its left, `^` with the one above.
 */
export function textTable(text: string, about: AboutTable = {}): Sheet {
  const rows: Cell[][] = [];
  for (const line of text.trim().split('\n')) {
    const row: Cell[] = [];
    for (const [at, written] of line.split('|').entries()) {
      row.push(cellOf(written.trim(), row, rows.at(-1)?.[at] ?? null));
    }
    rows.push(row);
  }
  const { file = 'a.xlsx', sheet = 'Sheet1' } = about;
  return { file: `raw/${file}`, sheet, rows, format: 'xlsx', hidden: false };
}

function cellOf(written: string, row: readonly Cell[], above: Cell): Cell {
  if (written === '<') return row.at(-1) ?? null;
  if (written === '^') return above;
  if (written === '') return null;
  if (/^-?\d+(?:\.\d+)?$/.test(written)) return Number(written);
  return written.replaceAll('\\n', '\n').replace(/^d(?=\d{4}-)/, '');
}

/** The values of statistics in a table as `place year variable value`, in order; none if it is refused. */
export function valuesOf(sheet: Sheet): string[] {
  try {
    const found = readStatistics(sheet, REFERENCE, {}, ['gas', 'lpg']);
    if ('ignored' in found) return [];
    const { read, missing, skipped, rejected } = found.counts;
    if (read - missing - skipped - rejected !== found.observations.length) {
      throw new Error('some cells are not accounted for');
    }
    return found.observations
      .map(({ place, year, variable, value }) => {
        return `${place} ${year} ${variable} ${Number(value.toPrecision(12))}`;
      })
      .toSorted();
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
