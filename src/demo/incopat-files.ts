import {
  integer,
  randomStream,
  shuffle,
  type RandomStream,
} from '../econometrics/numeric/random.ts';
import type { DemoFile } from './demo-file.ts';
import { exportRows, FAULTS, spoil, type ExportRow } from './export-row.ts';
import type { Filing } from './world/filing.ts';
import { filingsOfYear, filingsOutside } from './world/filings-of-year.ts';
import { exportTable, type ExportStyle } from './incopat-columns.ts';
import type { World } from './world/simulate-panel.ts';
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

/** The forms that successive files take. */
const FORMS: readonly FileForm[] = [
  { file: 'shared', header: 'classic', dates: 'dashes', counts: 'number', ipc: 'short' },
  {
    file: 'gb18030',
    header: 'classic-half-width',
    dates: 'slashes',
    counts: 'float',
    ipc: 'blank',
  },
  { file: 'inline', header: 'new', dates: 'cells', counts: 'number', ipc: 'short' },
  { file: 'gb18030', header: 'classic', dates: 'digits', counts: 'float', ipc: 'short' },
  { file: 'shared', header: 'classic-half-width', dates: 'digits', counts: 'float', ipc: 'symbol' },
  { file: 'utf-8-bom', header: 'new', dates: 'dashes', counts: 'float', ipc: 'short' },
];

/** Patent exports: one result list a filing year, downloaded in batches that overlap. */
export function* incopatFiles(world: World): Generator<DemoFile> {
  let form = 0;
  for (const list of resultLists(world)) {
    const stream = randomStream(world.seed, `incopat/${list.name}`);
    const rows = resultList(stream, list.filings());
    for (let first = 0; first < rows.length; first += BATCH) {
      const from = Math.max(0, first - OVERLAP);
      const part = rows.slice(from, first + BATCH);
      const name = `incopat_${list.name}_${from + 1}-${from + part.length}`;
      yield writeBatch(name, part, from, FORMS[form % FORMS.length] as FileForm);
      form += 1;
    }
  }
}

interface ResultList {
  readonly name: string;
  readonly filings: () => Filing[];
}

function resultLists(world: World): ResultList[] {
  const lists: ResultList[] = [
    { name: `until${world.firstYear - 1}`, filings: () => filingsOutside(world, 'before') },
  ];
  for (let year = world.firstYear; year <= world.lastYear; year++) {
    lists.push({ name: String(year), filings: () => filingsOfYear(world, year) });
  }
  lists.push({ name: `from${world.lastYear + 1}`, filings: () => filingsOutside(world, 'after') });
  return lists;
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
  from: number,
  form: FileForm,
): DemoFile {
  const numbers = rows.map((_, i) => from + i + 1);
  const table = exportTable(rows, numbers, form);
  if (form.file === 'shared' || form.file === 'inline') {
    const bytes = writeXlsx(table, { sheet: 'Sheet1', strings: form.file });
    return { path: `incopat/${name}.xlsx`, bytes };
  }
  return { path: `incopat/${name}.csv`, bytes: writeCsv(table, form.file) };
}
