import { readFileSync } from 'node:fs';
import type { RuleOfTable } from '../../sources/rule.ts';
import { placeOf, type RawFile, type RawTable, type Row, type Sheet } from '../../sources/table.ts';
import { UserError } from '../../text/user-error.ts';
import { parseSheets } from './sheet.ts';

/** No one reads a sheet of more cells by hand, and memory ends not far above. */
const CELLS_LIMIT = 50_000_000;

/**
 * Says what a raw file is, and gives its tables. `file` is its path as the reader knows it; `rule` is
 * what the study says of it, where that tells how to open it.
 */
export async function openRaw(path: string, file: string, _rule?: RuleOfTable): Promise<RawFile> {
  const sheets = parseSheets(readFileSync(path), file);
  const [first] = sheets;
  if (first === undefined) return { outcome: 'ignored', reason: 'no sheet of it has a value' };
  const { format } = first;
  return { outcome: 'tables', format, tables: sheets.map(tableOf), leftOut: [] };
}

/** Reads a table into memory, within a budget of cells. Error: E_SHEET_TOO_LARGE. */
export async function sheetOf(table: RawTable): Promise<Sheet> {
  const { file, sheet, format, hidden, labels } = table;
  const rows: Row[] = [];
  let cells = 0;
  for await (const batch of table.batches()) {
    for (const row of batch) {
      cells += row.length;
      rows.push(row);
    }
    if (cells > CELLS_LIMIT) {
      throw new UserError('E_SHEET_TOO_LARGE', `it has more than ${CELLS_LIMIT} cells`, {
        where: placeOf(table),
        hint: 'Split it into several files.',
      });
    }
  }
  return { file, sheet, format, hidden, ...(labels === undefined ? {} : { labels }), rows };
}

function tableOf(sheet: Sheet): RawTable {
  const { rows, ...rest } = sheet;
  return {
    ...rest,
    async *batches() {
      yield rows;
    },
  };
}
