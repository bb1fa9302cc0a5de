import { join } from 'node:path';
import { z } from 'zod';
import { parquetFile } from '../src/engine/places.ts';
import { buildGazetteer } from '../src/cities/gazetteer.ts';
import { readMarketisation } from '../src/cities/marketisation.ts';
import { reconcile } from '../src/cities/reconcile.ts';
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
  province: 'INTEGER',
  year: 'INTEGER',
  value: 'DOUBLE',
  source_file: 'VARCHAR',
  source_sheet: 'VARCHAR',
  source_row: 'INTEGER',
  source_column: 'VARCHAR',
} as const;

export default defineStep({
  params: z.strictObject({
    /** Two sources agree if they differ by no more than this share of the larger value. */
    agree_within: z.number().min(0).default(0.005),
  }),
  outputs: (step) => ({
    [step]: parquetFile(step),
    [`${step}_rejects`]: parquetFile(`${step}_rejects`),
  }),
  tables: (step) => ({ [step]: SCHEMA, [`${step}_rejects`]: REJECTS_SCHEMA }),
  async run(context) {
    const cities = readReference(context, 'cities');
    const gazetteer = buildGazetteer({ cities, otherPrefectures: [], countyLevelCities: [] });
    const observations: Observation[] = [];
    const rejected: Reject[] = [];
    const counts = { files: 0, read: 0, kept: 0, merged: 0, missing: 0, rejected: 0 };
    const files = rawFiles(context);
    for (const file of files) {
      const path = join(context.root, file);
      for (const reading of parseSheetsOf(path, file, rejected, (table) =>
        readMarketisation(table, gazetteer),
      )) {
        observations.push(...reading.observations);
        rejected.push(...reading.rejected);
        for (const key of ['read', 'missing', 'rejected'] as const)
          counts[key] += reading.counts[key];
      }
      counts.files += 1;
      context.progress(counts.files, files.length, 'files');
    }
    const {
      kept,
      merged,
      rejected: conflicts,
    } = reconcile(observations, context.params.agree_within);
    counts.kept = kept.length;
    counts.merged = merged;
    counts.rejected += conflicts.length;
    await writeParquet(context.output(context.step), SCHEMA, kept.map(toRow));
    const rejects = rejectRows([...rejected, ...conflicts]);
    await writeParquet(context.output(`${context.step}_rejects`), REJECTS_SCHEMA, rejects);
    context.count(inUnits('cells', counts));
  },
});

function toRow({ place, year, value, origin }: Observation): unknown[] {
  return [place, year, value, origin.file, origin.sheet, origin.row, origin.column];
}
