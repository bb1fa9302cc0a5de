import {
  integer,
  randomStream,
  shuffle,
  type RandomStream,
} from '../econometrics/numeric/random.ts';
import type { DemoFile } from './demo-file.ts';
import { exportRows, FAULTS, spoil, type ExportRow } from './export-row.ts';
import type { Filing } from './world/filing.ts';
import { filingLists } from './world/filing-lists.ts';
import { exportTable, type ExportStyle } from './incopat-columns.ts';
import type { World } from './world/simulate-world.ts';
import { writeCsv, type CsvEncoding } from './formats/write-csv.ts';
import { writeXlsx } from './formats/write-xlsx.ts';

/** Rows of one download, and how many of them the next download of the same list repeats. */
const BATCH = 5500;
const OVERLAP = 250;
/** Of the filings of other technology, which count for nothing, one in this many is spoilt. */
const SPOILT_ONE_IN = 150;

interface FileForm extends ExportStyle {
  readonly file: 'shared' | 'inline' | CsvEncoding;
}

const form = (
  file: FileForm['file'],
  header: FileForm['header'],
  dates: FileForm['dates'],
  counts: FileForm['counts'],
  ipc: FileForm['ipc'],
): FileForm => ({ file, header, dates, counts, ipc });

/** The forms that successive files take. */
const FORMS = [
  form('shared', 'classic', 'dashes', 'number', 'short'),
  form('gb18030', 'classic-half-width', 'slashes', 'float', 'blank'),
  form('inline', 'new', 'cells', 'number', 'short'),
  form('gb18030', 'classic', 'digits', 'float', 'short'),
  form('shared', 'classic-half-width', 'digits', 'float', 'symbol'),
  form('utf-8-bom', 'new', 'dashes', 'float', 'short'),
];

/** Patent exports: one result list a filing year, downloaded in batches that overlap. */
export function* incopatFiles(world: World): Generator<DemoFile> {
  let files = 0;
  for (const [list, filings] of filingLists(world)) {
    const stream = randomStream(world.seed, `incopat/${list}`);
    const rows = resultList(stream, filings);
    for (let first = 0; first < rows.length; first += BATCH) {
      const from = Math.max(0, first - OVERLAP);
      const part = rows.slice(from, first + BATCH);
      const name = `incopat/incopat_${list}_${from + 1}-${from + part.length}`;
      yield writeBatch(name, part, from + 1, FORMS[files % FORMS.length] as FileForm);
      files += 1;
    }
  }
}

function resultList(stream: RandomStream, filings: readonly Filing[]): ExportRow[] {
  let others = 0;
  const rows = filings.flatMap((filing) => {
    const published = exportRows(stream, filing);
    if (filing.newEnergy) return published;
    // Each list has every fault at least once.
    const fault = others < FAULTS ? others : integer(stream, FAULTS * SPOILT_ONE_IN);
    others += 1;
    return fault < FAULTS ? published.map((row) => spoil(row, fault)) : published;
  });
  shuffle(stream, rows);
  return rows;
}

function writeBatch(
  name: string,
  rows: readonly ExportRow[],
  first: number,
  style: FileForm,
): DemoFile {
  const table = exportTable(rows, first, style);
  if (style.file === 'shared' || style.file === 'inline') {
    const bytes = writeXlsx(table, { sheet: 'Sheet1', strings: style.file });
    return { path: `${name}.xlsx`, bytes };
  }
  return { path: `${name}.csv`, bytes: writeCsv(table, style.file) };
}
