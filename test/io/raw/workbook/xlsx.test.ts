import { describe, expect, it } from 'vitest';
import type { Row } from '../../../../src/sources/table.ts';
import { opened, sheetsOf } from '../../../support/sheets.ts';
import { sheetXml, xlsxFile } from './xlsx-file.ts';

type More = Partial<Parameters<typeof xlsxFile>[0]>;

async function rowsOf(rows: string, more: More = {}, behind = ''): Promise<readonly Row[]> {
  const bytes = xlsxFile({ sheets: { S: sheetXml(rows, behind) }, ...more });
  return (await sheetsOf(bytes, 'a.xlsx'))[0]?.rows ?? [];
}
const codeOf = (rows: string, more: More = {}): Promise<unknown> =>
  rowsOf(rows, more).then(
    () => null,
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

const STRINGS = `<sst count="6" uniqueCount="6">
  <si><t>plain</t></si><si/><si><t xml:space="preserve"> a &amp; b_x000D_ </t></si>
  <si><r><t>45.3</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r><r><t> m</t></r></si>
  <si><t>杭州</t><rPh sb="0" eb="2"><t>hangzhou</t></rPh></si>
  <si><t><![CDATA[<t>x</t> & y]]></t></si></sst>`;
const STYLES = `<styleSheet><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>
  <numFmt numFmtId="165" formatCode="0.00&quot;day&quot;"/><numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts>
  <cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="31"/></cellXfs></styleSheet>`;

describe('cells of an .xlsx', () => {
  it('are texts, shared or not; raised digits are superscripts; how names are spoken is left out', async () => {
    const cells = [0, 1, 2, 3, 4, 5].map((i) => `<c t="s"><v>${i}</v></c>`).join('');
    const more = '<c t="inlineStr"><is><t>in</t></is></c><c t="str"><f>A1</f><v>out</v></c>';
    expect(await rowsOf(`<row>${cells}${more}</row>`, { strings: STRINGS })).toEqual([
      ['plain', null, ' a & b\r ', '45.3² m', '杭州', '<t>x</t> & y', 'in', 'out'],
    ]);
  });

  it('are numbers, truth values, errors and what formulas gave', async () => {
    const row =
      '<row r="1"><c r="A1"><v>1.5E-3</v></c><c r="B1" t="n"><f>A1*2</f><v>-7</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="d"><v>2017-02-28T00:00:00</v></c></row>';
    expect(await rowsOf(row)).toEqual([[0.0015, -7, true, '#N/A', '2017-02-28']]);
  });

  it('show the formula that nobody has worked out, which is no silent blank', async () => {
    const row =
      '<row><c><f>SUM(A2:A9)</f></c><c><f t="shared" si="0"/></c><c t="str"><f>B1</f><v></v></c></row>';
    expect(await rowsOf(row)).toEqual([['=SUM(A2:A9)', '=', null]]);
  });

  it('are days where their style says so, from 1900 or 1904', async () => {
    const row = [0, 1, 2, 3, 4, 5].map((s) => `<c s="${s}"><v>42794.5</v></c>`).join('');
    expect(await rowsOf(`<row>${row}</row>`, { styles: STYLES })).toEqual([
      [42_794.5, '2017-02-28', '2017-02-28', 42_794.5, 42_794.5, '2017-02-28'],
    ]);
    const early =
      '<row><c s="1"><v>1</v></c><c s="1"><v>59</v></c><c s="1"><v>61</v></c><c s="1"><v>0.5</v></c></row>';
    expect(await rowsOf(early, { styles: STYLES })).toEqual([
      ['1900-01-01', '1900-02-28', '1900-03-01', 0.5],
    ]);
    const mac = '<row><c s="1"><v>41332</v></c></row>';
    expect(await rowsOf(mac, { styles: STYLES, date1904: true })).toEqual([['2017-02-28']]);
  });

  it('stand where their names say, gaps and skipped rows included', async () => {
    const rows =
      '<row r="2" spans="1:3"><c r="C2"><v>3</v></c><c r="A2"><v>1</v></c></row><row r="4"/><row><c r="AA5"><v>27</v></c></row>';
    expect(await rowsOf(rows)).toEqual([
      [],
      [1, null, 3],
      [],
      [],
      [...Array<null>(26).fill(null), 27],
    ]);
  });

  it('may be written with a prefix, single quotes and line breaks', async () => {
    const sheet = `<x:worksheet xmlns:x="m"><x:sheetData>\n<x:row r='1'>\n <x:c r='A1' t='inlineStr'>\n<x:is><x:t>a</x:t></x:is></x:c><x:c\n r='B1' ><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const [table] = await sheetsOf(xlsxFile({ sheets: { S: sheet } }));
    expect(table?.rows).toEqual([['a', 2]]);
  });

  it('that are merged carry their value everywhere, though the file says so behind them', async () => {
    const rows =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1"><v>1</v></c></row><row r="2"><c r="C2"><v>5</v></c></row><row r="4"><c r="A4"><v>9</v></c></row>';
    const merged =
      '<mergeCells count="2"><mergeCell ref="A1:A3"/><mergeCell ref="B1:C1"/><mergeCell ref="nonsense"/></mergeCells>';
    expect(await rowsOf(rows, {}, merged)).toEqual([['a', 1, 1], ['a', null, 5], ['a'], [9]]);
  });
});

describe('sheets of an .xlsx', () => {
  it('keep their order and names, are told where hidden, and left out where empty', async () => {
    const one = sheetXml('<row><c><v>1</v></c></row>');
    const looks = sheetXml('<row r="1"><c r="A1" s="1"/></row>');
    const raw = await opened(
      xlsxFile({
        sheets: { 二: one, 'A &amp; B': one, old: one, looks, empty: sheetXml('') },
        states: { old: 'veryHidden', 'A &amp; B': 'hidden' },
      }),
      'a.xlsx',
    );
    if (raw.outcome === 'ignored') throw new Error(raw.reason);
    expect(raw.tables.map(({ sheet, hidden }) => [sheet, hidden])).toEqual([
      ['二', false],
      ['A & B', true],
      ['old', true],
    ]);
    expect(raw.leftOut.map(({ sheet }) => sheet)).toEqual(['looks', 'empty']);
  });

  it('may be longer than what is read at once', async () => {
    const rows = Array.from(
      { length: 40_000 },
      (_, i) =>
        `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}</v></c><c r="B${i + 1}" t="inlineStr"><is><t>省${i}</t></is></c></row>`,
    );
    const found = await rowsOf(rows.join(''));
    expect(found.length).toBe(40_000);
    expect(found[33_333]).toEqual([33_333, '省33333']);
  });
});

describe('an .xlsx that is damaged or hostile', () => {
  it.each([
    ['rows out of order', '<row r="5"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row>'],
    ['a row beyond the last', '<row r="1048577"><c><v>1</v></c></row>'],
    ['a column beyond the last', '<row><c r="XFE1"><v>1</v></c></row>'],
    ['a row without end', '<row r="1"><c r="A1"><v>1</v></c>'],
    ['a cell without end', '<row r="1"><c r="A1"><v>1</v></row>'],
    ['an attribute without end', '<row r="1"><c r="A1><v>1</v></c></row>'],
    ['a string that is not there', '<row><c t="s"><v>7</v></c></row>'],
  ])('is an error: %s', async (_, rows) => {
    expect(await codeOf(rows, { strings: STRINGS })).toBe('E_FILE_CORRUPT');
  });

  it.each([
    ['a sheet that is not there', { 'xl/_rels/workbook.xml.rels': '<Relationships/>' }],
    ['a workbook without sheets', { 'xl/workbook.xml': '<workbook/>' }],
    ['a sheet that is none', { 'xl/worksheets/sheet1.xml': '<v></v>no' }],
    [
      'a sheet that is cut short',
      { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c><v>1</v></c></row>' },
    ],
  ])('is an error: %s', async (_, other) => {
    expect(await codeOf('<row><c><v>1</v></c></row>', { other })).toBe('E_FILE_CORRUPT');
  });

  it('cannot name a file by an entity of its own', async () => {
    const sheet = `<!DOCTYPE x [<!ENTITY own SYSTEM "file:///etc/passwd">]>${sheetXml('<row><c t="str"><v>&own;</v></c></row>')}`;
    const [table] = await sheetsOf(xlsxFile({ sheets: { S: sheet } }));
    expect(table?.rows).toEqual([['&own;']]);
  });

  it('has only as many rows as it has, whatever size it claims', async () => {
    expect(await rowsOf('<row r="1"><c r="A1"><v>1</v></c></row>')).toEqual([[1]]);
  });

  it('with a cell in the last corner is read, but not into memory cell by cell', async () => {
    const rows = await rowsOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>');
    expect(rows.length).toBe(1_048_576);
    expect(rows.at(-1)?.length).toBe(16_384);
  });
});
