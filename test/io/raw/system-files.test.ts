import { expect, it } from 'vitest';
import { systemFile } from '../../../src/io/raw/system-files.ts';

it.each([
  'data/raw/Thumbs.db',
  'data/raw/desktop.ini',
  'data/raw/.DS_Store',
  'data/raw/~$a.xlsx',
  'data/raw/.~lock.a.ods#',
  'data/raw/README.md',
  'data/raw/readme',
  'data/raw/X_Table[DES].txt',
  'data/raw/X_Table[DES][xlsx].txt',
  'a.zip/__MACOSX/sub/._a.csv',
  'data/raw/a.csv.crdownload',
  'data/raw/a.lnk',
])('%s is none of the researcher', (file) => {
  expect(systemFile(file)).not.toBeNull();
});

it.each([
  'data/raw/a.csv',
  'data/raw/.hidden/a.csv',
  'raw/READMEs/a.xlsx',
  'raw/des.txt',
  'raw/~a.xls',
])('%s may be', (file) => {
  expect(systemFile(file)).toBeNull();
});
