import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { modelFile } from '../src/engine/places.ts';
import { writeBytes, writeJson } from '../src/io/write.ts';
import type { PaperCheckRecord } from '../src/records/paper-check.ts';
import { checkPaper } from '../src/published/checks/paper.ts';
import { findingsTable } from '../src/published/checks/findings-table.ts';
import { readPrintedTables } from '../src/published/printed/tables.ts';
import { language } from '../src/templates/text.ts';
import { defineStep } from '../src/step.ts';
import { UserError } from '../src/text/user-error.ts';
import { tableOutputs, writeTable } from '../src/tables/formats/render.ts';

/** Checks the printed tables of a publication against themselves; no data are used. */
export default defineStep({
  params: z.strictObject({ language: language.default('en') }),
  outputs: (step) => ({ [step]: modelFile(step), ...tableOutputs(step) }),
  async run(context) {
    const [file] = context.files;
    if (file === undefined) {
      throw new UserError('E_NO_FILE', 'there are no printed tables to check', {
        hint: 'name the file under reads:, as in reads: [data/reference/published_tables.json]',
      });
    }
    const printed = readPrintedTables(file, await readFile(join(context.root, file), 'utf8'));
    const check = checkPaper(printed);
    const record: PaperCheckRecord = { file, ...check };
    await writeJson(context.output(context.step), record);
    await writeTable(
      context,
      writeBytes,
      (own) => findingsTable(context.step, check, own, context.step),
      { language: context.params.language },
    );
    const { inconsistent, consistent } = check.summary;
    context.count({ inconsistent, cannot_tell: check.summary['cannot tell'], consistent });
  },
});
