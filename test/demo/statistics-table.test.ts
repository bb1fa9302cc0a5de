import { expect, it } from 'vitest';
import { drawSources } from '../../src/demo/statistics-table.ts';
import { simulateWorld } from '../../src/demo/world/simulate-world.ts';
import { REAL_CITIES } from './real-cities.ts';

const CITIES = REAL_CITIES.slice(0, 60);
const WORLD = simulateWorld(5, {
  cities: CITIES,
  firstYear: 2006,
  lastYear: 2018,
  policyYear: 2017,
});
const { panel, yearbook, settled } = drawSources(WORLD);

/** What the panel, the yearbook and both together say of a statistic, where the first two differ. */
function differing(statistic: 'population' | 'gdp' | 'gas') {
  return CITIES.flatMap((_, i) =>
    Array.from({ length: 13 }, (__, t) => ({
      panel: panel(i, t, statistic),
      yearbook: yearbook(i, t, statistic),
      settled: settled(i, t, statistic),
    })),
  ).filter((cell) => cell.panel !== cell.yearbook);
}

it('settles on the value that a source has', () => {
  const one = differing('gdp').filter((cell) => cell.panel === null || cell.yearbook === null);
  expect(one.length).toBeGreaterThan(0);
  for (const cell of one) expect(cell.settled).toBe(cell.panel ?? cell.yearbook);
  expect(differing('gas')).toEqual([]);
});

it('settles on none where the panel prints a GDP that was revised later', () => {
  const two = differing('gdp').filter((cell) => cell.panel !== null && cell.yearbook !== null);
  expect(two.length).toBeGreaterThan(0);
  expect(two.map((cell) => cell.settled)).toEqual(two.map(() => null));
});

it('settles on the yearbook where the panel prints ten times the population', () => {
  const wrong = differing('population').filter(
    (cell) => (cell.panel ?? 0) > 5 * (cell.yearbook ?? Infinity),
  );
  expect(wrong.length).toBeGreaterThan(0);
  for (const cell of wrong) expect(cell.settled).toBe(cell.yearbook);
});
