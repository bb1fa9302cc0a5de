import type { TableReader } from '../sources/outcome.ts';
import type { WholeItem, WholeText } from '../sources/row-rule.ts';
import type { RawTable, Row } from '../sources/table.ts';
import { JoinedTables, type PatentItem } from './joined/joined-tables.ts';
import { patstatHead } from './joined/patstat.ts';
import type { Staging } from './joined/staging.ts';
import { PATSTAT_SOURCE } from './joined/waiting.ts';
import { ListLengths } from './lists/limits.ts';
import type { RowTools } from './row.ts';
import { readRow } from './rows.ts';
import { stagedReader } from './plain-rows.ts';
import { flatRows } from './tables/flatten.ts';
import type { Header } from './tables/header.ts';
import { mappingOf, recognisePatents, type PatentTable } from './tables/recognise.ts';
import type { PatentSource } from './tables/sources.ts';

type Tools = Omit<RowTools, 'limits'>;

/** Rows in which a header is looked for, and whose lists tell where lists are cut. */
const HEAD = 2000;

/**
 * Reads the tables of patents one after the other; a sheet may go on where the one before it ended.
 * Documents that have all fields are given at once. The others wait for the tables that complete them.
 */
export function patentReader(
  sources: readonly PatentSource[],
  tools: Tools,
  open: () => Promise<Staging>,
): TableReader<PatentItem | WholeItem> {
  const joined = new JoinedTables(open, tools);
  let before: { readonly file: string; readonly table: PatentTable } | null = null;
  return {
    async read(raw, rule) {
      const rows = () => flatRows(raw, sources);
      const first = await firstRows(rows());
      const patstat = patstatHead(first);
      if (patstat !== null && 'other' in patstat) {
        return { ignored: `table ${patstat.other} of PATSTAT, which is not needed`, mapping: null };
      }
      if (patstat !== null) {
        const { table, places, names } = patstat;
        const header: Header = {
          source: { ...PATSTAT_SOURCE, name: `table ${table} of PATSTAT` },
          columns: {},
          numbered: new Set(),
          separator: null,
          names,
          start: 1,
        };
        const mapping = mappingOf(
          header,
          '',
          `columns ${places.map((at) => names[at]).join(', ')}`,
        );
        return joined.addPatstat(raw, table, places, header, mapping);
      }
      const previous = before?.file === raw.file ? before.table : null;
      const table = recognisePatents({ ...raw, rows: first }, rule, sources, previous);
      if ('ignored' in table) return table;
      before = { file: raw.file, table };
      if (table.role !== 'documents' || table.missing.length > 0)
        return joined.add(raw, table, rows);
      joined.hasDocuments = true;
      const counts = { read: 0 };
      const lengths = new ListLengths(tools.numbers);
      for (const row of first.slice(table.header.start)) lengths.addRow(row, table.header);
      const all = { ...tools, limits: lengths.limits };
      const whole = wholeText(raw, table, first, all);
      const one = () => items(raw, table, rows, all, counts);
      const taken = (more: number) => void (counts.read += more);
      return {
        mapping: table.mapping,
        batches: whole === null ? one() : [[{ whole, rows: one, taken }]],
        tally: () => ({ counts, rejected: [] }),
      };
    },
    rest: () => joined.rest(),
  };
}

async function firstRows(batches: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of batches) {
    for (const row of batch) rows.push(row);
    if (rows.length >= HEAD) break;
  }
  return rows.slice(0, HEAD);
}

/** A text file whose columns are as simple as the cells of a row; null if it is to be read row by row. */
function wholeText(
  { file, sheet, text }: RawTable,
  { header }: PatentTable,
  rows: readonly Row[],
  tools: RowTools,
): WholeText | null {
  const isSimple =
    header.start > 0 &&
    header.numbered.size === 0 &&
    header.separator === null &&
    ['', 'CN'].includes(header.source.office) &&
    Object.keys(tools.limits).length === 0;
  if (text === undefined || !isSimple) return null;
  const head = rows.slice(0, header.start);
  // A line break within a cell makes two lines of one row.
  if (head.some((row) => row.some((cell) => /[\r\n]/.test(String(cell))))) return null;
  return {
    origin: { file, sheet },
    text,
    headerRow: header.start,
    header: (head.at(-1) ?? []).map((cell) => (cell === null ? null : String(cell))),
    ...stagedReader(header, tools),
  };
}

/** The rows below the header in batches, counted as they are taken. */
async function* items(
  raw: RawTable,
  { header }: PatentTable,
  rows: () => AsyncIterable<readonly Row[]>,
  tools: RowTools,
  counts: { read: number },
): AsyncGenerator<PatentItem[]> {
  const origin = { file: raw.file, sheet: raw.sheet };
  let at = -1;
  for await (const batch of rows()) {
    const found: PatentItem[] = [];
    for (const cells of batch) {
      at += 1;
      if (at < header.start) continue;
      const reading = readRow(cells, at, header, raw.format === 'text', tools);
      if (reading === null) continue;
      counts.read += 1;
      found.push({ origin, reading });
    }
    yield found;
  }
}
