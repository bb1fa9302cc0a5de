import { expect, test } from 'vitest';
import { adviceOf, lackOf, missingOf } from '../../../src/patents/tables/advice.ts';
import { findHeader } from '../../../src/patents/tables/header.ts';
import { sources } from '../reference.ts';

function say(names: readonly string[]) {
  const header = findHeader([names], sources);
  if (header === null) throw new Error('the header is known');
  const missing = missingOf(header);
  return {
    lack: lackOf({ kind: header.source.name }, header, missing),
    advice: adviceOf(header, missing),
  };
}

test('of InCoPat the columns are named, with the nearest that there is', () => {
  const names = [
    '申请号',
    '公开（公告）号',
    '申请日子',
    'IPC',
    '中国申请人地市',
    '引证专利',
    '被引证专利',
  ];
  expect(say(names)).toEqual({
    lack: 'it is an InCoPat export, and row 1 has no column 申请日 (nearest: 申请日子)',
    advice: expect.stringMatching(/^Tick these fields in the export dialogue\./) as string,
  });
});

test('of another source it is said what it has not, and which file to add', () => {
  const names = [
    'Lens ID',
    'Display Key',
    'Application Number',
    'Application Date',
    'IPCR Classifications',
    'Cited by Patent Count',
  ];
  const { lack, advice } = say(names);
  expect(lack).toBe(
    'it is a Lens.org export, and has no cities of applicants, no cited documents, no citing documents',
  );
  expect(advice).toBe(
    'Add to the folder a file with the columns 申请号 and 城市, and a file of pairs with the columns citing and cited. Its counts alone cannot tell the citing office.',
  );
});
