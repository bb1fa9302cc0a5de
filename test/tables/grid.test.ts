import { describe, expect, it } from 'vitest';
import { factRow, gridTable, headingRows, nameOf, sourced } from '../../src/tables/grid.ts';

const SETTINGS = {
  id: 't',
  language: 'en' as const,
  label: '',
  title: { en: 'Title', zh: '标题' },
  labels: { x: 'Wealth' },
  settings: [],
  notes: ['mine'],
  synthetic: true,
};

describe('headings over each other', () => {
  it('are shared by neighbours, below the same outer one only', () => {
    const headings = [
      ['A', 'x'],
      ['A', 'x'],
      ['B', 'x'],
    ];
    const [outer, inner] = headingRows(headings, 'en').map(({ cells }) =>
      cells.map(({ text, span = 1 }) => `${text} ${span}`),
    );
    expect(outer).toEqual([' 1', 'A 2', 'B 1']);
    expect(inner).toEqual([' 1', 'x 2', 'x 1']);
  });

  it('are no line where there are none', () => {
    expect(headingRows(['', ''], 'en')).toEqual([]);
  });
});

describe('a table of rows and columns', () => {
  const table = gridTable(SETTINGS, {
    corner: 'Variable',
    columns: [{ id: 'n', heading: 'N' }],
    rows: [factRow('x', [{ text: nameOf(SETTINGS, 'x') }, { text: '3' }])],
    notes: ['its own'],
  });

  it('has its own notes before those of the step, and says last that it is synthetic', () => {
    expect(table.notes.slice(0, 2)).toEqual(['its own', 'mine']);
    expect(table.notes.at(-1)).toMatch(/synthetic/u);
    expect(table.title).toBe('Title');
  });

  it('names variables as the reader knows them, or by themselves', () => {
    expect(table.body[0]?.cells[0]?.text).toBe('Wealth');
    expect(nameOf(SETTINGS, 'z')).toBe('z');
  });
});

it('a number that does not exist is a dash with its source', () => {
  const source = { step: 's', path: '$.a' };
  expect(sourced(source, 0.12345)).toEqual({ text: '0.123', value: 0.12345, source });
  for (const none of [null, undefined, Number.NaN])
    expect(sourced(source, none)).toEqual({ text: '–', source });
});
