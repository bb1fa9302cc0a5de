import type { Cell, Row } from '../sources/table.ts';
import type { Header } from './tables/header.ts';
import { foldName } from './tables/names.ts';
import { readPatentRow, type RowReading, type RowTools } from './row.ts';
import type { PatentReject } from './reasons.ts';

export interface PatentRow extends RowReading {
  /** 1-based row in the sheet, its header included. */
  readonly row: number;
}

/**
 * Reads a row below a header, one publication; null for a blank one. `at` is its place in the sheet,
 * from 0. In a text file a row must have the cells of the header, since one delimiter too many shifts
 * every cell behind it.
 */
export function readRow(
  cells: Row,
  at: number,
  header: Header,
  isText: boolean,
  tools: RowTools,
): PatentRow | null {
  if (cells.every(isBlank)) return null;
  const { names } = header;
  const repeated = cells.every(
    (cell, i) => foldName(String(cell ?? '')) === foldName(names[i] ?? ''),
  );
  const reason = repeated ? 'repeated_header' : shapeProblem(cells, names.length, isText);
  if (reason === null) return { row: at + 1, ...readPatentRow(cells, header, tools) };
  const value = cells
    .filter((cell) => cell !== null)
    .join(' | ')
    .slice(0, 200);
  return {
    row: at + 1,
    record: null,
    problems: [{ column: '', value, reason, row_lost: true }],
  };
}

function shapeProblem(cells: Row, width: number, isText: boolean): PatentReject | null {
  if (cells.slice(width).some((cell) => !isBlank(cell))) return 'too_many_cells';
  return isText && cells.length < width ? 'too_few_cells' : null;
}

function isBlank(cell: Cell): boolean {
  return cell === null || cell === '';
}
