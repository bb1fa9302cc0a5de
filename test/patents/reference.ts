import { readFileSync } from 'node:fs';
import { buildSurroundings } from '../../src/cities/address.ts';
import { buildGazetteer } from '../../src/cities/gazetteer.ts';
import { cityLookup } from '../../src/cities/lookup.ts';
import { parseDelimited } from '../../src/io/raw/text/delimited.ts';
import { documentNumbers } from '../../src/patents/numbers/document-numbers.ts';
import { patentTypes } from '../../src/patents/patent-type.ts';
import type { RowTools } from '../../src/patents/row.ts';
import { patentSources } from '../../src/patents/tables/sources.ts';

/** Rows of a table in `data/reference/` by column name. */
export function referenceRows(table: string): Record<string, string>[] {
  const [header = [], ...rows] = parseDelimited(
    readFileSync(`data/reference/${table}.csv`, 'utf8'),
    ',',
  ).rows;
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name ?? '', row[i] ?? ''])));
}

/** The readers of the parts of a row, with the project's own tables. */
export const numbers = documentNumbers({
  offices: referenceRows('patent_offices'),
  forms: referenceRows('patent_number_forms'),
  standards: referenceRows('standards'),
});
export const types = patentTypes(referenceRows('patent_types'));
export const sources = patentSources(
  referenceRows('patent_sources'),
  referenceRows('patent_headers'),
);
export const gazetteer = buildGazetteer({
  cities: referenceRows('cities'),
  otherPrefectures: referenceRows('other_prefectures'),
  countyLevelCities: referenceRows('county_level_cities'),
});
export const surroundings = buildSurroundings({
  districts: referenceRows('districts'),
  territories: referenceRows('territories'),
  postcodes: referenceRows('postcodes'),
});
export const lookup = cityLookup(gazetteer, surroundings);
export const tools: RowTools = { lookup, numbers, types, limits: {} };
