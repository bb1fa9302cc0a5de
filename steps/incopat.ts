import { z } from 'zod';
import { buildSurroundings } from '../src/cities/address.ts';
import { buildGazetteer } from '../src/cities/gazetteer.ts';
import { cityLookup } from '../src/cities/lookup.ts';
import { readReference } from '../src/io/raw/raw-files.ts';
import { openStaging } from '../src/io/staging.ts';
import { documentNumbers } from '../src/patents/numbers/document-numbers.ts';
import { patentTypes } from '../src/patents/patent-type.ts';
import { plainRows } from '../src/patents/plain-rows.ts';
import { patentReader } from '../src/patents/reader.ts';
import type { PatentReject } from '../src/patents/reasons.ts';
import { RECORD_TYPES } from '../src/patents/record.ts';
import type { RowTools } from '../src/patents/row.ts';
import { patentSources } from '../src/patents/tables/sources.ts';
import type { TableReader } from '../src/sources/outcome.ts';
import type { StagedItem } from '../src/sources/row-rule.ts';
import type { StepContext } from '../src/step.ts';
import { SOURCE, storeStaged, type StagedSchema } from '../src/templates/sources/staged-store.ts';
import {
  sourceParams,
  streamedStep,
  type SourceParams,
} from '../src/templates/sources/streamed-step.ts';

const STAGED: StagedSchema = {
  record: RECORD_TYPES,
  key: 'publication_no',
  repeated: 'duplicate_row' satisfies PatentReject,
};

export default streamedStep<SourceParams, StagedItem>({
  unit: 'rows',
  params: z.strictObject(sourceParams),
  schema: { ...RECORD_TYPES, ...SOURCE },
  reader(context): TableReader<StagedItem> {
    const table = (name: string) => readReference(context, name);
    const sources = patentSources(table('patent_sources'), table('patent_headers'));
    const folder = `${context.output(context.step)}.staging`;
    return patentReader(sources, toolsOf(context), () => openStaging(folder));
  },
  store: (path, records, ledger, context) =>
    storeStaged(path, records, ledger, plainRows(toolsOf(context)), STAGED, (done, total, unit) =>
      context.progress(done, total, unit),
    ),
});

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
