import { describe, expect, test } from 'vitest';
import { columnTexts } from '../../../src/tables/formats/shown-text.ts';
import { splitColumns, splitToFit } from '../../../src/tables/formats/split.ts';
import { regressionTable } from '../../../src/tables/regression/table.ts';
import type { Table } from '../../../src/tables/table.ts';
import { FITS, SETTINGS, TWELVE_SETTINGS, WIDE_FITS } from '../published-fits.ts';

const TWELVE = regressionTable(WIDE_FITS, TWELVE_SETTINGS);
const PAGE = { portrait: 40, landscape: 60, gap: 1 };

describe('splitColumns', () => {
  test('puts blocks of columns below each other, each with all rows under its own headings', () => {
    const split = splitColumns(TWELVE, 6);

    expect(split.columns).toHaveLength(7);
    expect(titles(split)).toEqual(['Panel A: columns 1–6', 'Panel B: columns 7–12']);
    expect(rowTexts(split, 'block2.columns')).toEqual([
      'Variable',
      '(7)',
      '(8)',
      '(9)',
      '(10)',
      '(11)',
      '(12)',
    ]);
    expect(rowTexts(split, 'block2.did')).toEqual([
      'Treat × period',
      ...rowTexts(TWELVE, 'did').slice(7),
    ]);
    const rows = TWELVE.head.length + TWELVE.body.length;
    expect(split.body).toHaveLength(2 * (1 + rows));
    expect(split.notes).toEqual(TWELVE.notes);
    for (const row of split.body) expect(columnTexts(row)).toHaveLength(7);
  });

  test('fills up a last block, and cuts headings that two blocks share', () => {
    const split = splitColumns(TWELVE, 5);

    expect(titles(split)).toEqual([
      'Panel A: columns 1–5',
      'Panel B: columns 6–10',
      'Panel C: columns 11–12',
    ]);
    expect(rowTexts(split, 'block1.headings.2').at(-1)).toBe('Marketisation');
    expect(rowTexts(split, 'block2.headings.2').slice(0, 2)).toEqual(['', 'Marketisation']);
    expect(rowTexts(split, 'block3.columns')).toEqual(['Variable', '(11)', '(12)', '', '', '']);
  });

  test('leaves a table alone that has no more columns', () => {
    expect(splitColumns(TWELVE, 12)).toBe(TWELVE);
  });
});

describe('splitToFit', () => {
  test('splits what is too wide for a page, into as few blocks as are readable', () => {
    const narrow = regressionTable(FITS, SETTINGS);
    expect(splitToFit(narrow, PAGE)).toBe(narrow);
    expect(titles(splitToFit(TWELVE, PAGE))).toHaveLength(2);
    expect(titles(splitToFit(TWELVE, { ...PAGE, portrait: 30, landscape: 36 }))).toHaveLength(3);
  });

  test('leaves running text, which is broken into lines anyway', () => {
    const text = { ...TWELVE, columns: TWELVE.columns.map((column) => ({ ...column, wrap: 9 })) };
    expect(splitToFit(text, PAGE)).toBe(text);
  });
});

function titles({ body }: Table): string[] {
  return body.filter(({ kind }) => kind === 'panel').map(({ cells }) => cells[0]?.text ?? '');
}

function rowTexts({ head, body }: Table, id: string): string[] {
  const row = [...head, ...body].find((one) => one.id === id);
  return row === undefined ? [] : columnTexts(row);
}
