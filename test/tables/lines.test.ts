import { describe, expect, it } from 'vitest';
import { sourced } from '../../src/tables/grid.ts';
import { bothEnds, lineTable, numbersIn } from '../../src/tables/lines.ts';
import type { ModelTableSettings } from '../../src/tables/settings.ts';

const SETTINGS: ModelTableSettings = {
  id: 'sizes',
  language: 'en',
  label: '',
  title: 'Sizes',
  labels: {},
  settings: [],
  notes: [],
  synthetic: false,
  source: 'measure',
  digits: { decimals: 1 },
};

describe('numbersIn', () => {
  const record = { mean: 2.5, rules: [{ size: 0.04 }], range: null as { low: number } | null };
  const at = numbersIn(record, 'measure', '$.power');

  it('gives a number behind its place in the model file', () => {
    expect(at('mean')).toEqual([{ step: 'measure', path: '$.power.mean' }, 2.5]);
    expect(at('rules[0].size')).toEqual([{ step: 'measure', path: '$.power.rules[0].size' }, 0.04]);
  });

  it('gives none for what is null on the way, or is not in a list', () => {
    expect(at('range.low')).toEqual([{ step: 'measure', path: '$.power.range.low' }, undefined]);
    expect(at('rules[-1].size')[1]).toBeUndefined();
  });
});

it('names both ends of an interval by the lower one', () => {
  const source = { step: 'measure', path: '$.fits[0].conf_low' };
  expect(bothEnds(source).path).toBe("$.fits[0]['conf_low','conf_high']");
});

it('prints a record a column and a number a line, with rules where they are asked for', () => {
  const table = lineTable(
    SETTINGS,
    [
      { id: 'a', heading: 'A', record: { mean: 1, sd: 0.25 }, root: '$.a' },
      { id: 'b', heading: 'B', record: { mean: 2, sd: Number.NaN }, root: '$.b' },
    ],
    [
      ['mean', { en: 'Mean', zh: '均值' }, (at, { digits }) => sourced(...at('mean'), digits)],
      ['sd', 'SD', (at) => sourced(...at('sd'), { decimals: 2 })],
    ],
    { ruled: ['sd'], corner: 'Measure', notes: [] },
  );
  const texts = table.body.map(({ cells }) => cells.map(({ text }) => text));
  expect(texts).toEqual([
    ['Mean', '1.0', '2.0'],
    ['SD', '0.25', '–'],
  ]);
  expect(table.body.map(({ rule }) => rule)).toEqual([undefined, true]);
  expect(table.body[0]?.cells[2]?.source).toEqual({ step: 'measure', path: '$.b.mean' });
});
