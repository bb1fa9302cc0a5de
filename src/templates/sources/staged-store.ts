import { dirname, join } from 'node:path';
import { recordText } from '../../io/records/record-text.ts';
import { Staging } from '../../io/records/staging.ts';
import { writeRecords, type RecordSchema } from '../../io/records/write-records.ts';
import { writeParquet } from '../../io/tables/parquet.ts';
import type { PlainRows, ReadItem, StagedItem, WholeItem } from '../../sources/row-rule.ts';
import type { StepContext } from '../../step.ts';
import type { Ledger } from './ledger.ts';

/** What is read of the rows, and what the reason of a record that repeats an earlier one is called. */
export interface StagedSchema extends RecordSchema {
  readonly repeated: string;
}

/**
 * Writes records to a parquet file by way of staged rows on the disk, and tells the ledger what became of each
 * row. Of records that say the same, apart from where they come from, the first is kept.
 */
export async function storeStaged(
  path: string,
  records: AsyncIterable<readonly StagedItem[]>,
  ledger: Ledger,
  plain: PlainRows,
  schema: StagedSchema,
  progress: StepContext<unknown>['progress'] = () => undefined,
  threads?: number,
): Promise<void> {
  const staging = await Staging.open(join(dirname(path), 'staged'), plain.cells, threads);
  try {
    for await (const batch of records) {
      for (const item of batch) {
        if ('reading' in item) await stageRow(item);
        else await stageWhole(item);
      }
    }
    const outcomes = await writeRecords(staging, plain, schema, path, (done, rows) =>
      progress(done, rows, 'rows'),
    );
    for (const { place, row, problems, mergedKey, isRejected } of outcomes) {
      report({ origin: place, reading: { row, record: null, problems } });
      if (isRejected || mergedKey !== null) ledger.add(place, 'kept', -1);
      if (isRejected) ledger.add(place, 'rejected');
      if (mergedKey === null) continue;
      ledger.add(place, 'merged');
      ledger.rejects.push({
        origin: { ...place, row, column: '' },
        value: mergedKey,
        reason: schema.repeated,
      });
    }
    if (staging.rows === 0) await writeParquet(path, { ...schema.record, ...SOURCE }, []);
  } finally {
    staging.close();
  }

  async function stageWhole({ whole, rows, taken }: WholeItem): Promise<void> {
    const staged = await staging.addText(whole);
    if (staged !== null) {
      taken(staged);
      ledger.add(whole.origin, 'kept', staged);
      return;
    }
    for await (const batch of rows()) for (const item of batch) await stageRow(item);
  }

  async function stageRow(item: ReadItem): Promise<void> {
    const { origin, reading } = item;
    const { row } = reading;
    report(item);
    ledger.add(origin, reading.record === null ? 'rejected' : 'kept');
    if (reading.record === null) return;
    await staging.addRecord({ origin, row, text: recordText(reading.record, schema.record) });
  }

  function report({ origin: { file, sheet }, reading: { row, problems } }: ReadItem): void {
    for (const { column, value, reason } of problems) {
      ledger.rejects.push({ origin: { file, sheet, row, column }, value, reason });
    }
  }
}

/** Where a record comes from, in every table of records. */
export const SOURCE = {
  source_file: 'VARCHAR',
  source_sheet: 'VARCHAR',
  source_row: 'INTEGER',
} as const;
