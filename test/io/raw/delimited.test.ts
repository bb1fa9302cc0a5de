import { describe, expect, it } from 'vitest';
import { detectDelimiter, parseDelimited } from '../../../src/io/raw/delimited.ts';

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
