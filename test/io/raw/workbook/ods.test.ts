import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { opened, sheetsOf } from '../../../support/sheets.ts';

function ods(tables: string, styles = '', manifest = '<manifest:manifest/>'): Buffer {
  const content = `<?xml version="1.0"?><office:document-content><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`;
  return Buffer.from(
    zipSync({
      mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
      'content.xml': strToU8(content),
      'META-INF/manifest.xml': strToU8(manifest),
    }),
  );
}
const table = (rows: string, name = 'S', style = ''): string =>
  `<table:table table:name="${name}" table:style-name="${style}">${rows}</table:table>`;
const row = (cells: string, more = ''): string =>
  `<table:table-row${more}>${cells}</table:table-row>`;
const text = (value: string): string =>
  `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;

async function rowsOf(rows: string) {
  return (await sheetsOf(ods(table(rows)), 'a.ods'))[0]?.rows;
}

describe('an .ods', () => {
  it('has texts, numbers, dates, truth values and errors', async () => {
    const cells =
      text('a &amp; b<text:s text:c="2"/>c</text:p><text:p>d') +
      '<table:table-cell office:value-type="float" office:value="1234.5"><text:p>1,234.50</text:p></table:table-cell>' +
      '<table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50 %</text:p></table:table-cell>' +
      '<table:table-cell office:value-type="date" office:date-value="2017-02-28T00:00:00"><text:p>28/2</text:p></table:table-cell>' +
      '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>' +
      '<table:table-cell table:formula="of:=[.A1]"/>';
    expect(await rowsOf(row(cells))).toEqual([
      ['a & b  c\nd', 1234.5, 0.5, '2017-02-28', true, '=[.A1]'],
    ]);
  });

  it('repeats cells and rows, but not the blanks up to the end of a sheet', async () => {
    const rows =
      row(
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/><table:table-cell table:number-columns-repeated="16382"/>',
        ' table:number-rows-repeated="2"',
      ) +
      row('<table:table-cell/>', ' table:number-rows-repeated="2"') +
      row('<table:table-cell table:number-columns-repeated="2"/>' + text('x')) +
      row('<table:table-cell/>', ' table:number-rows-repeated="1048571"');
    expect(await rowsOf(rows)).toEqual([[7, 7], [7, 7], [], [], [null, null, 'x']]);
  });

  it('fills merged cells, and leaves notes on cells out', async () => {
    const rows =
      row(
        '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2" office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>a</text:p></table:table-cell><table:covered-table-cell/>',
      ) + row('<table:covered-table-cell table:number-columns-repeated="2"/>' + text('b'));
    expect(await rowsOf(rows)).toEqual([
      ['a', 'a'],
      ['a', 'a', 'b'],
    ]);
  });

  it('has hidden and empty sheets', async () => {
    const styles =
      '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>';
    const raw = await opened(
      ods(table(row(text('x'))) + table(row(text('y')), 'old', 'ta2') + table('', 'none'), styles),
    );
    expect(raw).toMatchObject({
      tables: [
        { sheet: 'S', hidden: false },
        { sheet: 'old', hidden: true },
      ],
      leftOut: [{ sheet: 'none' }],
    });
  });

  it('with a password, or cells without end, is an error', async () => {
    const locked = ods(table(''), '', '<manifest:encryption-data/>');
    await expect(sheetsOf(locked)).rejects.toMatchObject({ code: 'E_FILE_ENCRYPTED' });
    const wide =
      '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="7"/>';
    const bomb = ods(table(row(wide, ' table:number-rows-repeated="1048576"')));
    await expect(sheetsOf(bomb)).rejects.toMatchObject({ code: 'E_FILE_TOO_LARGE' });
  });
});
