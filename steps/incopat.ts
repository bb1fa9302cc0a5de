import { createHash } from 'node:crypto';
import { z } from 'zod';
import { buildSurroundings } from '../src/cities/address.ts';
import { buildGazetteer } from '../src/cities/gazetteer.ts';
import { cityLookup } from '../src/cities/lookup.ts';
import { readReference } from '../src/io/raw/raw-files.ts';
import { openStaging } from '../src/io/staging.ts';
import type { ColumnType } from '../src/io/tables/parquet.ts';
import { documentNumbers } from '../src/patents/numbers/document-numbers.ts';
import { patentTypes } from '../src/patents/patent-type.ts';
import type { PatentItem } from '../src/patents/joined/joined-tables.ts';
import { patentReader } from '../src/patents/reader.ts';
import type { PatentReject } from '../src/patents/reasons.ts';
import type { PatentRecord } from '../src/patents/record.ts';
import type { RowTools } from '../src/patents/row.ts';
import { patentSources } from '../src/patents/tables/sources.ts';
import type { TableReader } from '../src/sources/outcome.ts';
import type { StepContext } from '../src/step.ts';
import { sourceParams, streamedStep } from '../src/templates/sources/streamed-step.ts';

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

export default streamedStep({
  unit: 'rows',
  params: z.strictObject(sourceParams),
  schema: SCHEMA,
  reader(context): TableReader<PatentItem> {
    const table = (name: string) => readReference(context, name);
    const sources = patentSources(table('patent_sources'), table('patent_headers'));
    const folder = `${context.output(context.step)}.staging`;
    return patentReader(sources, toolsOf(context), () => openStaging(folder));
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

/** Whether no row before said the same, apart from where it came from. */
function isNew(record: PatentRecord, seen: Set<string>): boolean {
  const key = createHash('sha256').update(JSON.stringify(record)).digest('base64').slice(0, 22);
  const size = seen.size;
  return seen.add(key).size > size;
}

function toolsOf(context: StepContext<unknown>): Omit<RowTools, 'limits'> {
  const table = (name: string) => readReference(context, name);
  const gazetteer = buildGazetteer({
    cities: table('cities'),
    otherPrefectures: table('other_prefectures'),
    countyLevelCities: table('county_level_cities'),
  });
  const around = buildSurroundings({
    districts: table('districts'),
    territories: table('territories'),
    postcodes: table('postcodes'),
  });
  return {
    lookup: cityLookup(gazetteer, around),
    numbers: documentNumbers({
      offices: table('patent_offices'),
      forms: table('patent_number_forms'),
      standards: table('standards'),
    }),
    types: patentTypes(table('patent_types')),
  };
}
