import { expect, it } from 'vitest';
import { toCsv } from '../../../src/tables/formats/to-csv.ts';
import type { Cell, Table } from '../../../src/tables/table.ts';

const table = (cells: readonly Cell[], notes: readonly string[] = []): Table => ({
  id: 't',
  language: 'en',
  label: '',
  title: 'T',
  columns: cells.map((_, i) => ({ id: `c${i}`, align: 'left' })),
  head: [],
  body: [{ id: 'r', kind: 'fact', cells }],
  notes,
});
const csv = (cells: readonly Cell[], notes?: readonly string[]) =>
  toCsv(table(cells, notes), { byteOrderMark: false });

it('quotes what would part a field, and every line is as wide as the table', () => {
  expect(csv([{ text: 'a,b' }, { text: 'say "x"' }], ['n'])).toBe(
    '"a,b","say ""x"""\r\nNote: n,\r\n',
  );
});

it('makes no formula of a text, and keeps a number with its stars', () => {
  expect(csv([{ text: '=1+1' }, { text: '＝x' }, { text: '-0.1', value: -0.1, stars: '**' }])).toBe(
    "'=1+1,'＝x,-0.1**\r\n",
  );
});

it('starts with the mark of UTF-8 where asked to', () => {
  expect(toCsv(table([{ text: 'a' }]), { byteOrderMark: true })).toBe('\uFEFFa\r\n');
});
