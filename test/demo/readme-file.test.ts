import { expect, it } from 'vitest';
import { readmeFile } from '../../src/demo/readme-file.ts';
import { simulateWorld } from '../../src/demo/world/simulate-world.ts';
import { FEW_CITIES } from './real-cities.ts';

const WORLD = simulateWorld(5, {
  cities: FEW_CITIES,
  firstYear: 2012,
  lastYear: 2013,
  policyYear: 2013,
});

it.each([
  ['incopat', 'yearbooks', /exports of InCoPat/u, /yearbook-like files/u],
  ['patstat', 'csmar_eps', /tables of PATSTAT/u, /CSMAR .* EPS/u],
  ['lens', 'dta', /lines of Lens\.org/u, /panel of Stata/u],
] as const)('says what the files look like: %s, %s', (patents, statistics, one, other) => {
  const text = new TextDecoder().decode(readmeFile(WORLD, { patents, statistics }).bytes);
  const row = (folder: string) => text.split('\n').find((line) => line.startsWith(`| ${folder}/`));
  expect(row('incopat')).toMatch(one);
  expect(row('statistics')).toMatch(other);
  expect(text).toContain('from the seed 5');
  expect(text).toContain('合成数据');
});
