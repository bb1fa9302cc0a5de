import { expect, test } from 'vitest';
import { ownApplication, ownNumber, withOffice } from '../../src/patents/own-number.ts';
import { findHeader } from '../../src/patents/tables/header.ts';
import { numbers, sources } from './reference.ts';

function read(names: readonly string[], row: readonly (string | null)[]) {
  const header = findHeader([names], sources);
  if (header === null) throw new Error('the header is known');
  return [ownNumber(row, header, numbers).normal, ownApplication(row, header)];
}

test.each([
  ...[
    ['ＣＮ１０６８４４７７４Ａ', '="CN201710117081.7"'],
    ['CN106844774A;', '"CN201710117081.7"'],
    ['[CN]106844774A', '申请号：CN201710117081.7'],
    ['CN106844774A①', '`CN201710117081.7'],
  ].map(([own = '', filing = '']): [string[], string[], string[]] => [
    ['公开号', '申请号'],
    [own, filing],
    ['CN106844774A', 'CN201710117081.7'],
  ]),
  [
    ['申请号', '公开号'],
    ['201710117081.7', '106844774A'],
    ['CN106844774A', '201710117081.7'],
  ],
  [
    ['Display Key', 'Application Number', 'Lens ID'],
    ['CN 106844774 A', 'CN 201710117081 A', ''],
    ['CN106844774A', 'CN 201710117081 A'],
  ],
  [
    ['doc_number', 'jurisdiction', 'kind', 'lens_id'],
    ['9014905', 'US', 'B1', ''],
    ['US9014905B1', ''],
  ],
  [
    ['patent_id', 'application_id', 'filing_date', 'series_code'],
    ['9014905', '12345678', '', ''],
    ['US9014905', 'US12345678'],
  ],
  [
    ['申请号', '公开号'],
    [null, null],
    [null, ''],
  ],
])('%j %j', (names, row, expected) => {
  expect(read(names, row)).toEqual(expected);
});

test.each([
  ['9014905', 'US', 'US9014905'],
  ['US9014905', 'US', 'US9014905'],
  ['D612345', 'US', 'USD612345'],
  ['CN101234567A', 'US', 'CN101234567A'],
  ['9014905', '', '9014905'],
])('%s of %j is %s', (text, office, number) => {
  expect(withOffice(text, office)).toBe(number);
});
