import { z } from 'zod';
import { buildGazetteer } from '../src/cities/gazetteer.ts';
import { readMarketisation } from '../src/cities/marketisation/marketisation.ts';
import { refuseTwoSeries } from '../src/cities/marketisation/series.ts';
import { parseIndexWords } from '../src/cities/marketisation/words.ts';
import { reconcile } from '../src/cities/reconcile.ts';
import { readReference } from '../src/io/raw/raw-files.ts';
import { sourceStep } from '../src/templates/source-step.ts';
import { sourceParams } from '../src/templates/sources/streamed-step.ts';

export default sourceStep({
  params: z.strictObject({
    ...sourceParams,
    /** Two sources agree if they differ by no more than this share of the larger value. */
    agree_within: z.number().min(0).default(0.005),
    /** Which of several bases counts: its year, `old` or `new`; empty where there is only one. */
    base: z.coerce.string().default(''),
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
    const words = parseIndexWords(readReference(context, 'marketisation_headers'));
    const { base } = context.params;
    return (sheet, rule) => readMarketisation(sheet, words, gazetteer, rule, base);
  },
  settle(observations, { agree_within }) {
    refuseTwoSeries(observations, agree_within);
    return reconcile(observations, agree_within);
  },
  row: ({ place, year, value, origin: { file, sheet, row, column } }) => {
    return [place, year, value, file, sheet, row, column];
  },
});
