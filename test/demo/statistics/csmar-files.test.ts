import { expect, it } from 'vitest';
import { csmarFiles } from '../../../src/demo/statistics/csmar-files.ts';
import { SOURCES, WORLD } from './forms.ts';

const FILES = new Map(
  [...csmarFiles(WORLD, SOURCES.panel)].map(({ path, bytes }) => [
    path,
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\r\n'),
  ]),
);
const TABLE = FILES.get('statistics/csmar_CRE_Gdpct.csv') ?? [];

it('has codes for headers, and quotes around every cell', () => {
  expect(TABLE[0]).toBe(
    '\uFEFF"Sgnyea","Prvcnm_en","Ctnm_en","Ctnm_id","Gdpct01","Gdpct04","GDP_PerCapita"',
  );
  expect(TABLE.length).toBe(2 + WORLD.cities.length * 6);
});

it('tells cities of one Latin name by their codes', () => {
  const suzhou = TABLE.filter((line) => line.includes('"Suzhou "')).map(
    (line) => line.split(',')[3],
  );
  expect(new Set(suzhou)).toEqual(new Set(['"320500"', '"341300"']));
});

it('has GDP in 100 million yuan with four decimals, and nothing where there is no value', () => {
  const gdp = SOURCES.panel(0, 0, 'gdp') ?? 0;
  const cell = TABLE[1]?.split(',')[4] ?? '';
  expect(cell).toMatch(/^"\d+\.\d{4}"$/u);
  expect(Math.round(Number(cell.slice(1, -1)) * 10_000)).toBe(gdp);
  expect(TABLE.some((line) => line.includes('""'))).toBe(true);
});

it('says in a text beside each table what the codes mean', () => {
  const text = FILES.get('statistics/csmar_CRE_Eect[DES][csv].txt') ?? [];
  expect(text).toContain('Eect01 [总人口，单位：万人] - 合成数据');
});
