import type { Filing } from './filing.ts';
import { filingsOfYear, filingsOutside } from './filings-of-year.ts';
import type { World } from './simulate-world.ts';

/** All filings of the world in lists as they are downloaded: the name of each list, and its filings. */
export function* filingLists(world: World): Generator<readonly [string, Filing[]]> {
  const { firstYear, lastYear } = world;
  yield [`until${firstYear - 1}`, filingsOutside(world, 'before')];
  for (let year = firstYear; year <= lastYear; year++) {
    yield [String(year), filingsOfYear(world, year)];
  }
  yield [`from${lastYear + 1}`, filingsOutside(world, 'after')];
}
