import { createHash } from 'node:crypto';
import { z } from 'zod';
import { buildGazetteer } from '../src/cities/gazetteer.ts';
import { cityLookup } from '../src/cities/lookup.ts';
import { placeOf } from '../src/sources/table.ts';
import type { ColumnType } from '../src/io/tables/parquet.ts';
import { sheetOf } from '../src/io/raw/open-raw.ts';
import { readReference } from '../src/io/raw/raw-files.ts';
import { NO_MAPPING } from '../src/sources/mapping.ts';
import type { TableReader } from '../src/sources/outcome.ts';
import type { Sheet } from '../src/sources/table.ts';
import { readExport, type ExportRow } from '../src/patents/export.ts';
import type { MissingColumn } from '../src/patents/header.ts';
import type { CityLookup } from '../src/patents/incopat.ts';
import type { PatentRecord } from '../src/patents/record.ts';
import type { StepContext } from '../src/step.ts';
import type { PatentReject } from '../src/patents/reasons.ts';
import { sourceParams, streamedStep } from '../src/templates/sources/streamed-step.ts';
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

interface Item {
  readonly origin: { readonly file: string; readonly sheet: string };
  readonly reading: ExportRow;
}

export default streamedStep({
  unit: 'rows',
  params: z.strictObject(sourceParams),
  schema: SCHEMA,
  reader(context): TableReader<Item> {
    const lookup = lookupOf(context);
    return {
      async read(table) {
        const sheet = await sheetOf(table);
        const found = readExport(sheet.rows, sheet.format === 'text', lookup);
        if (found.header === null) throw missingColumns(sheet, found.missing);
        const counts = { read: 0 };
        return {
          mapping: NO_MAPPING,
          batches: items(sheet, found.rows, counts),
          tally: () => ({ counts, rejected: [] }),
        };
      },
    };
  },
  async *rows(batches, ledger) {
    const seen = new Set<string>();
    for await (const batch of batches) {
      const kept: unknown[][] = [];
      for (const { origin, reading } of batch) {
        const { row, record, problems } = reading;
        for (const { column, value, reason } of problems) {
          ledger.rejects.push({ origin: { ...origin, row, column }, value, reason });
        }
        if (record === null) {
          ledger.add(origin, 'rejected');
        } else if (isNew(record, seen)) {
          ledger.add(origin, 'kept');
          kept.push([...COLUMNS.map((column) => record[column]), origin.file, origin.sheet, row]);
        } else {
          ledger.add(origin, 'merged');
          const reason: PatentReject = 'duplicate_row';
          ledger.rejects.push({
            origin: { ...origin, row, column: '' },
            value: record.publication_no,
            reason,
          });
        }
      }
      yield kept;
    }
  },
});

const BATCH = 1024;

/** Rows in batches, counted as they are taken. */
function* items(
  { file, sheet }: Sheet,
  rows: Iterable<ExportRow>,
  counts: { read: number },
): Generator<Item[]> {
  let batch: Item[] = [];
  for (const reading of rows) {
    counts.read += 1;
    batch.push({ origin: { file, sheet }, reading });
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
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
