import { describe, expect, test } from 'vitest';
import { cellText, parseCount, withoutFootnotes } from '../../src/patents/cells.ts';

test.each([
  [' CN101 ', 'CN101'],
  ["'20150302", '20150302'],
  ["'甲' 公司", "'甲' 公司"],
  ['="201710117081.7"', '201710117081.7'],
  ['=A1', '=A1'],
  ['面积10m²①', '面积10m²①'],
  [12, '12'],
  [null, ''],
  [undefined, ''],
])('the text of %j is %j', (cell, text) => {
  expect(cellText(cell)).toBe(text);
});

describe('a count', () => {
  test.each([
    [3, 3],
    ['3.0', 3],
    ['1,234', 1234],
    ['３', 3],
    ['3次', 3],
    ['3①', 3],
    ['3²', 3],
    ['="3"', 3],
    ['', null],
    [null, null],
    ['-', null],
    ['2147483647', 2_147_483_647],
  ])('%j is %j', (cell, count) => {
    expect(parseCount(cell)).toBe(count);
  });

  test.each(['x', '3.5', '-3', '2147483648', 13_812_345_678, '3 of 4'])('%j is none', (cell) => {
    expect(parseCount(cell)).toBeUndefined();
  });
});

test.each([
  ['CN101234567A①; US9014905B1²', 'CN101234567A; US9014905B1'],
  ['2016-1-1⑴', '2016-1-1'],
  ['20160101', '20160101'],
])('%s is %s without footnotes', (text, expected) => {
  expect(withoutFootnotes(text)).toBe(expected);
});
