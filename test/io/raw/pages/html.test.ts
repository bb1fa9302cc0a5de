import { describe, expect, it } from 'vitest';
import { opened, sheetsOf } from '../../../support/sheets.ts';

async function rowsOf(html: string) {
  return (await sheetsOf(html, 'a.xls')).map(({ rows }) => rows);
}
const page = (body: string): string => `<html><body>${body}</body></html>`;
const table = (...rows: string[][]): string =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
const DATA = [
  ['name', 'GDP'],
  ['north', '4,710.2'],
  ['south', '2243.1'],
];

describe('cells of a page', () => {
  it('keep their text: blanks are one, breaks stay, entities are characters', async () => {
    const html = table([
      '007',
      ' a\n  b ',
      'x<br>y',
      '<p>p</p><p>q</p>',
      'A &amp; &#x4e2d;&lt;',
      '',
    ]);
    expect(await rowsOf(page(html))).toEqual([[['007', 'a b', 'x\ny', 'p\nq', 'A & 中<', null]]]);
  });

  it('show raised digits as such, so that no footnote lengthens a number', async () => {
    expect(
      await rowsOf(page(table(['45.3<sup>2</sup>', 'm<sup>3</sup>', '300<sup>①</sup>']))),
    ).toEqual([[['45.3²', 'm³', '300①']]]);
  });

  it('span rows and columns, and need not be closed', async () => {
    const html =
      '<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td rowspan="0">e<td colspan="x">f</table>';
    expect(await rowsOf(page(html))).toEqual([
      [
        ['a', 'b', 'b'],
        ['a', 'c', 'd'],
        ['e', 'f'],
      ],
    ]);
  });

  it('hold no scripts, styles or comments', async () => {
    const html = table(['<style>x{}</style>a<!-- no --><script>var b = "<td>";</script>']);
    expect(await rowsOf(page(html))).toEqual([[['a']]]);
  });

  it('that claim to span more than a sheet are cut to one, and beyond a budget an error', async () => {
    expect(await rowsOf(page('<table><tr><td colspan=99999999>a</table>'))).toHaveLength(1);
    const bomb = '<tr><td colspan=16384>a</td></tr>'.repeat(5000);
    await expect(sheetsOf(page(`<table>${bomb}</table>`))).rejects.toMatchObject({
      code: 'E_FILE_TOO_LARGE',
    });
  });
});

describe('what stands above a table', () => {
  it.each([
    ['a table with the unit', table(['单位：亿元'])],
    ['a table with title and unit', table(['表 1', ''], ['', '单位：亿元'])],
    ['a line of text', '<h3>表 1</h3><p>单位：亿元</p>'],
  ])('becomes its first rows: %s', async (_, above) => {
    const [rows = []] = await rowsOf(page(above + table(...DATA)));
    expect(rows.slice(-3)).toEqual(DATA);
    expect(rows.flat().join()).toContain('单位：亿元');
  });

  it('may be its header, kept in place while the rows scroll', async () => {
    const [header = [], ...rest] = DATA;
    const html = page(`<div>${table(header)}</div><div>${table(...rest)}</div>`);
    expect(await rowsOf(html)).toEqual([DATA]);
  });

  it('is no part of it where it has numbers itself, or is wider', async () => {
    const one = [
      ['name', 'GDP', 'people'],
      ['north', '1', '2'],
    ];
    expect(await rowsOf(page(table(...one) + table(...DATA)))).toEqual([one, DATA]);
  });
});

describe('several tables of a page', () => {
  it('are named by their order', async () => {
    const sheets = await sheetsOf(page(table(...DATA) + table(...DATA)), 'a.html');
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['table 1', 'table 2']);
  });

  it('may lie within cells of another, which lays out the page', async () => {
    const html = page(table([`<p>menu</p>`, table(...DATA)]));
    expect((await rowsOf(html))[0]?.slice(-3)).toEqual(DATA);
  });
});

describe('a page', () => {
  it('may begin with a comment, a declaration or blanks', async () => {
    for (const start of ['<!-- x -->\n', '<!DOCTYPE html>', '\n\n', '<?xml version="1.0"?>\n'])
      expect(await rowsOf(start + page(table(...DATA)))).toEqual([DATA]);
  });

  it('without a table is ignored', async () => {
    expect(await opened(page('please log in'))).toMatchObject({ outcome: 'ignored' });
  });

  it('is in the encoding that it names where its bytes do not tell', async () => {
    const bytes = Buffer.concat([
      Buffer.from('<html><head><meta charset="big5"></head><body><table><tr><td>'),
      Buffer.from('abb0a5ab', 'hex'),
      Buffer.from('</td><td>1</td></tr></table></body></html>'),
    ]);
    const [sheet] = await sheetsOf(bytes, 'a.xls');
    expect(sheet?.rows).toEqual([['城市', '1']]);
  });

  it('whose elements never end is damaged', async () => {
    await expect(sheetsOf(`<html>${'<b>'.repeat(50_000)}<table>`)).rejects.toMatchObject({
      code: 'E_FILE_CORRUPT',
    });
  });
});

describe('the caption of a table and the line on its source', () => {
  it('belong to the table, and the foot of the page does not', async () => {
    const captioned = table(...DATA).replace('<table>', '<table><caption>Title 2014</caption>');
    const html = page(`${captioned}<p>摘编自年鉴2015</p><p>Copyright 2020</p>`);
    expect(await rowsOf(html)).toEqual([[['Title 2014'], ...DATA, ['摘编自年鉴2015']]]);
  });
});
