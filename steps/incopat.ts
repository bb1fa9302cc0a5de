import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { buildGazetteer } from '../src/cities/gazetteer.ts';
import { cityLookup } from '../src/cities/lookup.ts';
import { placeOf } from '../src/cities/types.ts';
import { writeParquet, type ColumnType } from '../src/io/tables/parquet.ts';
import { rawFiles, readReference } from '../src/io/raw/raw-files.ts';
import { REJECTS_SCHEMA, type RejectRow } from '../src/io/tables/rejects.ts';
import { readSheets } from '../src/io/raw/sheet.ts';
import type { Sheet } from '../src/sources/table.ts';
import { readExport } from '../src/patents/export.ts';
import type { MissingColumn } from '../src/patents/header.ts';
import type { CityLookup } from '../src/patents/incopat.ts';
import type { PatentRecord } from '../src/patents/record.ts';
import { defineStep, type StepContext } from '../src/step.ts';
import type { PatentReject } from '../src/patents/reasons.ts';
import { sourceTables } from '../src/templates/source-step.ts';
import { UserError } from '../src/text/user-error.ts';

const RECORD: Record<keyof PatentRecord, ColumnType> = {
  application_no: 'VARCHAR',
  publication_no: 'VARCHAR',
  office: 'VARCHAR',
  kind: 'VARCHAR',
  patent_type: 'VARCHAR',
  filing_date: 'DATE',
  publication_date: 'DATE',
  title: 'VARCHAR',
  ipc: 'VARCHAR[]',
  applicants: 'VARCHAR[]',
  applicant_types: 'VARCHAR[]',
  cities: 'INTEGER[]',
  cites: 'VARCHAR[]',
  cited_by: 'VARCHAR[]',
  cites_count: 'INTEGER',
  cited_by_count: 'INTEGER',
};
const COLUMNS = Object.keys(RECORD) as (keyof PatentRecord)[];
const SCHEMA = {
  ...RECORD,
  source_file: 'VARCHAR',
  source_sheet: 'VARCHAR',
  source_row: 'INTEGER',
} as const;

export default defineStep({
  unit: 'rows',
  params: z.strictObject({}),
  ...sourceTables(SCHEMA),
  async run(context) {
    const counts = { files: 0, read: 0, kept: 0, merged: 0, rejected: 0 };
    const rejects: RejectRow[] = [];
    // One file at a time: rows go to the parquet writer as they are read, and the file is let go.
    const rows = readFiles(context, lookupOf(context), counts, rejects);
    await writeParquet(context.output(context.step), SCHEMA, rows);
    await writeParquet(context.output(`${context.step}_rejects`), REJECTS_SCHEMA, rejects);
    context.count(counts);
  },
});

function* readFiles(
  context: StepContext<unknown>,
  lookup: CityLookup,
  counts: Record<'files' | 'read' | 'kept' | 'merged' | 'rejected', number>,
  rejects: RejectRow[],
): Generator<unknown[]> {
  const seen = new Set<string>();
  const files = rawFiles(context);
  for (const file of files) {
    const before = counts.read;
    for (const { name, rows } of sheetsOf(context, file, lookup, rejects)) {
      for (const { row, record, problems } of rows) {
        counts.read += 1;
        const reject = (column: string, value: string, reason: PatentReject) =>
          rejects.push([file, name, row, column, value, reason]);
        for (const { column, value, reason } of problems) reject(column, value, reason);
        if (record === null) {
          counts.rejected += 1;
        } else if (isNew(record, seen)) {
          counts.kept += 1;
          yield [...COLUMNS.map((column) => record[column]), file, name, row];
        } else {
          counts.merged += 1;
          reject('', record.publication_no, 'duplicate_row');
        }
      }
    }
    if (counts.read === before) throw noRows(file);
    counts.files += 1;
    context.progress(counts.files, files.length, 'files');
  }
}

/** Sheets with the columns of an export; at least one sheet of a file must have them. */
function sheetsOf(
  context: StepContext<unknown>,
  file: string,
  lookup: CityLookup,
  rejects: RejectRow[],
) {
  const readings = readSheets(join(context.root, file), file).map((sheet) => ({
    sheet,
    reading: readExport(sheet.rows, sheet.format === 'text', lookup),
  }));
  const [first] = readings;
  if (first?.reading.header === null && readings.every(({ reading }) => reading.header === null)) {
    throw missingColumns(first.sheet, first.reading.missing);
  }
  return readings.flatMap(({ sheet: { sheet: name }, reading }) => {
    if (reading.header !== null) return [{ name, rows: reading.rows }];
    rejects.push([file, name, 1, '', '', 'sheet_without_header' satisfies PatentReject]);
    return [];
  });
}

function noRows(file: string): UserError {
  return new UserError('E_SHEET_EMPTY', 'there is a header and no row below it', {
    where: file,
    hint: 'Take the file away if its search had no hit, or download it again.',
  });
}

function missingColumns(sheet: Sheet, missing: readonly MissingColumn[]): UserError {
  const list = missing.map(({ expected, nearest }) =>
    nearest === null ? expected : `${expected} (nearest: ${nearest})`,
  );
  return new UserError('E_COLUMN_MISSING', `row 1 has no column ${list.join(', ')}`, {
    where: placeOf(sheet),
    hint: 'Tick these fields in the export dialogue. Files with counts but no lists of citations cannot tell the citing office.',
  });
}

/** Whether no row before said the same, apart from where it came from. */
function isNew(record: PatentRecord, seen: Set<string>): boolean {
  const key = createHash('sha256').update(JSON.stringify(record)).digest('base64').slice(0, 22);
  const size = seen.size;
  return seen.add(key).size > size;
}

function lookupOf(context: StepContext<unknown>): CityLookup {
  return cityLookup(
    buildGazetteer({
      cities: readReference(context, 'cities'),
      otherPrefectures: readReference(context, 'other_prefectures'),
      countyLevelCities: readReference(context, 'county_level_cities'),
    }),
  );
}
