import { z } from 'zod';
import { modelFile } from '../src/engine/places.ts';
import type { Column } from '../src/econometrics/frame/frame.ts';
import { frameColumn } from '../src/econometrics/frame/column.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeBytes, writeJson } from '../src/io/write.ts';
import { table } from '../src/templates/table.ts';
import { defineStep } from '../src/step.ts';
import { countRawFiles, rawRecordsTable } from '../src/tables/raw-records.ts';
import { tableOutputs, writeTable } from '../src/tables/formats/render.ts';
import { tableSettings } from '../src/tables/settings.ts';
import type { Language } from '../src/text/language.ts';
import { CITY_REJECTS } from '../src/cities/reasons.ts';
import { PATENT_REJECTS } from '../src/patents/reasons.ts';
import { SHEET_REJECTS } from '../src/io/tables/rejects.ts';

const REASONS = { ...SHEET_REJECTS, ...CITY_REJECTS, ...PATENT_REJECTS };

/** Counts what a source step kept, merged and rejected, by file; numbers to `outputs/models/`. */
export default defineStep({
  params: z.strictObject({
    ...table,
    /** The step that read the files and wrote `<source>` and `<source>_rejects`. */
    source: z.string(),
  }),
  outputs: (step) => ({ [step]: modelFile(step), ...tableOutputs(step) }),
  reads: ({ source }) => ({ [source]: ['source_file'], [`${source}_rejects`]: ['file', 'reason'] }),
  async run(context) {
    const { params, step } = context;
    const kept = await readFrame(context.input(params.source));
    const rejects = await readFrame(context.input(`${params.source}_rejects`));
    const reasons = textsOf(frameColumn(rejects, 'reason', 'reason'));
    const record = countRawFiles(
      textsOf(frameColumn(kept, 'source_file', 'file')),
      textsOf(frameColumn(rejects, 'file', 'file')).map((file, i) => [file, reasons[i] ?? '']),
    );
    await writeJson(context.output(step), record);
    const build = (language: Language) =>
      rawRecordsTable(record, REASONS, tableSettings(context, language));
    const { language, byte_order_mark: byteOrderMark } = params;
    await writeTable(context, writeBytes, build, { language, byteOrderMark });
    context.count({
      files: record.files.length,
      rows_kept: kept.rows,
      entries: rejects.rows,
    });
  },
});

function textsOf(column: Column): string[] {
  if (column.kind === 'number') return [];
  return Array.from(column.codes, (code) => column.levels[code] ?? '');
}
