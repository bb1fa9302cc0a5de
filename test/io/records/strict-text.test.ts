import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  bytesOfLine,
  hasBlankLine,
  strictScan,
  toUtf8,
} from '../../../src/io/records/strict-text.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('a blank line', () => {
  const blank = (text: string) => hasBlankLine(temporaryFolder({ 'a.csv': text })('a.csv'));

  it.each([
    ['between rows', 'a,b\n1,2\n\n3,4\n', true],
    ['with the line ends of Windows', 'a,b\r\n1,2\r\n\r\n3,4', true],
    ['with those of old machines', 'a,b\r1,2\r\r3,4', true],
    ['at the end of the file', 'a,b\n1,2\n\n\n', false],
    ['at the end, of Windows', 'a,b\r\n1,2\r\n\r\n', false],
    ['nowhere', 'a,b\r\n1,2\r\n3,4\r\n', false],
    ['nor a zero byte', 'a,b\n1,\0\n', true],
  ])('is found %s', (_, text, expected) => {
    expect(blank(text)).toBe(expected);
  });

  it('is found where two pieces of the file meet', () => {
    const row = 'x'.repeat((1 << 20) - 1);
    expect(blank(`${row}\n\ny`)).toBe(true);
    expect(blank(`${row}\ny\n`)).toBe(false);
  });
});

describe('the bytes of a line', () => {
  it.each([
    ['a,b\r\nc,d\r\n', 5],
    ['a,b\nc,d\n', 4],
    ['a', 1],
  ])('of %j are %i', (text, expected) => {
    expect(bytesOfLine(temporaryFolder({ 'a.csv': text })('a.csv'))).toBe(expected);
  });
});

describe('a scan of a text file', () => {
  const text = { path: 'a.csv', encoding: 'utf-8', delimiter: ',' } as const;

  it('has the columns of the header and begins below it', () => {
    const sql = strictScan({ text, headerRow: 3, header: ['a', null] }, "it's.csv") ?? '';
    expect(sql).toContain("read_csv('it''s.csv'");
    expect(sql).toContain('skip = 3');
    expect(sql).toContain("columns = {c0: 'VARCHAR', c1: 'VARCHAR'}");
  });

  it('is not made of a header with a line break, or of one column', () => {
    expect(strictScan({ text, headerRow: 1, header: ['a', 'b\nc'] }, 'a.csv')).toBeNull();
    expect(strictScan({ text, headerRow: 1, header: ['a'] }, 'a.csv')).toBeNull();
  });
});

describe('a text in another encoding', () => {
  it('is written anew in UTF-8', () => {
    const at = temporaryFolder({ 'a.csv': Buffer.from('城市,年\n', 'utf16le') });
    toUtf8({ path: at('a.csv'), encoding: 'utf-16le', delimiter: ',' }, at('b.csv'));
    expect(readFileSync(at('b.csv'), 'utf8')).toBe('城市,年\n');
  });

  it('is refused where its bytes are not what it says', () => {
    const at = temporaryFolder({ 'a.csv': Uint8Array.of(0xff, 0xff, 0x0a) });
    const file = { path: at('a.csv'), encoding: 'gb18030', delimiter: ',' } as const;
    expect(() => toUtf8(file, at('b.csv'))).toThrow(TypeError);
  });
});
