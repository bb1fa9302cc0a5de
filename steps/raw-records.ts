import { z } from 'zod';
import type { Column } from '../src/econometrics/frame/frame.ts';
import { frameColumn } from '../src/econometrics/frame/column.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { table } from '../src/templates/table.ts';
import { tableStep } from '../src/templates/table-step.ts';
import { countRawFiles, rawRecordsTable, totalsOf } from '../src/tables/raw-records.ts';

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
    const files = countRawFiles(
      textsOf(frameColumn(kept, 'source_file', 'file')),
      textsOf(frameColumn(rejects, 'file', 'file')).map((file, i) => [file, reasons[i] ?? '']),
    );
    context.count({ files: files.length, kept: kept.rows, rejects: rejects.rows });
    return { files, total: totalsOf(files) };
  },
  table: ({ files }, settings) => rawRecordsTable(files, settings),
});

function textsOf(column: Column): string[] {
  if (column.kind === 'number') return [];
  return Array.from(column.codes, (code) => column.levels[code] ?? '');
}
