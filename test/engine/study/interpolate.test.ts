import { expect, it } from 'vitest';
import { interpolate } from '../../../src/engine/study/interpolate.ts';
import type { Json } from '../../../src/engine/state/hash.ts';

const SETTINGS = { year: 2017, data: 'data/raw', list: [1, 2] };

function filled(value: Json) {
  const unknown: [string, string][] = [];
  const repeats: Record<string, string> = {};
  const used = new Set<string>();
  const result = interpolate(value, {
    settings: SETTINGS,
    others: { step: 'panel' },
    used,
    repeats: (path, setting) => {
      repeats[path.join('.')] = setting;
    },
    unknown: (path, name) => unknown.push([path.join('.'), name]),
  });
  return { value: result, unknown, repeats, used: [...used] };
}

it('gives a text that is a setting the setting’s own type, and notes where it stands', () => {
  expect(filled({ study: { year: '${settings.year}' }, l: ['${ settings.list }'] })).toEqual({
    value: { study: { year: 2017 }, l: [[1, 2]] },
    unknown: [],
    repeats: { 'study.year': 'year', 'l.0': 'list' },
    used: ['year', 'list'],
  });
});

it('fills a setting or the step’s name into a longer text, which repeats neither', () => {
  const found = filled('${settings.data}/${step}/${settings.year}.csv');
  expect(found).toEqual({
    value: 'data/raw/panel/2017.csv',
    unknown: [],
    repeats: {},
    used: ['data', 'year'],
  });
});

it('leaves everything else as it is, and a word of the step’s own', () => {
  const value = { a: null, b: true, c: [1.5, { d: 'text $ {x}' }], e: '${column}' };
  expect(filled(value)).toMatchObject({ value, unknown: [], used: [] });
});

it('reports what is no setting, with its place', () => {
  const value = { a: ['${settings.yaer}', 'x ${other.name}', '${settings.toString}'] };
  expect(filled(value).unknown).toEqual([
    ['a.0', 'settings.yaer'],
    ['a.1', 'other.name'],
    ['a.2', 'settings.toString'],
  ]);
});
