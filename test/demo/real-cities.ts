import { cityList, type DemoCity } from '../../src/demo/world/city-list.ts';
import { readReference } from '../../src/io/raw/raw-files.ts';

/** The committed list of real cities. */
export const REAL_CITIES: readonly DemoCity[] = cityList(
  readReference({ step: 'demo', root: '.', files: ['data/reference/cities.csv'] }, 'cities'),
);

export const PAPER_YEARS = { firstYear: 2006, lastYear: 2019, policyYear: 2017 };

/** Some cities of four provinces: treated and not, in the sample and not, a municipality. */
export const FEW_CITIES: readonly DemoCity[] = REAL_CITIES.filter(({ code }) =>
  [110000, 320500, 330100, 330700, 420600, 530800, 540100, 341600].includes(code),
);
