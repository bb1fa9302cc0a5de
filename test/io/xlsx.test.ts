import { describe, expect, test } from 'vitest';
import { readWorkbook } from '../../src/io/workbook.ts';
import { readXlsx } from '../../src/io/xlsx.ts';
import { unzip } from '../../src/io/zip.ts';
import { workbook } from '../support/workbook.ts';

/** The parts of a workbook with one sheet; the sheet's markup is given. */
function parts(
  sheetData: string,
  other: Readonly<Record<string, string>> = {},
): Map<string, Buffer> {
  const files = {
    'xl/workbook.xml':
      '<workbook><sheets><sheet name="A &amp; B" sheetId="1" r:id="rId7"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId7" Target="/xl/worksheets/one.xml"/></Relationships>',
    'xl/worksheets/one.xml': `<worksheet><cols><col min="1" max="2"/></cols><sheetData>${sheetData}</sheetData></worksheet>`,
    ...other,
  };
  return new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
}
const rowsOf = (sheetData: string, other: Readonly<Record<string, string>> = {}) =>
  readXlsx(parts(sheetData, other))?.[0]?.rows;

test('gives what the general parser gives', () => {
  const bytes = workbook({
    '数据 & <1>': [
      ['城市', '年份', '日', '真', null],
      [],
      ['  杭州市 ', 2014, new Date(Date.UTC(2016, 1, 29)), true, -1.5e-7],
      ['a<b>&"c"\'\n_x000D_', 0, new Date(Date.UTC(1950, 0, 1)), false, 1e21],
    ],
    Second: [[null, null, 1]],
  });
  const { parts: whole } = unzip(bytes);
  expect(whole === null ? null : readXlsx(whole)).toEqual(readWorkbook(bytes));
});

describe('markup of other writers', () => {
  test('inline strings, rows and cells without references, empty and self-closing ones', () => {
    expect(
      rowsOf(
        '<row><c t="inlineStr"><is><t>城市</t></is></c><c/><c s="1"/><c><v>2</v></c></row><row r="3"/><row r="4"><c r="C4"><v>1</v></c></row>',
      ),
    ).toEqual([['城市', null, null, 2], [], [], [null, null, 1]]);
  });

  test('strings in runs, with spaces to keep, and without the readings above them', () => {
    const strings =
      '<sst><si><r><t xml:space="preserve">杭 </t></r><r><rPr><b/></rPr><t>州</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si/></sst>';
    expect(
      rowsOf(
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>9</v></c></row>',
        { 'xl/sharedStrings.xml': strings },
      ),
    ).toEqual([['杭 州', '東京', null, null]]);
  });

  test('a formula is its value, an error its text', () => {
    expect(
      rowsOf(
        '<row><c t="str"><f>A1&amp;"x"</f><v>a&lt;x</v></c><c><f>1/0</f><v>7</v></c><c t="e"><v>#DIV/0!</v></c><c t="b"><v>1</v></c></row>',
      ),
    ).toEqual([['a<x', 7, '#DIV/0!', true]]);
  });

  test('dates by built-in and by written format; times and colours are no dates', () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="[Red]0.00&quot;day&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs></styleSheet>';
    const cells = [0, 1, 2, 3, 4].map((style) => `<c s="${style}"><v>42794.75</v></c>`).join('');
    expect(rowsOf(`<row>${cells}</row>`, { 'xl/styles.xml': styles })).toEqual([
      [42_794.75, '2017-02-28', '2017-02-28', 42_794.75, 42_794.75],
    ]);
  });

  test('dates of the calendar that starts in 1904', () => {
    const other = {
      'xl/workbook.xml':
        '<workbook><workbookPr date1904="1"/><sheets><sheet name="S" r:id="rId7"/></sheets></workbook>',
      'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
    };
    expect(rowsOf('<row><c s="0"><v>41332</v></c></row>', other)).toEqual([['2017-02-28']]);
  });

  test('references beyond a sheet do not take its memory', () => {
    expect(rowsOf('<row r="99999999999"><c r="ZZZZZZZ1"><v>1</v></c></row>')).toEqual([[1]]);
  });

  test('prefixed markup is left to the general parser', () => {
    const prefixed = { 'xl/worksheets/one.xml': '<x:worksheet><x:sheetData/></x:worksheet>' };
    expect(readXlsx(parts('', prefixed))).toBeNull();
  });
});
