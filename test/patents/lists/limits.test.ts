import { describe, expect, test } from 'vitest';
import { findHeader } from '../../../src/patents/tables/header.ts';
import { readDocumentList } from '../../../src/patents/lists/document-list.ts';
import { isCut, ListLengths } from '../../../src/patents/lists/limits.ts';
import { numbers, sources } from '../reference.ts';

const documents = (count: number): string =>
  Array.from({ length: count }, (_, i) => `CN${104_000_000 + i}A`).join(';');
const cut = (text: string, count: number | null, limit?: number): boolean =>
  isCut(
    'cites',
    text,
    readDocumentList(text, numbers),
    count,
    limit === undefined ? {} : { cites: limit },
  );

describe('a list has lost its end', () => {
  test.each([255, 1000, 4000, 32_767])('at %d characters, within a number', (limit) => {
    expect(cut(`US1234567A;${documents(2600)}`.slice(0, limit), null)).toBe(true);
  });

  test('at any length where its count says that more should follow', () => {
    expect(cut(documents(40).slice(0, 303), 40)).toBe(true);
  });

  test('at the length at which the lists of its column end', () => {
    expect(cut(documents(40).slice(0, 389), null, 389)).toBe(true);
  });
});

describe('a list is whole', () => {
  test.each([
    [documents(20), 20],
    [documents(3), 41],
    [`${documents(19)};某论文某论文`, null],
  ])('%#', (text, count) => {
    expect(cut(text, count)).toBe(false);
  });

  test('of a usual width by chance, with all that its count says', () => {
    const text = `${documents(19)};CN1234567A;CN2345`.padEnd(255, ' ');
    expect(cut(text.trim(), 21)).toBe(false);
  });
});

describe('the limit of a column', () => {
  const header = findHeader([['申请号', '公开号', '申请日', 'IPC', '引证专利']], sources);
  const limitOf = (lists: readonly string[]): number | undefined => {
    if (header === null) throw new Error('the header is known');
    const seen = new ListLengths(numbers);
    for (const list of lists) seen.addRow([null, null, null, null, list], header);
    return seen.limits.cites;
  };
  const cutLists = [0, 100, 200, 300].map((from) =>
    `US${from}5678A;${documents(40)}`.slice(0, 389),
  );

  test('is the longest length, where many lists break off', () => {
    expect(limitOf([documents(6), ...cutLists, documents(20)])).toBe(389);
  });

  test.each([
    ['a list is longer', [...cutLists, documents(40)]],
    ['only two break off', cutLists.slice(0, 2)],
    ['the longest lists are whole', [documents(9), documents(9), documents(9), documents(9)]],
    ['they are short', ['CN1', 'CN1', 'CN1', 'CN1']],
  ])('is none where %s', (_, lists) => {
    expect(limitOf(lists)).toBeUndefined();
  });
});
