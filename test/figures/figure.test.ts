import { expect, it } from 'vitest';
import {
  dataTable,
  described,
  emptyFigure,
  numberCell,
  sharedParts,
} from '../../src/figures/figure.ts';

const SETTINGS = { id: 'f', language: 'en' as const, title: '', synthetic: false, sources: [] };

it('has a title for readers who do not see it: the id where there is no other', () => {
  expect(sharedParts(SETTINGS).title).toBe('f');
  expect(sharedParts({ ...SETTINGS, title: { en: 'T', zh: '题' } }).title).toBe('T');
});

it('says in its description that data is synthetic where it is', () => {
  expect(described(SETTINGS, ['It rises'])).not.toMatch(/ynthetic/u);
  expect(described({ ...SETTINGS, synthetic: true }, ['It rises'])).toMatch(/It rises.*Synthetic/u);
});

it('keeps its numbers, and null for one that there is not', () => {
  expect([numberCell(1.5), numberCell(Number.NaN), numberCell(-Infinity)]).toEqual([
    1.5,
    null,
    null,
  ]);
  expect(dataTable({ x: 'X' }, [[1]])).toEqual({
    columns: [{ name: 'x', label: 'X' }],
    rows: [[1]],
  });
  expect(emptyFigure('nothing', 'try')).toMatchObject({ code: 'E_FIGURE_EMPTY', hint: 'try' });
});
