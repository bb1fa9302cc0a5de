import { describe, expect, it } from 'vitest';
import {
  delimitedRows,
  detectDelimiter,
  parseDelimited,
} from '../../../../src/io/raw/text/delimited.ts';
import type { Row } from '../../../../src/sources/table.ts';

const rows = (text: string, delimiter = ',') => parseDelimited(text, delimiter).rows;

describe('delimited text', () => {
  it('ends rows in every way, and has a last row with or without its end', () => {
    for (const end of ['\n', '\r\n', '\r'])
      for (const last of ['', end])
        expect(rows(`a,b${end}1,2${last}`)).toEqual([
          ['a', 'b'],
          ['1', '2'],
        ]);
  });

  it('keeps delimiters, line breaks and doubled quotes inside quotes', () => {
    expect(rows('"a,b","c\nd","say ""no"""')).toEqual([['a,b', 'c\nd', 'say "no"']]);
  });

  it('takes an empty cell for a missing one, quoted or not, also at the end', () => {
    expect(rows('a,,""\n,b,')).toEqual([
      ['a', null, null],
      [null, 'b', null],
    ]);
    expect(rows('a,')).toEqual([['a', null]]);
    expect(rows('')).toEqual([]);
  });

  it('says in which row a quote opens that nothing closes', () => {
    expect(parseDelimited('a,b\n1,"2\n3,4', ',')).toMatchObject({ unclosed: { row: 2 } });
    expect(parseDelimited('a', ',').unclosed).toBeNull();
  });

  it('stops at the limit', () => {
    expect(parseDelimited('a\nb\nc', ',', 2).rows).toHaveLength(2);
  });
});

describe('the delimiter', () => {
  it('is the one that splits header and rows', () => {
    expect(detectDelimiter('a,b\n1,2\n')).toBe(',');
    expect(detectDelimiter('a\tb\n1\t2\n')).toBe('\t');
    expect(detectDelimiter('a|b\n1|2\n')).toBe('|');
    expect(detectDelimiter('a;b\n1;2\n')).toBe(';');
  });

  it('is not one of lists in cells, or of decimal commas', () => {
    expect(detectDelimiter('id,cites\n1,CN1; CN2; CN3\n2,CN4; CN5; CN6\n')).toBe(',');
    expect(detectDelimiter('a;b;c\n1,5;2,5;3,5\n')).toBe(';');
  });

  it('is none where nothing splits', () => {
    expect(detectDelimiter('a\n1\n')).toBeNull();
    expect(detectDelimiter('')).toBeNull();
  });
});

describe('a text that comes in pieces', () => {
  const text = 'a,"b ""c"", d\r\ne",f\r\n,"",x\r"1"2,"",\n\n"q",z';
  const whole = rows(text);

  async function inPieces(length: number): Promise<Row[]> {
    async function* pieces() {
      for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
    }
    return (await Array.fromAsync(delimitedRows(pieces(), ',', 'a.csv'))).flat();
  }

  it('has the same rows wherever the pieces end', async () => {
    expect(whole).toEqual([
      ['a', 'b "c", d\r\ne', 'f'],
      [null, null, 'x'],
      ['12', null, null],
      [null],
      ['q', 'z'],
    ]);
    for (let length = 1; length <= text.length; length++)
      expect(await inPieces(length), `pieces of ${length}`).toEqual(whole);
  });

  it('is an error where a quote is never closed, with the row that it opens in', async () => {
    async function* pieces() {
      yield 'a,b\n1,"2\n';
      yield '3,4\n';
    }
    await expect(Array.fromAsync(delimitedRows(pieces(), ',', 'a.csv'))).rejects.toMatchObject({
      code: 'E_FILE_CORRUPT',
      message: expect.stringContaining('opens in row 2') as string,
    });
  });

  it('gives up a quote that stays open for millions of characters, and does not read all', async () => {
    let given = 0;
    async function* pieces() {
      yield 'a,"b\n';
      for (; given < 1000; given++) yield 'x'.repeat(1 << 20);
    }
    await expect(Array.fromAsync(delimitedRows(pieces(), ',', 'a.csv'))).rejects.toMatchObject({
      code: 'E_FILE_CORRUPT',
    });
    expect(given).toBeLessThan(30);
  });
});
