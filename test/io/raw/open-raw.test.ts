import { expect, it } from 'vitest';
import { openRaw, sheetOf } from '../../../src/io/raw/open-raw.ts';
import { temporaryFolder } from '../temporary-folder.ts';

it('gives the tables of a file, which may be read into memory', async () => {
  const at = temporaryFolder({ 'a.csv': 'a,b\n1,2\n' });
  const raw = await openRaw(at('a.csv'), 'data/a.csv');
  const [table] = raw.outcome === 'tables' ? raw.tables : [];
  expect(table).toMatchObject({ file: 'data/a.csv', sheet: '', format: 'text', hidden: false });
  const rows = [
    ['a', 'b'],
    ['1', '2'],
  ];
  expect(await sheetOf(table!)).toMatchObject({ file: 'data/a.csv', rows });
});
