import { expect, it } from 'vitest';
import { byGroup, COLOUR, countedNames, SHAPE } from '../../../src/figures/marks/groups.ts';

const ROWS = [
  { group: 'treated', units: 3 },
  { group: 'treated', units: 5 },
  { group: 'other', units: 7 },
] as const;

it('names each group with the most units that it ever has', () => {
  const settings = {
    id: 'f',
    language: 'en' as const,
    title: '',
    synthetic: false,
    sources: [],
    groups: { treated: 'Pilots', other: { en: 'Others', zh: '其他' } },
  };
  expect(countedNames(ROWS, settings)).toEqual({ treated: 'Pilots (5)', other: 'Others (7)' });
  expect(countedNames([], settings).other).toBe('Others (0)');
});

it('says a sentence of the first and the last row of each group that is there', () => {
  const say = (group: string, first: { units: number }, last: { units: number }) =>
    `${group} ${first.units} to ${last.units}`;
  expect(byGroup(ROWS, say)).toEqual(['treated 3 to 5', 'other 7 to 7']);
  expect(byGroup(ROWS.slice(2), say)).toEqual(['other 7 to 7']);
});

it('tells the groups apart by more than colour', () => {
  expect(new Set(COLOUR.scale.range).size).toBe(2);
  expect(new Set(SHAPE.scale.range).size).toBe(2);
});
