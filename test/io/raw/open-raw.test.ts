import { symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openRaw } from '../../../src/io/raw/open-raw.ts';
import { sheetsOf, opened } from '../../support/sheets.ts';
import { workbook } from '../../support/workbook.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const ROWS = [
  ['城市', '年份', '值'],
  ['杭州市', 2014, 1.5],
  ['苏州市', 2015, null],
];
/** 城市,值 / 杭州市,1 in GB18030, since nothing in Node writes it. */
const GB18030 = Buffer.from('b3c7cad02cd6b50ababcd6ddcad02c310a', 'hex');
/** The same in Big5: valid GB18030 byte for byte, and nonsense in it. */
const BIG5 = Buffer.from('abb0a5ab2cadc80aaa46b67bc0c9a96ebbf62cb44b0a', 'hex');
/** 名前,都市 in Shift JIS. */
const SHIFT_JIS = Buffer.from('96bc914f2c93738e730a9356945e82e782b52c90560a', 'hex');

async function rowsOf(bytes: Buffer | string, file = 'raw/file.csv') {
  return (await sheetsOf(bytes, file)).map(({ rows }) => rows);
}

describe('kinds of files, whatever their extension says', () => {
  test.each(['xlsx', 'biff8', 'xlml', 'xlsb'] as const)('a workbook of type %s', async (type) => {
    const [sheet] = await sheetsOf(workbook({ Daten: ROWS }, type), 'a.csv');
    expect(sheet?.rows.map((row) => [...row, null].slice(0, 3))).toEqual(ROWS);
    expect(sheet?.sheet).toBe('Daten');
  });

  test('a csv named .xls in GB18030', async () => {
    expect(await rowsOf(GB18030, 'a.xls')).toEqual([
      [
        ['城市', '值'],
        ['杭州市', '1'],
      ],
    ]);
  });

  test.each([
    ['utf-8', Buffer.from('城市,值\n杭州市,1\n')],
    ['utf-8 with mark', Buffer.from('\uFEFF城市,值\n杭州市,1\n')],
    ['utf-16le with mark', Buffer.from('\uFEFF城市,值\n杭州市,1\n', 'utf16le')],
    ['utf-16le without mark', Buffer.from('城市,值\n杭州市,1\n', 'utf16le')],
    ['utf-16be with mark', Buffer.from('\uFEFF城市,值\n杭州市,1\n', 'utf16le').swap16()],
  ])('text in %s', async (_name, bytes) => {
    expect(await rowsOf(bytes)).toEqual([
      [
        ['城市', '值'],
        ['杭州市', '1'],
      ],
    ]);
  });

  test.each([',', '\t', '|', ';'])('cells split by %j', async (delimiter) => {
    const text = [
      ['a', 'b', 'c'],
      ['1', 'x', '2'],
      ['3', '', '4'],
    ]
      .map((row) => row.join(delimiter))
      .join('\r\n');
    expect(await rowsOf(text)).toEqual([
      [
        ['a', 'b', 'c'],
        ['1', 'x', '2'],
        ['3', null, '4'],
      ],
    ]);
  });

  test('lists in cells do not pass for a delimiter', async () => {
    expect(await rowsOf('号,引证\nCN1,CN2; CN3; CN4\nCN5,CN6; CN7; CN8\n')).toEqual([
      [
        ['号', '引证'],
        ['CN1', 'CN2; CN3; CN4'],
        ['CN5', 'CN6; CN7; CN8'],
      ],
    ]);
  });

  test('an HTML table saved as .xls, with merged header cells and indented names', async () => {
    const html = `<html><head><meta charset="utf-8"></head><body><table>
      <tr><td rowspan=2>城市</td><td colspan=2>人口</td></tr><tr><td>全市</td><td>市辖区</td></tr>
      <tr><td>&nbsp;&nbsp;阜新市</td><td>1,234.5</td><td>007</td></tr></table></body></html>`;
    const [rows] = await rowsOf(html, 'a.xls');
    expect(rows?.slice(0, 2)).toEqual([
      ['城市', '人口', '人口'],
      ['城市', '全市', '市辖区'],
    ]);
    expect(rows?.[2]).toEqual(['  阜新市', '1,234.5', '007']);
  });
});

describe('cells', () => {
  test('dates are days whatever the time zone, numbers numbers, errors their text', async () => {
    const bytes = workbook(
      {
        S: [
          ['日', '数'],
          [new Date(Date.UTC(2017, 1, 28)), 3],
          ['x', true],
        ],
      },
      'xlsx',
      (sheet) => {
        sheet['B3'] = { t: 'e', v: 42 };
      },
    );
    expect(await rowsOf(bytes)).toEqual([
      [
        ['日', '数'],
        ['2017-02-28', 3],
        ['x', '#N/A'],
      ],
    ]);
  });

  test('merged cells carry their value in every cell', async () => {
    const bytes = workbook(
      {
        S: [
          ['城市', '人口', null],
          [null, '全市', '市辖区'],
        ],
      },
      'xlsx',
      (sheet) => {
        sheet['!merges'] = [
          { s: { r: 0, c: 0 }, e: { r: 1, c: 0 } },
          { s: { r: 0, c: 1 }, e: { r: 0, c: 2 } },
        ];
      },
    );
    expect(await rowsOf(bytes)).toEqual([
      [
        ['城市', '人口', '人口'],
        ['城市', '全市', '市辖区'],
      ],
    ]);
  });

  test('quoted cells hold delimiters, doubled quotes and line breaks; rows keep their numbers', async () => {
    expect(await rowsOf('a,b\n\n"x,""y""\nz",\n')).toEqual([
      [['a', 'b'], [null], ['x,"y"\nz', null]],
    ]);
  });

  test('sheets without a value are left out', async () => {
    const sheets = await sheetsOf(
      workbook({ Sheet1: ROWS, Sheet2: [], Sheet3: [[null]] }),
      'a.xlsx',
    );
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Sheet1']);
  });
});

describe('broken files', () => {
  const whole = workbook({ S: ROWS });
  test.each([
    ['a workbook cut short', whole.subarray(0, whole.length - 300), 'E_FILE_CORRUPT'],
    [
      'a workbook with a damaged middle',
      Buffer.concat([whole.subarray(0, 40), Buffer.alloc(400, 7), whole.subarray(440)]),
      'E_FILE_CORRUPT',
    ],
    [
      'an old workbook cut short',
      workbook({ S: ROWS }, 'biff8').subarray(0, 700),
      'E_FILE_CORRUPT',
    ],
    ['text in Big5', BIG5, 'E_FILE_ENCODING'],
    ['text in Shift JIS', SHIFT_JIS, 'E_FILE_ENCODING'],
    [
      'text in Latin-1',
      Buffer.from('ville,pr\u00E9nom\nOrl\u00E9ans,Ren\u00E9e\n', 'latin1'),
      'E_FILE_ENCODING',
    ],
    [
      'UTF-8 cut within a character',
      Buffer.from('城市,值\n杭州市,1\n杭').subarray(0, -1),
      'E_FILE_ENCODING',
    ],
    ['a quote that never closes', 'a,b\n1,"2\n3,4\n', 'E_FILE_CORRUPT'],
    ['zeros where a disk lost a text', Buffer.alloc(5000), 'E_FILE_CORRUPT'],
    ['a RAR archive', Buffer.from('526172211a0700cf9073', 'hex'), 'E_FILE_UNSUPPORTED'],
    ['a 7-Zip archive', Buffer.from('377abcaf271c0004', 'hex'), 'E_FILE_UNSUPPORTED'],
    ['a database', Buffer.from('SQLite format 3\0'), 'E_FILE_UNSUPPORTED'],
    ['data of SPSS', Buffer.from('$FL2@(#) SPSS DATA FILE'), 'E_FILE_UNSUPPORTED'],
    ['a parquet file cut short', Buffer.from('PAR1 and no more'), 'E_FILE_CORRUPT'],
    ['a Stata file cut short', Buffer.from('<stata_dta><header><rel'), 'E_FILE_CORRUPT'],
    [
      'a compound file without a directory',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1016)]),
      'E_FILE_CORRUPT',
    ],
  ])('are refused: %s', async (_name, bytes, code) => {
    await expect(sheetsOf(bytes, 'raw/a.xlsx')).rejects.toMatchObject({
      code,
      where: 'raw/a.xlsx',
    });
  });

  test.each([
    ['an empty file', '', 'it is empty: it has no bytes'],
    ['blanks only', ' \n\n', 'it is empty'],
    ['delimiters only', ',,\n,,\n', 'not a table'],
    ['a workbook without a value', workbook({ Sheet1: [] }), 'no sheet of it has a value'],
    ['a PDF document', '%PDF-1.4 …', 'a PDF document'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'a picture (PNG)'],
    [
      'a page that says to log in',
      '<!DOCTYPE html><html><body>请登录</body></html>',
      'not a table',
    ],
    ['a plain text', '这是说明\n没有表格\n', 'not a table'],
    ['settings of a program', '[Section]\nkey=value\n', 'not a table'],
  ])('or no table: %s', async (_name, bytes, reason) => {
    const raw = await opened(bytes, 'raw/a.xlsx');
    expect(raw).toMatchObject({
      outcome: 'ignored',
      reason: expect.stringContaining(reason) as string,
    });
  });

  test('an error says file, what is wrong and what to try', async () => {
    await expect(sheetsOf(SHIFT_JIS, 'raw/a.csv')).rejects.toMatchObject({
      where: 'raw/a.csv',
      message: expect.stringContaining('byte 1, line 1') as string,
      hint: expect.stringContaining('CSV UTF-8') as string,
    });
  });
});

describe('what is no file to read', () => {
  const at = temporaryFolder;

  test('is a folder with the name of a table, and a file of the system', async () => {
    const path = at({ 'a.csv/b.csv': 'x', 'Thumbs.db': 'x' });
    expect(await openRaw(path('a.csv'), 'raw/a.csv')).toMatchObject({ reason: 'a folder' });
    expect(await openRaw(path('Thumbs.db'), 'raw/Thumbs.db')).toMatchObject({ outcome: 'ignored' });
  });

  test('is a link to nowhere, or in a loop', async () => {
    const path = at();
    symlinkSync('nowhere.csv', path('a.csv'));
    symlinkSync('c.csv', path('b.csv'));
    symlinkSync('b.csv', path('c.csv'));
    for (const name of ['a.csv', 'b.csv']) {
      await expect(openRaw(path(name), `raw/${name}`)).rejects.toMatchObject({
        code: 'E_FILE_MISSING',
        where: `raw/${name}`,
      });
    }
  });
});

test('a text on the disk says how other readers may read it', async () => {
  const path = temporaryFolder({ 'a.csv': GB18030, 'b.csv': 'sep=;\na;b\n1;2\n' });
  const raw = await openRaw(path('a.csv'), 'raw/a.csv');
  expect(raw.outcome === 'tables' && raw.tables[0]?.text).toEqual({
    path: path('a.csv'),
    encoding: 'gb18030',
    delimiter: ',',
  });
  const other = await openRaw(path('b.csv'), 'raw/b.csv');
  expect(other.outcome === 'tables' && other.tables[0]?.text).toBeUndefined();
});

test('the encoding of the study comes before what the bytes seem to say', async () => {
  const [sheet] = await sheetsOf(BIG5, 'raw/a.csv', { encoding: 'big5' });
  expect(sheet?.rows[0]?.length).toBe(2);
  await expect(sheetsOf(BIG5, 'raw/a.csv', { encoding: 'utf-8' })).rejects.toMatchObject({
    code: 'E_FILE_ENCODING',
  });
});

test('a file that has lost its line breaks is no table, and says so', async () => {
  const most = `${'a,'.repeat(2 ** 17 - 1)}b`;
  expect((await rowsOf(`${most}\n${most}\n`))[0]).toHaveLength(2);
  await expect(rowsOf(`a,b\n${most},c\n`)).rejects.toMatchObject({
    code: 'E_FILE_TOO_LARGE',
    message: 'row 2 has 131073 cells, more than a table has columns',
  });
});
