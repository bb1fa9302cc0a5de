import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { streamXlsxRows } from 'hucre/xlsx';
import type { SheetCell } from '../src/demo/formats/sheet-cell.ts';
import { writeXlsx } from '../src/demo/formats/write-xlsx.ts';
import { openRaw } from '../src/io/raw/open-raw.ts';
import { EXPORT_COLUMNS, exportRows } from './ingest-export.ts';

const COLUMNS = 25;
/** Each reader goes over the file so many times, in turns; the fastest counts. */
const REPEATS = 3;

export interface WorkbookTimes {
  readonly rows: number;
  readonly ownMs: number;
  readonly otherMs: number;
}

/**
 * How long this project's reader takes for the rows of a workbook, and how long the fastest well-kept reader in the
 * registry takes for a bare loop over them.
 */
export async function timeWorkbook(
  folder: string,
  count: number,
  cities: string,
): Promise<WorkbookTimes> {
  const path = join(folder, 'export.xlsx');
  writeFileSync(path, writeXlsx(table(count, cities), { sheet: 'Sheet1', strings: 'shared' }));
  let [ownMs, otherMs] = [Infinity, Infinity];
  let found = 0;
  for (let i = 0; i < REPEATS; i += 1) {
    ownMs = Math.min(ownMs, await timed(async () => (found = await ownRows(path))));
    otherMs = Math.min(otherMs, await timed(async () => void (await otherRows(path))));
  }
  if (found !== count + 1) throw new Error(`${found} rows were read of ${count + 1}`);
  return { rows: count, ownMs, otherMs };
}

/** Rows of the export as 25 columns, of which the counts are numbers. */
function table(count: number, cities: string): SheetCell[][] {
  const extra = Array.from({ length: COLUMNS - EXPORT_COLUMNS.length }, (_, i) => `说明${i + 1}`);
  const rows: SheetCell[][] = [[...EXPORT_COLUMNS, ...extra]];
  for (const row of exportRows(count, cities)) {
    const cells = EXPORT_COLUMNS.map((column): SheetCell => {
      const text = row[column];
      return column.endsWith('次数') && /^\d+$/.test(text) ? Number(text) : text || null;
    });
    rows.push([...cells, ...extra.map((_, i) => (i % 2 === 0 ? '有效' : rows.length))]);
  }
  return rows;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function ownRows(path: string): Promise<number> {
  const opened = await openRaw(path, 'export.xlsx');
  if (opened.outcome === 'ignored') throw new Error(opened.reason);
  let rows = 0;
  for (const one of opened.tables) for await (const batch of one.batches()) rows += batch.length;
  return rows;
}

async function otherRows(path: string): Promise<number> {
  let rows = 0;
  for await (const { values } of streamXlsxRows(readFileSync(path)))
    if (values.length > 0) rows += 1;
  return rows;
}
