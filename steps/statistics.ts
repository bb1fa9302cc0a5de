import { z } from 'zod';
import { buildGazetteer } from '../src/cities/gazetteer.ts';
import { reconcile } from '../src/cities/reconcile.ts';
import { checkScale, SCALE_RULES } from '../src/cities/scale.ts';
import { readStatistics } from '../src/cities/statistics.ts';
import { readReference } from '../src/io/raw/raw-files.ts';
import { NO_MAPPING } from '../src/sources/mapping.ts';
import { sourceStep } from '../src/templates/source-step.ts';
import { sourceParams } from '../src/templates/sources/streamed-step.ts';

const rule = z.strictObject({ min: z.number(), max: z.number(), jump: z.number().gt(1) });

export default sourceStep({
  params: z.strictObject({
    ...sourceParams,
    /** Variables of which a zero is a missing value. */
    zero_is_missing: z.array(z.string()).default(['gas', 'lpg']),
    /** Two sources agree if they differ by no more than this share of the larger value. */
    agree_within: z.number().min(0).default(0.005),
    /** Bounds and largest jump of a variable, in place of the ones built in. */
    scale: z.record(z.string(), rule).default({}),
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
    return (sheet) => ({
      mapping: NO_MAPPING,
      ...readStatistics(sheet, gazetteer, zero_is_missing),
    });
  },
  settle(observations, { agree_within, scale }) {
    const scaled = checkScale(observations, { ...SCALE_RULES, ...scale });
    const { kept, rejected } = reconcile(scaled.kept, agree_within);
    return { kept, rejected: [...scaled.rejected, ...rejected] };
  },
  row: ({ place, year, variable, value, unit, origin: { file, sheet, row, column } }) => {
    return [place, year, variable, value, unit, file, sheet, row, column];
  },
});
