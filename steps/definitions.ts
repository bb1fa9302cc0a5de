import { z } from 'zod';
import { readReference } from '../src/io/raw/raw-files.ts';
import { writeBytes } from '../src/io/write.ts';
import { table } from '../src/templates/table.ts';
import { defineStep } from '../src/step.ts';
import { UserError } from '../src/text/user-error.ts';
import { definitionTable, readDefinitions } from '../src/tables/definitions.ts';
import { tableOutputs, writeTable } from '../src/tables/formats/render.ts';
import { tableSettings } from '../src/tables/settings.ts';
import type { Language } from '../src/text/language.ts';

/** Prints data/reference/definitions.csv: what each variable is, its unit and its source. */
export default defineStep({
  params: z.strictObject({
    ...table,
    /** Variables printed, in order; without it all of the file. */
    variables: z.array(z.string()).min(1).optional(),
  }),
  outputs: tableOutputs,
  async run(context) {
    const { params } = context;
    const all = readDefinitions(readReference(context, 'definitions'));
    const shown = (params.variables ?? all.map(({ variable }) => variable)).map((name) => {
      const found = all.find(({ variable }) => variable === name);
      if (found !== undefined) return found;
      throw new UserError('E_DEFINITIONS', `the variable "${name}" has no definition`, {
        where: 'data/reference/definitions.csv',
        hint: `it defines ${all.map(({ variable }) => variable).join(', ')}`,
      });
    });
    const build = (language: Language) => definitionTable(shown, tableSettings(context, language));
    const { language, byte_order_mark: byteOrderMark } = params;
    await writeTable(context, writeBytes, build, { language, byteOrderMark });
    context.count({ variables: shown.length });
  },
});
