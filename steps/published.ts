import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { checkPaper } from '../src/published/checks/paper.ts';
import { comparePublished, summarisePublished } from '../src/published/comparison/compare.ts';
import { BANNERS, comparisonTable } from '../src/published/comparison/table.ts';
import { openPaper } from '../src/published/printed/paper.ts';
import { readPrintedTables } from '../src/published/printed/tables.ts';
import { readModelOf } from '../src/io/read-input.ts';
import { readFits } from '../src/records/fits.ts';
import { inBoth, languages, text } from '../src/templates/text.ts';
import { model } from '../src/templates/table.ts';
import { tableStep } from '../src/templates/table-step.ts';
import { UserError } from '../src/text/user-error.ts';

/** Puts the coefficients that a publication prints beside those of the study's fits. */
export default tableStep({
  params: z.strictObject({
    ...languages,
    /** First parts of the ids of fits, which are `table.column` of the publication. */
    fits: z.array(z.string()).default([]),
    /** Steps whose fits have such ids although they do not declare them. */
    models: z.array(model).default([]),
    /** Term of the publication -> term of the fits, where the names differ. */
    terms: z.record(z.string(), z.string()).default({}),
    /** Terms of the publication that are effects of the policy, and of the mechanisms. */
    did: z.array(z.string()).min(1),
    mechanisms: z.array(z.string()).default([]),
    /** `table.column` or `table.column.term` -> why the numbers there may differ. */
    notes: z.record(z.string(), inBoth).default({}),
    labels: z.record(z.string(), text).default({}),
  }),
  asks: ({ fits }) => fits.map((name, i) => ({ fit: `${name}.*`, at: ['fits', `${i}`] })),
  models: ({ models }) => models,
  computed: true,
  async record(context) {
    const { params } = context;
    const file = context.files.find((path) => path.endsWith('.json'));
    if (file === undefined) {
      throw new UserError('E_NO_FILE', 'there are no printed tables to compare with', {
        hint: 'name the file under reads:, as in reads: [data/reference/published_tables.json]',
      });
    }
    const printed = readPrintedTables(file, await readFile(join(context.root, file), 'utf8'));
    const steps = new Set([...context.fits.map(({ step }) => step), ...params.models]);
    const models = [...steps].map((name) =>
      readModelOf(context, name, (path, json) => readFits(context.model(name).step, path, json)),
    );
    const fits = (await Promise.all(models)).flat();
    const { findings } = checkPaper(printed);
    const rows = comparePublished(openPaper(printed), findings, fits, params);
    const summary = summarisePublished(rows, printed.stars_legend);
    const { synthetic } = context;
    const banner = BANNERS[synthetic ? 'synthetic' : 'real'];
    context.count({ coefficients: rows.length, computed: rows.length - summary.missing });
    return { synthetic, banner, summary, rows };
  },
  table: ({ rows, summary }, settings) =>
    comparisonTable(rows, summary, {
      ...settings,
      roles: ['did', 'mechanism'],
      digits: { significant: 3 },
    }),
});
