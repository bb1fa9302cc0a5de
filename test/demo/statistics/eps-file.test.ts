import { expect, it } from 'vitest';
import { epsFile } from '../../../src/demo/statistics/eps-file.ts';
import { sheetsOf } from '../../support/sheets.ts';
import { SOURCES, WORLD } from './forms.ts';

const { path, bytes } = epsFile(WORLD, SOURCES);
const ROWS = (await sheetsOf(bytes, path))[0]?.rows ?? [];
const row = (city: string, indicator: string, unit: string) =>
  ROWS.find((cells) => cells[0] === city && cells[1] === indicator && cells[2] === unit)?.slice(3);

it('has a row for each city and indicator, and a column for each year', () => {
  expect(ROWS[0]).toEqual(
    ['地区', '指标', '单位', 2013, 2014, 2015, 2016, 2017, 2018].map((cell) =>
      typeof cell === 'number' ? `${cell}年` : cell,
    ),
  );
  const [city] = WORLD.cities;
  const people = [0, 1, 2, 3, 4, 5].map(
    (t) => SOURCES.yearbook(0, t, 'population') ?? SOURCES.panel(0, t, 'population'),
  );
  expect(row(city?.name ?? '', '年末总人口', '万人')).toEqual(people);
});

it('changes the unit of electricity in 2017', () => {
  const early = row('杭州市', '全社会用电量', '万千瓦时');
  const late = row('杭州市', '全社会用电量', '亿千瓦时');
  expect(early?.slice(0, 4).every((cell) => typeof cell === 'number' && cell > 1000)).toBe(true);
  expect(early?.slice(4).some((cell) => cell !== null)).toBe(false);
  expect(late?.slice(0, 4).some((cell) => cell !== null)).toBe(false);
  expect(typeof late?.[4]).toBe('number');
});
