import { UserError } from '../text/user-error.ts';
import type { Place, TableReader } from '../sources/outcome.ts';
import { placeOf, type RawTable, type Row } from '../sources/table.ts';
import { ListLengths } from './lists/limits.ts';
import type { RowTools } from './row.ts';
import { readRow, type PatentRow } from './rows.ts';
import { adviceOf } from './tables/advice.ts';
import { recognisePatents, type PatentTable } from './tables/recognise.ts';
import type { PatentSource } from './tables/sources.ts';

export interface PatentItem {
  readonly origin: Place;
  readonly reading: PatentRow;
}

type Tools = Omit<RowTools, 'limits'>;

/** Rows in which a header is looked for, and whose lists tell where lists are cut. */
const HEAD = 2000;

/** Reads the tables of patents one after the other; a sheet may go on where the one before it ended. */
export function patentReader(
  sources: readonly PatentSource[],
  tools: Tools,
): TableReader<PatentItem> {
  let before: { readonly file: string; readonly table: PatentTable } | null = null;
  return {
    async read(raw, rule) {
      const rows = await firstRows(raw);
      const previous = before?.file === raw.file ? before.table : null;
      const table = recognisePatents({ ...raw, rows }, rule, sources, previous);
      if ('ignored' in table) return table;
      if (table.missing.length > 0) throw missingColumns(raw, table);
      before = { file: raw.file, table };
      const counts = { read: 0 };
      return {
        mapping: table.mapping,
        batches: items(raw, table, rows, tools, counts),
        tally: () => ({ counts, rejected: [] }),
      };
    },
  };
}

async function firstRows(raw: RawTable): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of raw.batches()) {
    for (const row of batch) rows.push(row);
    if (rows.length >= HEAD) break;
  }
  return rows.slice(0, HEAD);
}

/** The rows below the header in batches, counted as they are taken. */
async function* items(
  raw: RawTable,
  { header }: PatentTable,
  first: readonly Row[],
  tools: Tools,
  counts: { read: number },
): AsyncGenerator<PatentItem[]> {
  const lengths = new ListLengths(tools.numbers);
  for (const row of first.slice(header.start)) lengths.addRow(row, header);
  const all = { ...tools, limits: lengths.limits };
  const origin = { file: raw.file, sheet: raw.sheet };
  let at = -1;
  for await (const batch of raw.batches()) {
    const found: PatentItem[] = [];
    for (const cells of batch) {
      at += 1;
      if (at < header.start) continue;
      const reading = readRow(cells, at, header, raw.format === 'text', all);
      if (reading === null) continue;
      counts.read += 1;
      found.push({ origin, reading });
    }
    yield found;
  }
}

function missingColumns(raw: RawTable, table: PatentTable): UserError {
  const list = table.missing.map(({ expected, nearest }) =>
    nearest === null ? expected : `${expected} (nearest: ${nearest})`,
  );
  return new UserError(
    'E_COLUMN_MISSING',
    `it is ${table.mapping.kind}, and row ${table.header.start} has no column ${list.join(', ')}`,
    { where: placeOf(raw), hint: adviceOf(table) },
  );
}
