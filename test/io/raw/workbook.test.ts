import { expect, it } from 'vitest';
import { readHtml, readWorkbook } from '../../../src/io/raw/workbook.ts';
import { workbook } from '../../support/workbook.ts';

it('reads sheets in order, with empty cells as null', () => {
  const sheets = readWorkbook(workbook({ One: [['a', null, 1.5]], 二: [['x']] }));
  expect(sheets.map(({ name }) => name)).toEqual(['One', '二']);
  expect(sheets[0]?.rows).toEqual([['a', null, 1.5]]);
});

it('keeps the text of an HTML table as it is written', () => {
  const html = '<table><tr><td>007</td><td>1,234</td></tr></table>';
  expect(readHtml(html)[0]?.rows).toEqual([['007', '1,234']]);
});

it('throws for bytes that only begin like a workbook', () => {
  const bytes = workbook({ One: [['a']] });
  expect(() => readWorkbook(bytes.subarray(0, 40))).toThrow();
});
