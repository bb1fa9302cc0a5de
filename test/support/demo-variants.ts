import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { zipSync } from 'fflate';
import type { SheetCell } from '../../src/demo/formats/sheet-cell.ts';
import { writeCsv } from '../../src/demo/formats/write-csv.ts';
import { writeXlsx } from '../../src/demo/formats/write-xlsx.ts';
import { openRaw, sheetOf } from '../../src/io/raw/open-raw.ts';
import type { Row } from '../../src/sources/table.ts';

/**
 * Changes of raw files that leave what they say as it is, made to the files of a folder where they
 * lie. A file keeps its name, its sheet and its rows, so that what is made of it can be the same.
 */
type Change = (rows: readonly Row[]) => readonly Row[];

/** Lists of documents and classes parted by a comma. */
export function commasInLists(folder: string): Promise<void> {
  return rewriteAll(folder, ([head = [], ...rows]) => {
    const lists = new Set(
      head.flatMap((name, i) =>
        ['引证专利', '被引证专利', 'IPC'].includes(String(name)) ? [i] : [],
      ),
    );
    const parted = (cell: string): string => cell.trim().replaceAll(/[;；\n]\s*(?=\S)/gu, ', ');
    const change = (row: Row): Row =>
      row.map((cell, i) => (lists.has(i) && typeof cell === 'string' ? parted(cell) : cell));
    return [head, ...rows.map(change)];
  });
}

/** The columns from the last to the first, in tables whose first row is their header. */
export function columnsReversed(folder: string): Promise<void> {
  return rewriteAll(folder, (rows) => {
    const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
    const isHeader = rows[0]?.filter((cell) => cell !== null).length ?? 0;
    if (isHeader < width - 1) return rows;
    const full = (row: Row): Row => Array.from({ length: width }, (_, i) => row[i] ?? null);
    return rows.map((row) => full(row).toReversed());
  });
}

/** Marks of footnotes behind every seventh number, and what they mean below the table. */
export function footnotes(folder: string): Promise<void> {
  let numbers = 0;
  return rewriteAll(folder, (rows) => {
    const year = rows[0]?.indexOf('年份');
    const marked = rows.map((row, r) =>
      row.map((cell, i) => {
        if (r === 0 || i === year || typeof cell !== 'number') return cell;
        numbers += 1;
        if (numbers % 7 > 0) return cell;
        return `${cell}${numbers % 2 === 0 ? '①' : '²'}`;
      }),
    );
    return [...marked, ['注：①为调整数；²不含新设区。']];
  });
}

/** Every second file in an archive of its own. */
export function halfInArchives(folder: string): void {
  for (const [i, name] of namesIn(folder).entries()) {
    if (i % 2 > 0) continue;
    const path = join(folder, name);
    const archive = zipSync({ [name]: readFileSync(path) }, { mtime: new Date(1990, 0, 1, 12) });
    rmSync(path);
    writeFileSync(join(folder, `${basename(name, extname(name))}.zip`), archive);
  }
}

async function rewriteAll(folder: string, change: Change): Promise<void> {
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    const opened = await openRaw(path, name);
    if (opened.outcome !== 'tables') throw new Error(`${name} has no table`);
    const [table] = opened.tables;
    if (table === undefined) throw new Error(`${name} has no table`);
    const { rows, sheet, format } = await sheetOf(table);
    const changed = change(rows).map((row) =>
      row.map((cell): SheetCell => (typeof cell === 'boolean' ? String(cell) : cell)),
    );
    const bytes =
      format === 'text'
        ? writeCsv(changed, 'utf-8-bom')
        : writeXlsx(changed, { sheet: sheet === '' ? 'Sheet1' : sheet, strings: 'shared' });
    writeFileSync(path, bytes);
  }
}

function namesIn(folder: string): string[] {
  return readdirSync(folder).sort();
}
