import { join } from 'node:path';
import { stepFolder } from '../src/engine/places.ts';
import { CITY_REJECTS } from '../src/cities/reasons.ts';
import { outputReader } from '../src/io/tables/output-reader.ts';
import { SHEET_REJECTS } from '../src/io/tables/rejects.ts';
import { writeText } from '../src/io/write.ts';
import { PATENT_REJECTS } from '../src/patents/reasons.ts';
import { clientScript } from '../src/report/client-script.ts';
import { pagedTables } from '../src/report/client/paged-tables.ts';
import { gatherSite } from '../src/report/gather.ts';
import { layOutGraph } from '../src/report/graph-layout.ts';
import { pipelineNodes } from '../src/report/pages/pipeline.ts';
import { reportSettings } from '../src/report/settings.ts';
import { siteFiles } from '../src/report/site.ts';
import { defineStep } from '../src/step.ts';

const REASONS = { ...SHEET_REJECTS, ...CITY_REJECTS, ...PATENT_REJECTS };

/** Rows of a table that its page shows. */
const FIRST_ROWS = 200;

/** Builds the site that shows the study, its results and where they come from. */
export default defineStep({
  params: reportSettings,
  inherits: ['languages', 'unit', 'time'],
  outputs: (step) => ({ [step]: stepFolder(step) }),
  reads: () => ({ '*': '*' }),
  seesSteps: true,
  async run(context) {
    const read = outputReader((artifact) => context.input(artifact).path, FIRST_ROWS);
    const site = await gatherSite(context.params, context.steps, read, REASONS);
    const files = siteFiles(site, {
      layout: await layOutGraph(pipelineNodes(site.steps)),
      script: clientScript(pagedTables),
    });
    for (const [path, content] of files)
      await writeText(join(context.output(context.step), path), content);
    context.count({ files: files.size, tables: site.tables.length, figures: site.figures.length });
  },
});
