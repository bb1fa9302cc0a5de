import { drawSources } from '../../../src/demo/statistics-table.ts';
import { simulateWorld } from '../../../src/demo/world/simulate-world.ts';
import { FEW_CITIES, REAL_CITIES } from '../real-cities.ts';

/** Two cities with the same name in Latin letters, and others. */
const TWINS = REAL_CITIES.filter(({ code }) => code === 341300);

export const WORLD = simulateWorld(5, {
  cities: [...FEW_CITIES, ...TWINS],
  firstYear: 2013,
  lastYear: 2018,
  policyYear: 2017,
});
export const SOURCES = drawSources(WORLD);
