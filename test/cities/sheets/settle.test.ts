import { expect, test } from 'vitest';
import { VARIABLES } from '../../../src/cities/headers/variable.ts';
import { settleValues } from '../../../src/cities/sheets/settle.ts';
import type { Pending } from '../../../src/cities/sheets/values.ts';

function pending(name: string, value: number, more: Partial<Pending> = {}): Pending {
  const variable = VARIABLES.find((one) => one.name === name);
  if (variable === undefined) throw new Error(name);
  const origin = { file: 'a.xlsx', sheet: '', row: 2, column: name };
  const place = { place: 330600, year: 2015, scope: 'prefecture' } as const;
  const how = { variable, part: '', series: name, factor: 1, percent: false };
  return { ...place, ...how, value, origin, ...more };
}

const valuesOf = (all: readonly Pending[]) =>
  settleValues(all, 0).observations.map(({ value }) => value);

test('a series between 0 and 1 is one of fractions, if it is no tiny share', () => {
  expect(valuesOf([pending('urban_share', 0.07), pending('urban_share', 0.29)])).toEqual([7, 29]);
  expect(valuesOf([pending('urban_share', 0.01)])).toEqual([0.01]);
  expect(valuesOf([pending('urban_share', 0.5), pending('urban_share', 50)])).toEqual([0.5, 50]);
  expect(valuesOf([pending('urban_share', 0.5, { percent: true })])).toEqual([0.5]);
});

test('a factor below one divides', () => {
  expect(valuesOf([pending('gdp', 34_415_068, { factor: 1e-4 })])).toEqual([3441.5068]);
});

test('values of districts count where nothing else is there, and only of what has no other', () => {
  const gas = pending('gas', 5, { scope: 'districts' });
  const gdp = pending('gdp', 7, { scope: 'districts' });
  expect(valuesOf([gas, gdp])).toEqual([5]);
  expect(valuesOf([gas, pending('gas', 9)])).toEqual([9]);
  expect(settleValues([gdp], 0)).toMatchObject({
    skipped: 1,
    rejected: [{ reason: 'row_of_districts' }],
  });
});
