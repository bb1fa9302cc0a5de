import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { checkPaper } from '../src/published/checks/paper.ts';
import { findingsTable } from '../src/published/checks/findings-table.ts';
import { readPrintedTables } from '../src/published/printed/tables.ts';
import { languages } from '../src/templates/text.ts';
import { tableStep } from '../src/templates/table-step.ts';
import { UserError } from '../src/text/user-error.ts';

/** Checks the printed tables of a publication against themselves; no data are used. */
export default tableStep({
  params: z.strictObject(languages),
  // It names no variable of the study.
  files: () => [],
  computed: true,
  async record(context) {
    const [file] = context.files;
    if (file === undefined) {
      throw new UserError('E_NO_FILE', 'there are no printed tables to check', {
        hint: 'name the file under reads:, as in reads: [data/reference/published_tables.json]',
      });
    }
    const printed = readPrintedTables(file, await readFile(join(context.root, file), 'utf8'));
    const check = checkPaper(printed);
    const { inconsistent, consistent } = check.summary;
    context.count({ inconsistent, cannot_tell: check.summary['cannot tell'], consistent });
    return { file, ...check };
  },
  table: (check, { id, language: own }) => findingsTable(id, check, own, id),
});
