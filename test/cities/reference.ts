import { readFileSync } from 'node:fs';
import { buildGazetteer } from '../../src/cities/gazetteer.ts';
import { buildReference } from '../../src/cities/headers/reference.ts';
import { parseIndexWords } from '../../src/cities/marketisation/words.ts';
import { parseDelimited } from '../../src/io/raw/text/delimited.ts';

/** The gazetteer of the committed reference tables. */
export const GAZETTEER = buildGazetteer({
  cities: rowsOf('cities'),
  otherPrefectures: rowsOf('other_prefectures'),
  countyLevelCities: rowsOf('county_level_cities'),
});

/** All that is known of headers, from the committed tables. */
export const REFERENCE = buildReference(GAZETTEER, {
  headers: rowsOf('statistics_headers'),
  words: rowsOf('statistics_words'),
  others: rowsOf('statistics_others'),
  units: rowsOf('statistics_units'),
});

export const INDEX_WORDS = parseIndexWords(rowsOf('marketisation_headers'));

export function rowsOf(name: string): Record<string, string>[] {
  const [header = [], ...rows] = parseDelimited(
    readFileSync(`data/reference/${name}.csv`, 'utf8'),
    ',',
  ).rows;
  return rows.map((row) =>
    Object.fromEntries(header.map((column, i) => [String(column ?? ''), String(row[i] ?? '')])),
  );
}
