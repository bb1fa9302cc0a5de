import { inflateRawSync } from 'node:zlib';
import { read } from '@e965/xlsx';
import { describe, expect, test, vi } from 'vitest';
import { regressionTable } from '../../../src/tables/regression/table.ts';
import { toDocx } from '../../../src/tables/formats/to-docx.ts';
import { toXlsx } from '../../../src/tables/formats/to-xlsx.ts';
import { FITS, SETTINGS } from '../published-fits.ts';

const TABLE = regressionTable(FITS, SETTINGS);
const GROUPED = regressionTable(FITS, {
  ...SETTINGS,
  language: 'zh',
  columns: [
    { fit: 'table1.1', heading: '总体' },
    { fit: 'table1.2', heading: '总体' },
  ],
});

describe('xlsx', () => {
  const sheetOf = (bytes: Uint8Array) =>
    read(bytes, { cellNF: true, cellText: true }).Sheets['table1'] ?? {};

  test('holds unrounded numbers that print with their stars and parentheses', () => {
    const sheet = sheetOf(toXlsx(TABLE));

    expect(sheet['A1']).toMatchObject({ v: 'Table 1. Baseline regression results' });
    expect(sheet['C3']).toMatchObject({ t: 'n', v: 0.0732, w: '0.0732**' });
    expect(sheet['C4']).toMatchObject({ t: 'n', v: 0.0288, w: '(0.0288)' });
    expect(sheet['C7']).toMatchObject({ t: 'n', v: -0.0101, w: '-0.0101' });
    expect(sheet['C11']).toMatchObject({ t: 'n', v: 0.000_034, w: '0.0000340' });
    expect(sheet['C17']).toMatchObject({ t: 'n', v: 3584, w: '3584' });
    expect(sheet['A25']?.v).toMatch(/synthetic/u);
  });

  test('merges title, shared headings and notes, which are broken into lines', () => {
    const sheet = sheetOf(toXlsx(GROUPED));
    const merges = sheet['!merges'] ?? [];
    expect(merges).toContainEqual({ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } });
    expect(merges).toContainEqual({ s: { r: 1, c: 1 }, e: { r: 1, c: 2 } });
    const notes = 1 + GROUPED.head.length + GROUPED.body.length;
    expect(merges).toContainEqual({ s: { r: notes, c: 0 }, e: { r: notes, c: 2 } });
    expect(merges).toHaveLength(2 + GROUPED.notes.length);
    const xml = zipEntry(toXlsx(GROUPED), 'xl/worksheets/sheet1.xml');
    expect(xml).toMatch(/<row r="\d+" ht="(?:32|48|64)" customHeight="1"><c [^>]*t="inlineStr"/u);
  });

  test('has the rules of the printed table, and keeps its heading in sight', () => {
    const sheet = zipEntry(toXlsx(TABLE), 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain(
      '<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>',
    );
    const bordered = (cell: string): string => {
      const styles = zipEntry(toXlsx(TABLE), 'xl/styles.xml');
      const xfs = [...styles.replace(/^.*<cellXfs/su, '').matchAll(/borderId="(\d+)"/gu)];
      const borders = [...styles.matchAll(/<border>(.*?)<\/border>/gu)].map(([, lines]) => lines);
      const style = Number(new RegExp(`r="${cell}" s="(\\d+)"`, 'u').exec(sheet)?.[1]);
      return borders[Number(xfs[style]?.[1])] ?? '';
    };
    expect(bordered('A2')).toContain('<top style="medium">');
    expect(bordered('B3')).toContain('<top style="thin">');
    expect(bordered('B4')).toContain('<top/>');
    expect(bordered('B17')).toContain('<top style="thin">');
    expect(bordered('C19')).toContain('<bottom style="medium">');
  });

  test('prints p values below a thousandth as numbers, too', () => {
    const table = regressionTable(FITS, { ...SETTINGS, parentheses: ['std_error', 'p_value'] });
    const place = table.body.findIndex(({ id }) => id === 'gs.p_value');
    const sheet = sheetOf(toXlsx(table));
    expect(sheet[`C${3 + place}`]).toMatchObject({ t: 'n', v: 0.0002, w: '[<0.001]' });
  });

  test('is the same bytes whatever was written before', () => {
    const first = toXlsx(TABLE);
    toXlsx(
      regressionTable(FITS, { ...SETTINGS, digits: { decimals: 11 }, marks: ['a', 'b', 'c'] }),
    );
    expect(toXlsx(TABLE)).toEqual(first);
    expect(zipEntry(first, 'xl/styles.xml')).not.toContain('0.00000000000');
  });

  test('is the same bytes at another time', () => {
    expect(atAnotherTime(() => toXlsx(GROUPED))).toEqual(toXlsx(GROUPED));
  });
});

describe('docx', () => {
  test('is a table of real cells between three lines, its heading repeated', async () => {
    const xml = zipEntry(await toDocx(TABLE), 'word/document.xml');

    expect(xml.match(/<w:tr>|<w:tr /gu)).toHaveLength(TABLE.head.length + TABLE.body.length);
    expect(xml.match(/<w:tblHeader\/>/gu)).toHaveLength(1);
    expect(texts(xml)).toEqual([
      'Table ',
      '1',
      '. Baseline regression results',
      ...[...TABLE.head, ...TABLE.body]
        .flatMap(({ cells }) => cells)
        .map((cell) => (cell.text + (cell.stars ?? '')).replace(/^-/u, '−'))
        .filter((text) => text !== ''),
      ...TABLE.notes.map((note, i) => (i === 0 ? `Note: ${note}` : note)),
    ]);
    // Thick above and below the whole, thin under the heading and above the statistics.
    expect(xml.match(/<w:top w:val="single" w:color="000000" w:sz="12"/gu)).toHaveLength(3);
    expect(xml.match(/<w:bottom w:val="single" w:color="000000" w:sz="12"/gu)).toHaveLength(3);
    expect(xml.match(/<w:top w:val="single" w:color="000000" w:sz="6"/gu)).toHaveLength(6);
  });

  test('has a caption that Word numbers, by the label of the table', async () => {
    const captionOf = async (label: string) => {
      const xml = zipEntry(await toDocx({ ...TABLE, label }), 'word/document.xml');
      const [caption = ''] = xml.split('<w:tbl>');
      expect(caption).toContain('<w:pStyle w:val="Caption"/>');
      return {
        field: /w:instr="([^"]*)"/u.exec(caption)?.[1],
        text: texts(caption).join(''),
      };
    };
    const rest = '. Baseline regression results';
    expect(await captionOf('Table 3')).toEqual({
      field: 'SEQ Table \\* ARABIC \\r 3',
      text: `Table 3${rest}`,
    });
    expect(await captionOf('Table A15')).toEqual({
      field: 'SEQ Table_A \\* ARABIC \\r 15',
      text: `Table A15${rest}`,
    });
    expect(await captionOf('表 A2')).toMatchObject({ field: 'SEQ 表_A \\* ARABIC \\r 2' });
    expect(await captionOf('')).toEqual({ field: undefined, text: 'Baseline regression results' });
  });

  test('spans shared headings and keeps Chinese', async () => {
    const xml = zipEntry(await toDocx(GROUPED), 'word/document.xml');
    expect(xml).toContain('<w:gridSpan w:val="2"/>');
    expect(texts(xml)).toContain('总体');
    expect(texts(xml)).toContain('注：*、**、*** 分别表示在 10%、5%、1% 水平下显著。');
  });

  test('is the same bytes at another time, and names no moment', async () => {
    const now = await toDocx(GROUPED);
    const later = await atAnotherTime(() => toDocx(GROUPED));
    expect(later).toEqual(now);
    expect(zipEntry(now, 'docProps/core.xml')).not.toMatch(/created|modified|20\d\d-/u);
  });
});

/** Runs under a clock that is years ahead. */
function atAnotherTime<T>(work: () => T): T {
  vi.useFakeTimers({ now: new Date('2031-05-06T07:08:09Z'), toFake: ['Date'] });
  try {
    return work();
  } finally {
    vi.useRealTimers();
  }
}

function texts(xml: string): string[] {
  return [...xml.matchAll(/<w:t(?: [^>]*)?>(?<text>[^<]*)<\/w:t>/gu)]
    .map(({ groups }) => groups?.['text'] ?? '')
    .map((text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
    .filter((text) => text !== '');
}

function zipEntry(zip: Uint8Array, name: string): string {
  const bytes = Buffer.from(zip);
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50;) {
    const [size, nameLength, extra] = [
      bytes.readUInt32LE(at + 18),
      bytes.readUInt16LE(at + 26),
      bytes.readUInt16LE(at + 28),
    ];
    const start = at + 30 + nameLength + extra;
    if (bytes.toString('utf8', at + 30, at + 30 + nameLength) === name) {
      return inflateRawSync(bytes.subarray(start, start + size)).toString('utf8');
    }
    at = start + size;
  }
  throw new Error(`no entry ${name}`);
}
