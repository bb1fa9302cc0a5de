import { foldName, readHeader, type Header, type MissingColumn } from './header.ts';
import { readIncopatRow, type CityLookup, type RowReading } from './incopat.ts';
import type { Cell } from './record.ts';
import type { PatentReject } from './reasons.ts';

export interface ExportRow extends RowReading {
  /** 1-based row in the sheet, its header included. */
  readonly row: number;
}

export type ExportReading =
  | { readonly header: Header; readonly rows: Iterable<ExportRow> }
  | { readonly header: null; readonly missing: readonly MissingColumn[] };

/**
 * Reads a sheet of an InCoPat export: header in its first filled row, one publication in each row
 * below. Blank rows are no rows. In a text file a row must have the cells of the header, since one
 * delimiter too many shifts every cell behind it.
 */
export function readExport(
  rows: readonly (readonly Cell[])[],
  isText: boolean,
  lookup: CityLookup,
): ExportReading {
  const start = rows.findIndex((row) => row.some((cell) => cell !== null));
  const reading = readHeader(rows[start] ?? []);
  if (reading.header === null) return reading;
  return { header: reading.header, rows: readRows(rows, start, isText, reading.header, lookup) };
}

function* readRows(
  rows: readonly (readonly Cell[])[],
  start: number,
  isText: boolean,
  header: Header,
  lookup: CityLookup,
): Generator<ExportRow> {
  const width = header.names.length;
  for (let at = start + 1; at < rows.length; at++) {
    const cells = rows[at] ?? [];
    if (cells.every((cell) => cell === null)) continue;
    const repeated = cells.every(
      (cell, i) => foldName(String(cell ?? '')) === foldName(header.names[i] ?? ''),
    );
    const reason = repeated ? 'repeated_header' : shapeProblem(cells, width, isText);
    if (reason === null) {
      yield { row: at + 1, ...readIncopatRow(cells, header, lookup) };
    } else {
      const value = cells
        .filter((cell) => cell !== null)
        .join(' | ')
        .slice(0, 200);
      const problem = { column: '', value, reason, row_lost: true };
      yield { row: at + 1, record: null, problems: [problem] };
    }
  }
}

function shapeProblem(cells: readonly Cell[], width: number, isText: boolean): PatentReject | null {
  if (cells.slice(width).some((cell) => cell !== null)) return 'too_many_cells';
  return isText && cells.length < width ? 'too_few_cells' : null;
}
