import type { RawCounts, RawFile, RawFilesRecord } from '../records/raw-files.ts';
import { factRow, gridTable, nameOf, whole } from './grid.ts';
import type { TableSettings } from './settings.ts';
import type { Table, TableRow } from './table.ts';
import { textIn, type Text } from '../text/language.ts';

/** How often each pair of file and reason stands in the rejects, and how many rows each file gave. */
export function countRawFiles(
  keptFiles: Iterable<string>,
  rejects: Iterable<readonly [file: string, reason: string]>,
): RawFilesRecord {
  const files = new Map<string, { kept: number; reasons: Map<string, number> }>();
  const entry = (file: string) => {
    const found = files.get(file) ?? { kept: 0, reasons: new Map<string, number>() };
    files.set(file, found);
    return found;
  };
  for (const file of keptFiles) entry(file).kept += 1;
  for (const [file, reason] of rejects) {
    const { reasons } = entry(file);
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const paths = [...files.keys()].sort();
  const folder = sharedFolder(paths);
  const counted = paths.map((path) => {
    const { kept, reasons } = entry(path);
    const counts = [...reasons].sort(([a], [b]) => (a < b ? -1 : 1));
    return { file: path.slice(folder.length), kept, reasons: Object.fromEntries(counts) };
  });
  return { files: counted, total: totalOf(counted) };
}

/**
 * Files with the rows that they gave and what was not used of them, most frequent reasons first;
 * `words` says the reasons that sources of this program give.
 */
export function rawRecordsTable(
  { files, total: totals }: RawFilesRecord,
  words: Readonly<Record<string, Text>>,
  settings: TableSettings,
): Table {
  const { id: step, language } = settings;
  const reasons = Object.keys(totals.reasons).sort(
    (a, b) => (totals.reasons[b] ?? 0) - (totals.reasons[a] ?? 0) || (a < b ? -1 : 1),
  );
  const line = (id: string, label: string, counts: RawCounts, path: string): TableRow =>
    factRow(
      id,
      [
        { text: label },
        whole({ step, path: `${path}.kept` }, counts.kept),
        ...reasons.map((reason) => {
          const found = counts.reasons[reason];
          return found === undefined
            ? { text: '' }
            : whole({ step, path: `${path}.reasons.${reason}` }, found);
        }),
      ],
      id === 'total',
    );
  return gridTable(settings, {
    corner: { en: 'File', zh: '文件' },
    columns: [
      { id: 'kept', heading: { en: 'Kept', zh: '保留' } },
      ...reasons.map((reason) => ({
        id: reason,
        heading: words[reason] ?? nameOf(settings, reason),
        above: NOT_USED,
      })),
    ],
    rows: [
      ...files.map((file, i) => line(file.file, file.file, file, `$.files[${i}]`)),
      line('total', textIn(TOTAL, language), totals, '$.total'),
    ],
    notes: [
      {
        en: 'Kept: rows of the source’s table. Not used: entries of its rejects table, which has the row, column and value of each; an entry is a row or a cell, and a kept row may have entries for cells.',
        zh: '保留为进入数据表的行数。未使用为剔除表中的条目，该表逐条列出行、列与取值；一个条目可为一行或一个单元格，保留的行也可能有单元格条目。',
      },
    ],
  });
}

const NOT_USED: Text = { en: 'Not used, by reason', zh: '未使用（按原因）' };
const TOTAL: Text = { en: 'Total', zh: '合计' };

function totalOf(files: readonly RawFile[]): RawCounts {
  const reasons: Record<string, number> = {};
  let kept = 0;
  for (const file of files) {
    kept += file.kept;
    for (const [reason, count] of Object.entries(file.reasons)) {
      reasons[reason] = (reasons[reason] ?? 0) + count;
    }
  }
  return { kept, reasons };
}

function sharedFolder(paths: readonly string[]): string {
  const [first = ''] = paths;
  const folder = first.slice(0, first.lastIndexOf('/') + 1);
  return paths.every((path) => path.startsWith(folder)) ? folder : '';
}
