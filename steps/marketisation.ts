import { z } from 'zod';
import { buildGazetteer } from '../src/cities/gazetteer.ts';
import { readMarketisation } from '../src/cities/marketisation.ts';
import { reconcile } from '../src/cities/reconcile.ts';
import { readReference } from '../src/io/raw/raw-files.ts';
import { NO_MAPPING } from '../src/sources/mapping.ts';
import { sourceStep } from '../src/templates/source-step.ts';
import { sourceParams } from '../src/templates/sources/streamed-step.ts';

export default sourceStep({
  params: z.strictObject({
    ...sourceParams,
    /** Two sources agree if they differ by no more than this share of the larger value. */
    agree_within: z.number().min(0).default(0.005),
  }),
  schema: {
    province: 'INTEGER',
    year: 'INTEGER',
    value: 'DOUBLE',
    source_file: 'VARCHAR',
    source_sheet: 'VARCHAR',
    source_row: 'INTEGER',
    source_column: 'VARCHAR',
  },
  reader(context) {
    const cities = readReference(context, 'cities');
    const gazetteer = buildGazetteer({ cities, otherPrefectures: [], countyLevelCities: [] });
    return (sheet) => ({ mapping: NO_MAPPING, ...readMarketisation(sheet, gazetteer) });
  },
  settle: (observations, { agree_within }) => reconcile(observations, agree_within),
  row: ({ place, year, value, origin: { file, sheet, row, column } }) => {
    return [place, year, value, file, sheet, row, column];
  },
});
