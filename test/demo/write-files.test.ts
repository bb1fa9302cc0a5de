import { describe, expect, it } from 'vitest';
import { dayOf } from '../../src/demo/world/day.ts';
import { encodeGb18030 } from '../../src/demo/formats/gb18030.ts';
import type { SheetCell } from '../../src/demo/formats/sheet-cell.ts';
import { writeBiff } from '../../src/demo/formats/write-biff.ts';
import { writeCsv } from '../../src/demo/formats/write-csv.ts';
import { writeHtmlTable } from '../../src/demo/formats/write-html-table.ts';
import { writeXlsx } from '../../src/demo/formats/write-xlsx.ts';
import { sheetsOf } from '../support/sheets.ts';

const ROWS: SheetCell[][] = [
  ['城市', '公开（公告）号', 'A & B <c> "d"', null],
  ['\u00A0\u00A0杭州市', 'CN101234567A; US9014905B1', ' x ', 1234.5],
  ['襄樊市', 'first\nsecond', '１２３４．５', -3],
];
const MERGED = [{ firstRow: 0, firstColumn: 2, lastRow: 0, lastColumn: 3 }];

describe('writeXlsx', () => {
  it.each(['shared', 'inline'] as const)(
    'is read back by a spreadsheet reader (%s)',
    async (strings) => {
      const bytes = writeXlsx(ROWS, { sheet: '表', strings });
      const [sheet] = await sheetsOf(bytes, 'a.xlsx');
      expect(sheet?.sheet).toBe('表');
      expect(sheet?.rows.map((row) => [...row, ...Array(4 - row.length).fill(null)])).toEqual(ROWS);
    },
  );

  it('writes days as real dates, and columns beyond Z', async () => {
    const row: SheetCell[] = Array.from({ length: 30 }, (_, i) => i);
    row[28] = { day: dayOf(2017, 2, 8) };
    const [sheet] = await sheetsOf(writeXlsx([row], { sheet: 'a', strings: 'inline' }), 'a.xlsx');
    expect(sheet?.rows[0]?.slice(26)).toEqual([26, 27, '2017-02-08', 29]);
  });

  it('gives the same bytes in every time zone', () => {
    const zone = process.env['TZ'];
    const bytes = ['Asia/Shanghai', 'America/Sao_Paulo', 'UTC'].map((name) => {
      process.env['TZ'] = name;
      return Buffer.from(writeXlsx(ROWS, { sheet: 'a', strings: 'shared' })).toString('base64');
    });
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(new Set(bytes).size).toBe(1);
  });
});

describe('the older forms', () => {
  it.each([
    ['xls', () => writeBiff(ROWS, MERGED)],
    ['html', () => writeHtmlTable(ROWS, MERGED)],
  ] as const)('are read back by a spreadsheet reader (%s)', async (format, write) => {
    const [sheet] = await sheetsOf(write(), 'a.xls');
    expect(sheet?.format).toBe(format);
    expect(sheet?.rows[0]?.[3]).toBe('A & B <c> "d"');
    expect(String(sheet?.rows[1]?.[0]).replaceAll('\u00A0', ' ').trim()).toBe('杭州市');
    expect(Number(sheet?.rows[1]?.[3])).toBe(1234.5);
  });

  it('give the same bytes twice', () => {
    expect(writeBiff(ROWS, MERGED)).toEqual(writeBiff(ROWS, MERGED));
  });
});

describe('writeCsv', () => {
  it.each(['gb18030', 'utf-8-bom'] as const)(
    'is read back by a csv reader (%s)',
    async (encoding) => {
      const [sheet] = await sheetsOf(writeCsv(ROWS, encoding), 'a.csv');
      const expected = ROWS.map((row) =>
        row.map((cell) => (typeof cell === 'number' ? String(cell) : cell)),
      );
      // GBK has no no-break space.
      const nbsp = encoding === 'gb18030' ? '?' : '\u00A0';
      expected[1]![0] = `${nbsp}${nbsp}杭州市`;
      expect(sheet?.rows).toEqual(expected);
    },
  );
});

describe('encodeGb18030', () => {
  it('is undone by the decoder of the platform', () => {
    const text = '用能权交易，公开（公告）号；【襄樊市】…１２３ abc';
    expect(new TextDecoder('gb18030').decode(encodeGb18030(text))).toBe(text);
  });
});
