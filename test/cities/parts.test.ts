import { expect, test } from 'vitest';
import type { Observation } from '../../src/cities/observation.ts';
import { sumParts } from '../../src/cities/parts.ts';

function gas(value: number, part?: string, place = 1): Observation {
  const origin = { file: 'a.xlsx', sheet: '', row: 2, column: part ?? '供气总量' };
  const meant = { place, year: 2014, variable: 'gas', unit: '10k_m3', priority: 0 };
  return { ...meant, value, origin, ...(part === undefined ? {} : { part }) };
}

test('two kinds are added up, one of them zero as well', () => {
  const { observations, rejected } = sumParts(
    [
      gas(7),
      gas(1210, 'coal gas', 2),
      gas(38_400, 'natural gas', 2),
      gas(0, 'coal gas', 3),
      gas(5, 'natural gas', 3),
    ],
    ['gas'],
  );
  expect(observations.map(({ place, value }) => [place, value])).toEqual([
    [1, 7],
    [2, 39_610],
    [3, 5],
  ]);
  expect(observations[1]?.origin.column).toBe('coal gas + natural gas');
  expect(rejected).toEqual([]);
});

test.each([
  ['one kind alone', [gas(5, 'natural gas')], 'part_only'],
  ['one kind twice', [gas(5, 'natural gas'), gas(6, 'natural gas')], 'part_only'],
  ['nothing in both', [gas(0, 'coal gas'), gas(0, 'natural gas')], 'zero_as_missing'],
])('%s is no sum', (_name, parts, reason) => {
  const { observations, rejected } = sumParts(parts, ['gas']);
  expect(observations).toEqual([]);
  expect(new Set(rejected.map((one) => one.reason))).toEqual(new Set([reason]));
});
