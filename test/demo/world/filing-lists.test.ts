import { expect, it } from 'vitest';
import { yearOf } from '../../../src/demo/world/day.ts';
import { filingLists } from '../../../src/demo/world/filing-lists.ts';
import { simulateWorld } from '../../../src/demo/world/simulate-world.ts';
import { FEW_CITIES } from '../real-cities.ts';

const WORLD = simulateWorld(5, {
  cities: FEW_CITIES,
  firstYear: 2012,
  lastYear: 2013,
  policyYear: 2013,
});
const LISTS = new Map(filingLists(WORLD));
const yearsOf = (list: string): number[] =>
  [...new Set(LISTS.get(list)?.map(({ filed }) => yearOf(filed)))].sort((a, b) => a - b);

it('is a list for each year of the study, one of the years before and one of the year after', () => {
  expect([...LISTS.keys()]).toEqual(['until2011', '2012', '2013', 'from2014']);
  expect(yearsOf('2012')).toEqual([2012]);
  expect(yearsOf('until2011')).toEqual([2007, 2008, 2009, 2010, 2011]);
  expect(yearsOf('from2014')).toEqual([2014]);
});

it('has each application once', () => {
  const numbers = [...LISTS.values()].flat().map(({ applicationNo }) => applicationNo);
  expect(new Set(numbers).size).toBe(numbers.length);
});
