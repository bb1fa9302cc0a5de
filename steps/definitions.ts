import { z } from 'zod';
import { readReference } from '../src/io/raw/raw-files.ts';
import { table } from '../src/templates/table.ts';
import { tableStep } from '../src/templates/table-step.ts';
import { UserError } from '../src/text/user-error.ts';
import { definitionTable, readDefinitions } from '../src/tables/definitions.ts';

/** Prints data/reference/definitions.csv: what each variable is, its unit and its source. */
export default tableStep({
  params: z.strictObject({
    ...table,
    /** Variables printed, in order; without it all of the file. */
    variables: z.array(z.string()).min(1).optional(),
  }),
  async record(context) {
    const all = readDefinitions(readReference(context, 'definitions'));
    const names = all.map(({ variable }) => variable);
    return (context.params.variables ?? names).map((name) => {
      const found = all.find(({ variable }) => variable === name);
      if (found !== undefined) return found;
      throw new UserError('E_DEFINITIONS', `the variable "${name}" has no definition`, {
        where: 'data/reference/definitions.csv',
        hint: `it defines ${names.join(', ')}`,
      });
    });
  },
  table: definitionTable,
  count: ({ body }) => ({ variables: body.length }),
});
