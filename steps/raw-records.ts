import { z } from 'zod';
import type { Column } from '../src/econometrics/frame/frame.ts';
import { frameColumn } from '../src/econometrics/frame/column.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { table } from '../src/templates/table.ts';
import { tableStep } from '../src/templates/table-step.ts';
import { countRawFiles, rawRecordsTable } from '../src/tables/raw-records.ts';
import { CITY_REJECTS } from '../src/cities/reasons.ts';
import { PATENT_REJECTS } from '../src/patents/reasons.ts';
import { SHEET_REJECTS } from '../src/io/tables/rejects.ts';

const REASONS = { ...SHEET_REJECTS, ...CITY_REJECTS, ...PATENT_REJECTS };

/** Counts what a source step kept, merged and rejected, by file; numbers to `outputs/models/`. */
export default tableStep({
  params: z.strictObject({
    ...table,
    /** The step that read the files and wrote `<source>` and `<source>_rejects`. */
    source: z.string(),
  }),
  reads: ({ source }) => ({ [source]: ['source_file'], [`${source}_rejects`]: ['file', 'reason'] }),
  computed: true,
  async record(context) {
    const { source } = context.params;
    const kept = await readFrame(context.input(source));
    const rejects = await readFrame(context.input(`${source}_rejects`));
    const reasons = textsOf(frameColumn(rejects, 'reason', 'reason'));
    const record = countRawFiles(
      textsOf(frameColumn(kept, 'source_file', 'file')),
      textsOf(frameColumn(rejects, 'file', 'file')).map((file, i) => [file, reasons[i] ?? '']),
    );
    context.count({
      files: record.files.length,
      rows_kept: kept.rows,
      entries: rejects.rows,
    });
    return record;
  },
  table: (record, settings) => rawRecordsTable(record, REASONS, settings),
});

function textsOf(column: Column): string[] {
  if (column.kind === 'number') return [];
  return Array.from(column.codes, (code) => column.levels[code] ?? '');
}
