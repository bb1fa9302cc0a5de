import { readFileSync } from 'node:fs';
import { buildGazetteer } from '../../src/cities/gazetteer.ts';
import { parseDelimited } from '../../src/io/raw/text/delimited.ts';

/** The gazetteer of the committed reference tables. */
export const GAZETTEER = buildGazetteer({
  cities: rowsOf('cities'),
  otherPrefectures: rowsOf('other_prefectures'),
  countyLevelCities: rowsOf('county_level_cities'),
});

export function rowsOf(name: string): Record<string, string>[] {
  const [header = [], ...rows] = parseDelimited(
    readFileSync(`data/reference/${name}.csv`, 'utf8'),
    ',',
  ).rows;
  return rows.map((row) =>
    Object.fromEntries(header.map((column, i) => [String(column ?? ''), String(row[i] ?? '')])),
  );
}
