import type { RuleOfTable } from '../../sources/rule.ts';
import type { Row, Sheet } from '../../sources/table.ts';
import type { Gazetteer } from '../gazetteer.ts';
import { distinct, findIndexTable, type IndexTable } from './columns.ts';
import { readIndexHeader, type IndexWords } from './words.ts';

/**
 * The tables of a sheet that stand below each other, and those side by side, each as a sheet of its own
 * in which cells keep their rows and columns.
 */
export function tablesOf(
  sheet: Sheet,
  words: IndexWords,
  gazetteer: Gazetteer,
  rule: RuleOfTable,
): Sheet[] {
  if (rule.header_rows !== undefined) return [sheet];
  const found: Sheet[] = [];
  let rest = sheet;
  for (;;) {
    const table = findIndexTable(rest, words, gazetteer, rule);
    if (table === null) break;
    const next = nextTable(rest, table, words);
    const own = next === null ? rest : { ...rest, rows: rest.rows.slice(0, next.lines) };
    found.push(...besideEachOther(own, table));
    if (next === null) break;
    // A header that is only repeated, such as on each page, stands below the titles of the first.
    const titled = next.lines < next.header;
    const rows = rest.rows.map((row, at): Row => {
      const kept = at >= next.lines || (!titled && at < table.first);
      return kept ? row : [];
    });
    rest = { ...rest, rows };
  }
  return found.length === 0 ? [sheet] : found;
}

/** The next header below a table, and where the lines above it begin; null if there is none. */
function nextTable(
  { rows }: Sheet,
  { last, province }: IndexTable,
  words: IndexWords,
): { readonly lines: number; readonly header: number } | null {
  if (province === null) return null;
  for (let at = last + 2; at < rows.length; at++) {
    const row = rows[at] ?? [];
    const named = readIndexHeader(words, [String(row[province.index] ?? '')]).kind === 'province';
    if (!named || distinct(row) < 2) continue;
    let lines = at;
    while (lines > last + 2 && distinct(rows[lines - 1] ?? []) < 2) lines -= 1;
    return { lines, header: at };
  }
  return null;
}

/** Each column of provinces under the same header begins a table. */
function besideEachOther(sheet: Sheet, { columns, first }: IndexTable): Sheet[] {
  const named = columns.filter(({ kind, province }) => kind === 'province' && province === null);
  const starts = named.filter(({ header }) => header === named[0]?.header);
  if (starts.length < 2) return [sheet];
  return starts.map(({ index }, at): Sheet => {
    const from = at === 0 ? 0 : index;
    const to = starts[at + 1]?.index ?? Infinity;
    const only = (row: Row): Row => row.map((cell, i) => (i >= from && i < to ? cell : null));
    return { ...sheet, rows: sheet.rows.map((row, i) => (i < first ? row : only(row))) };
  });
}
