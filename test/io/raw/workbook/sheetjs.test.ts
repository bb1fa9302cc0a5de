import { expect, it } from 'vitest';
import { openBySheetJs } from '../../../../src/io/raw/workbook/sheetjs.ts';
import { sheetOf } from '../../../../src/io/raw/open-raw.ts';
import { workbook } from '../../../support/workbook.ts';

it.each(['biff8', 'xlsb', 'xlml'] as const)('reads the sheets of a %s in order', async (type) => {
  const bytes = workbook({ One: [['a', null, 1.5]], 二: [['x']], Empty: [] }, type);
  const raw = await openBySheetJs(bytes, 'a.xls', 'xls');
  if (raw.outcome === 'ignored') throw new Error(raw.reason);
  expect(raw.tables.map(({ sheet }) => sheet)).toEqual(['One', '二']);
  expect(raw.leftOut).toEqual([{ file: 'a.xls', sheet: 'Empty', reason: 'it is empty' }]);
  expect((await sheetOf(raw.tables[0]!)).rows).toEqual([['a', null, 1.5]]);
});

it('says of bytes that only begin like a workbook that they are damaged', async () => {
  const bytes = workbook({ One: [['a']] }, 'biff8');
  await expect(openBySheetJs(bytes.subarray(0, 600), 'a.xls', 'xls')).rejects.toMatchObject({
    code: 'E_FILE_CORRUPT',
  });
});
