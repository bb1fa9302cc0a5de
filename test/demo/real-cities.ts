import { readFileSync } from 'node:fs';
import { parseCityList, type DemoCity } from '../../src/demo/world/city-list.ts';

/** The committed list of real cities. */
export const REAL_CITIES: readonly DemoCity[] = parseCityList(
  readFileSync('data/reference/cities.csv', 'utf8'),
);

export const PAPER_YEARS = { firstYear: 2006, lastYear: 2019, policyYear: 2017 };

/** Some cities of four provinces: treated and not, in the sample and not, a municipality. */
export const FEW_CITIES: readonly DemoCity[] = REAL_CITIES.filter(({ code }) =>
  [110000, 320500, 330100, 330700, 420600, 530800, 540100, 341600].includes(code),
);
