import { z } from 'zod';
import { buildGazetteer } from '../src/cities/gazetteer.ts';
import { reconcile } from '../src/cities/reconcile.ts';
import { checkScale, SCALE_RULES } from '../src/cities/scale.ts';
import { buildReference } from '../src/cities/headers/reference.ts';
import { sumParts } from '../src/cities/parts.ts';
import { readStatistics } from '../src/cities/sheets/statistics.ts';
import { readReference } from '../src/io/raw/raw-files.ts';
import { sourceStep } from '../src/templates/source-step.ts';
import { sourceParams } from '../src/templates/sources/streamed-step.ts';

const scaleRule = z.strictObject({ min: z.number(), max: z.number(), jump: z.number().gt(1) });

export default sourceStep({
  params: z.strictObject({
    ...sourceParams,
    /** Variables of which a zero is a missing value. */
    zero_is_missing: z.array(z.string()).default(['gas', 'lpg']),
    /** Two sources agree if they differ by no more than this share of the larger value. */
    agree_within: z.number().min(0).default(0.005),
    /** Bounds and largest jump of a variable, in place of the ones built in. */
    scale: z.record(z.string(), scaleRule).default({}),
  }),
  schema: {
    city: 'INTEGER',
    year: 'INTEGER',
    variable: 'VARCHAR',
    value: 'DOUBLE',
    unit: 'VARCHAR',
    source_file: 'VARCHAR',
    source_sheet: 'VARCHAR',
    source_row: 'INTEGER',
    source_column: 'VARCHAR',
  },
  reader(context) {
    const gazetteer = buildGazetteer({
      cities: readReference(context, 'cities'),
      otherPrefectures: readReference(context, 'other_prefectures'),
      countyLevelCities: readReference(context, 'county_level_cities'),
    });
    const { zero_is_missing } = context.params;
    const reference = buildReference(gazetteer, {
      headers: readReference(context, 'statistics_headers'),
      words: readReference(context, 'statistics_words'),
      others: readReference(context, 'statistics_others'),
      units: readReference(context, 'statistics_units'),
    });
    return (sheet, rule) => readStatistics(sheet, reference, rule, zero_is_missing);
  },
  settle(all, { agree_within, scale, zero_is_missing }) {
    const whole = sumParts(all, zero_is_missing);
    const scaled = checkScale(whole.observations, { ...SCALE_RULES, ...scale });
    const { kept, rejected } = reconcile(scaled.kept, agree_within);
    return { kept, rejected: [...whole.rejected, ...scaled.rejected, ...rejected] };
  },
  row: ({ place, year, variable, value, unit, origin: { file, sheet, row, column } }) => {
    return [place, year, variable, value, unit, file, sheet, row, column];
  },
});
