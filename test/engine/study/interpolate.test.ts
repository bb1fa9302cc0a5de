import { expect, it } from 'vitest';
import { interpolate, type Unresolved } from '../../../src/engine/study/interpolate.ts';
import type { Json } from '../../../src/engine/state/hash.ts';

const SETTINGS = { year: 2017, data: 'data/raw', list: [1, 2] };

function filled(value: Json) {
  const unresolved: Unresolved[] = [];
  const whole: Record<string, string> = {};
  return { value: interpolate(value, SETTINGS, unresolved, whole), unresolved, whole };
}

it('gives a text that is a setting the setting’s own type, and notes where it stands', () => {
  expect(filled({ study: { year: '${settings.year}' }, l: ['${ settings.list }'] })).toEqual({
    value: { study: { year: 2017 }, l: [[1, 2]] },
    unresolved: [],
    whole: { 'study.year': 'year', 'l.0': 'list' },
  });
});

it('fills a setting into a longer text, which is not the setting', () => {
  const { value, whole } = filled('${settings.data}/x/${settings.year}.csv');
  expect(value).toBe('data/raw/x/2017.csv');
  expect(whole).toEqual({});
});

it('leaves everything else as it is', () => {
  const value = { a: null, b: true, c: [1.5, { d: 'text $ {x}' }] };
  expect(filled(value).value).toEqual(value);
});

it('reports what is no setting, with its place', () => {
  expect(
    filled({ a: ['${settings.yaer}', 'x ${other}', '${settings.toString}'] }).unresolved,
  ).toEqual([
    { path: ['a', '0'], name: 'settings.yaer' },
    { path: ['a', '1'], name: 'other' },
    { path: ['a', '2'], name: 'settings.toString' },
  ]);
});
