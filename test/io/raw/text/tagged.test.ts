import { expect, it } from 'vitest';
import { sheetsOf } from '../../../support/sheets.ts';

const TEXT = `FN Some Index
VR 1.0
PT P
PN CN1234567-A
   US2345678-A1
CP CN1234567-A
      US1111111-A   FIRM INC

ER

EF
`;
const ROWS = [
  ['FN', 'Some Index'],
  ['VR', '1.0'],
  ['PT', 'P'],
  ['PN', 'CN1234567-A'],
  [null, 'US2345678-A1'],
  ['CP', 'CN1234567-A'],
  [null, 'US1111111-A   FIRM INC'],
  [null, null],
  ['ER', null],
  [null, null],
  ['EF', null],
];

it.each([
  ['as it is saved', TEXT],
  ['with a mark and CRLF', `\uFEFF${TEXT.replaceAll('\n', '\r\n')}`],
])('gives a row for each tagged line: %s', async (_, text) => {
  const [sheet] = await sheetsOf(text, 'savedrecs.txt');
  expect(sheet).toMatchObject({ format: 'tagged text', rows: ROWS });
});

it('begins with a record where the head was cut off', async () => {
  const [sheet] = await sheetsOf('PT P\nPN CN1-A\nER\n');
  expect(sheet?.format).toBe('tagged text');
});

it('is no tagged text where a table has such a header', async () => {
  const [sheet] = await sheetsOf('PT\tPN\nP\tCN1-A\n');
  expect(sheet).toMatchObject({
    format: 'text',
    rows: [
      ['PT', 'PN'],
      ['P', 'CN1-A'],
    ],
  });
});
