import { join } from 'node:path';
import { z } from 'zod';
import { parquetFile } from '../src/engine/places.ts';
import { buildGazetteer } from '../src/cities/gazetteer.ts';
import { reconcile } from '../src/cities/reconcile.ts';
import { checkScale, SCALE_RULES } from '../src/cities/scale.ts';
import { readStatistics } from '../src/cities/statistics.ts';
import type { Observation } from '../src/cities/types.ts';
import { writeParquet } from '../src/io/tables/parquet.ts';
import { rawFiles, readReference } from '../src/io/raw/raw-files.ts';
import {
  inUnits,
  REJECTS_SCHEMA,
  parseSheetsOf,
  rejectRows,
  type Reject,
} from '../src/io/tables/rejects.ts';
import { defineStep } from '../src/step.ts';

const SCHEMA = {
  city: 'INTEGER',
  year: 'INTEGER',
  variable: 'VARCHAR',
  value: 'DOUBLE',
  unit: 'VARCHAR',
  source_file: 'VARCHAR',
  source_sheet: 'VARCHAR',
  source_row: 'INTEGER',
  source_column: 'VARCHAR',
} as const;
const rule = z.strictObject({ min: z.number(), max: z.number(), jump: z.number().gt(1) });

export default defineStep({
  params: z.strictObject({
    /** Variables of which a zero is a missing value. */
    zero_is_missing: z.array(z.string()).default(['gas', 'lpg']),
    /** Two sources agree if they differ by no more than this share of the larger value. */
    agree_within: z.number().min(0).default(0.005),
    /** Bounds and largest jump of a variable, in place of the ones built in. */
    scale: z.record(z.string(), rule).default({}),
  }),
  outputs: (step) => ({
    [step]: parquetFile(step),
    [`${step}_rejects`]: parquetFile(`${step}_rejects`),
  }),
  tables: (step) => ({ [step]: SCHEMA, [`${step}_rejects`]: REJECTS_SCHEMA }),
  async run(context) {
    const { zero_is_missing, agree_within, scale } = context.params;
    const gazetteer = buildGazetteer({
      cities: readReference(context, 'cities'),
      otherPrefectures: readReference(context, 'other_prefectures'),
      countyLevelCities: readReference(context, 'county_level_cities'),
    });
    const observations: Observation[] = [];
    const rejected: Reject[] = [];
    const counts = { files: 0, read: 0, kept: 0, merged: 0, missing: 0, skipped: 0, rejected: 0 };
    const files = rawFiles(context);
    for (const file of files) {
      const path = join(context.root, file);
      for (const reading of parseSheetsOf(path, file, rejected, (table) =>
        readStatistics(table, gazetteer, zero_is_missing),
      )) {
        observations.push(...reading.observations);
        rejected.push(...reading.rejected);
        for (const key of ['read', 'missing', 'skipped', 'rejected'] as const)
          counts[key] += reading.counts[key];
      }
      counts.files += 1;
      context.progress(counts.files, files.length, 'files');
    }
    const scaled = checkScale(observations, { ...SCALE_RULES, ...scale });
    const { kept, merged, rejected: conflicts } = reconcile(scaled.kept, agree_within);
    counts.kept = kept.length;
    counts.merged = merged;
    counts.rejected += scaled.rejected.length + conflicts.length;
    await writeParquet(context.output(context.step), SCHEMA, kept.map(toRow));
    const rejects = rejectRows([...rejected, ...scaled.rejected, ...conflicts]);
    await writeParquet(context.output(`${context.step}_rejects`), REJECTS_SCHEMA, rejects);
    context.count(inUnits('cells', counts));
  },
});

function toRow({ place, year, variable, value, unit, origin }: Observation): unknown[] {
  return [place, year, variable, value, unit, origin.file, origin.sheet, origin.row, origin.column];
}
