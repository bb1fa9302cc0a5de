import { expect, it } from 'vitest';
import {
  columnTexts,
  noteTexts,
  placed,
  plainText,
  shownText,
} from '../../../src/tables/formats/shown-text.ts';

it('a number has a real minus, a text keeps its hyphen', () => {
  expect(shownText({ text: '-0.1', value: -0.1 })).toBe('−0.1');
  expect(shownText({ text: 'well-known' })).toBe('well-known');
});

it('cells stand at the first of the columns that they span', () => {
  const cells = [{ text: 'a' }, { text: 'b', span: 2 }, { text: 'c' }];
  const row = { id: 'r', kind: 'head' as const, cells };
  expect(placed(row).map(([{ text }, at]) => [text, at])).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 3],
  ]);
  expect(columnTexts(row)).toEqual(['a', 'b', 'b', 'c']);
});

it('plain text is one line without what XML refuses', () => {
  expect(plainText('a\r\n b\u0000\uD800c')).toBe('a bc');
});

it('the word for a note stands before the first one', () => {
  const empty = { id: '', label: '', title: '', columns: [], head: [], body: [] };
  expect(noteTexts({ ...empty, language: 'en', notes: ['x', 'y'] })).toEqual(['Note: x', 'y']);
  expect(noteTexts({ ...empty, language: 'zh', notes: [] })).toEqual([]);
});
