import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { opened, sheetsOf } from '../../../support/sheets.ts';
import { workbook } from '../../../support/workbook.ts';

const CSV = 'a,b\n1,2\n';
const ROWS = [
  ['a', 'b'],
  ['1', '2'],
];

function zip(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  return Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, content]) => [
          name,
          typeof content === 'string' ? strToU8(content) : new Uint8Array(content),
        ]),
      ),
    ),
  );
}

describe('a zip file', () => {
  it('gives the tables of its files, in subfolders too, named by both', async () => {
    const bytes = zip({ 'b/c.csv': CSV, 'a.xlsx': workbook({ S: [['x', 1]] }), 'b/': '' });
    const sheets = await sheetsOf(bytes, 'data/a.zip');
    expect(sheets.map(({ file, sheet, rows }) => [file, sheet, rows])).toEqual([
      ['data/a.zip/a.xlsx', 'S', [['x', 1]]],
      ['data/a.zip/b/c.csv', '', ROWS],
    ]);
  });

  it('names what it leaves out', async () => {
    const bytes = zip({ 'a.csv': CSV, '__MACOSX/._a.csv': 'x', 'notes.txt': 'nothing here' });
    expect(await opened(bytes, 'a.zip')).toMatchObject({
      format: 'archive',
      leftOut: [
        { file: 'a.zip/__MACOSX/._a.csv', reason: 'a file of macOS' },
        { file: 'a.zip/notes.txt', reason: expect.stringContaining('not a table') as string },
      ],
    });
  });

  it('without a table is ignored with the reasons', async () => {
    expect(await opened(zip({ 'notes.txt': 'nothing' }))).toMatchObject({
      outcome: 'ignored',
      reason: expect.stringContaining('notes.txt: not a table') as string,
    });
    expect(await opened(zip({}))).toMatchObject({ outcome: 'ignored' });
  });

  it('holds names in GBK as Windows writes them', async () => {
    const bytes = zip({ 'ab.csv': CSV });
    for (let at = bytes.indexOf('ab.csv'); at >= 0; at = bytes.indexOf('ab.csv')) {
      bytes.set([0xb3, 0xc7], at);
    }
    expect((await sheetsOf(bytes, 'a.zip'))[0]?.file).toBe('a.zip/城.csv');
  });

  it('may lie in another, but not deeper and deeper', async () => {
    let bytes = zip({ 'a.csv': CSV });
    bytes = zip({ 'in.zip': bytes });
    expect((await sheetsOf(bytes, 'a.zip'))[0]?.file).toBe('a.zip/in.zip/a.csv');
    for (let i = 0; i < 6; i++) bytes = zip({ 'in.zip': bytes });
    await expect(sheetsOf(bytes, 'a.zip')).rejects.toMatchObject({ code: 'E_FILE_UNSUPPORTED' });
  });

  it('is refused for its files that cannot be read, all of which are named', async () => {
    const bytes = zip({
      'a.csv': CSV,
      'b.xlsx': workbook({ S: [['x']] }).subarray(0, 300),
      'c.rar': Buffer.from('526172211a0700', 'hex'),
    });
    await expect(sheetsOf(bytes, 'a.zip')).rejects.toMatchObject({
      code: 'E_FILE_CORRUPT',
      where: 'a.zip/b.xlsx',
      message: expect.stringContaining('a.zip/c.rar: it is a RAR archive') as string,
    });
  });

  it('is no bomb: a part that unpacks to a thousand times its size is not read', async () => {
    const bytes = zip({ 'a.csv': CSV });
    const directory = bytes.readUInt32LE(bytes.length - 22 + 16);
    bytes.writeUInt32LE(2_000_000_000, directory + 24);
    await expect(sheetsOf(bytes, 'a.zip')).rejects.toMatchObject({ code: 'E_FILE_TOO_LARGE' });
  });
});

describe('a gz file', () => {
  it.each([
    ['a table', CSV, ROWS],
    ['a workbook', workbook({ S: [['x', 1]] }), [['x', 1]]],
  ] as const)('holds %s', async (_, content, rows) => {
    const [sheet] = await sheetsOf(gzipSync(content), 'a.csv.gz');
    expect(sheet).toMatchObject({ file: 'a.csv.gz', rows });
  });

  it('is named as what lies in it where that is not read', async () => {
    await expect(sheetsOf(gzipSync('RDX3\nX\n'), 'a.RData')).rejects.toMatchObject({
      code: 'E_FILE_UNSUPPORTED',
      message: expect.stringContaining('data of R') as string,
    });
  });

  it('is damaged where it is cut short', async () => {
    const whole = gzipSync(Array.from({ length: 5000 }, (_, i) => `${i},${i * i}`).join('\n'));
    await expect(sheetsOf(whole.subarray(0, 2000), 'a.csv.gz')).rejects.toMatchObject({
      code: 'E_FILE_CORRUPT',
    });
  });
});
