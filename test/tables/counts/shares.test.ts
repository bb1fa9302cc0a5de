import { expect, it } from 'vitest';
import { sharesOf, sharesTable } from '../../../src/tables/counts/shares.ts';

const settings = {
  id: 'filled',
  language: 'en' as const,
  label: '',
  title: 'Shares',
  labels: { gdp: 'GDP' },
  notes: [],
  settings: [],
  synthetic: false,
};
const cell = (row: string, column: string, whole: number, filled: number) => ({
  row,
  column,
  whole,
  parts: { filled, missing: 0 },
});

const RECORD = sharesOf(
  [
    cell('gdp', '2016', 200, 1),
    cell('gdp', '2017', 200, 0),
    cell('gas', '2016', 200, 50),
    cell('gas', '2017', 0, 0),
  ],
  ['missing', 'filled'],
);

it('gives the share of each cell, and of each row over all columns', () => {
  expect(RECORD).toEqual({
    columns: ['2016', '2017'],
    parts: [
      {
        part: 'missing',
        rows: [
          { row: 'gdp', shares: [0, 0], all: 0 },
          { row: 'gas', shares: [0, null], all: 0 },
        ],
      },
      {
        part: 'filled',
        rows: [
          { row: 'gdp', shares: [0.5, 0], all: 0.25 },
          { row: 'gas', shares: [25, null], all: 25 },
        ],
      },
    ],
  });
});

it('prints a panel for each part that is something, and each number with its place', () => {
  const names = { filled: { en: 'Filled', zh: '填补' }, missing: { en: 'Missing', zh: '缺失' } };
  const table = sharesTable(RECORD, { corner: 'Variable', names }, settings);
  const texts = [...table.head, ...table.body].map(({ cells }) => cells.map(({ text }) => text));
  expect(texts.slice(-4)).toEqual([
    ['Variable', '2016', '2017', 'All'],
    ['Filled'],
    ['GDP', '0.5', '0.0', '0.3'],
    ['gas', '25.0', '–', '25.0'],
  ]);
  expect(table.notes).toEqual(['Percent of all cells.', 'Missing: none.']);
  expect(table.body[2]?.cells[1]?.source).toEqual({
    step: 'filled',
    path: '$.parts[1].rows[1].shares[0]',
  });
});
