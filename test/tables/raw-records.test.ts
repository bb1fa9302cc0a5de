import { expect, it } from 'vitest';
import { PATENT_REJECTS } from '../../src/patents/reasons.ts';
import { countRawFiles, rawRecordsTable } from '../../src/tables/raw-records.ts';

const settings = {
  id: 'raw',
  label: '',
  title: 'Files',
  labels: {},
  notes: [],
  settings: [],
  synthetic: false,
};

it('counts what each file gave and what was not used of it, with the words of its reasons', () => {
  const files = countRawFiles(
    ['data/a.csv', 'data/a.csv', 'data/b.csv'],
    [
      ['data/b.csv', 'bad_ipc'],
      ['data/b.csv', 'bad_ipc'],
      ['data/a.csv', 'bad_count'],
      ['data/a.csv', 'of_ones_own'],
    ],
  );
  const table = rawRecordsTable(files, PATENT_REJECTS, { ...settings, language: 'en' });
  const texts = [...table.head, ...table.body].map(({ cells }) => cells.map(({ text }) => text));
  expect(texts).toEqual([
    ['', '', 'Not used, by reason'],
    ['File', 'Kept', 'Bad class', 'Bad count', 'of_ones_own'],
    ['a.csv', '2', '', '1', '1'],
    ['b.csv', '1', '2', '', ''],
    ['Total', '3', '2', '1', '1'],
  ]);
  const chinese = rawRecordsTable(files, PATENT_REJECTS, { ...settings, language: 'zh' });
  expect(chinese.head[1]?.cells.map(({ text }) => text)).toContain('IPC 有误');
});
