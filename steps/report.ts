import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { countValues, summariseTable } from '../src/io/tables/summary.ts';
import { writeText } from '../src/io/write.ts';
import { readFigure } from '../src/records/figure.ts';
import { readModel } from '../src/records/fits.ts';
import { readPaperCheck } from '../src/records/paper-check.ts';
import { readPublished } from '../src/records/published.ts';
import { readTable } from '../src/records/table.ts';
import { clientScript } from '../src/report/client-script.ts';
import { layOutGraph } from '../src/report/graph-layout.ts';
import { pipelineNodes } from '../src/report/pages/pipeline.ts';
import type { DataTable, FileOf, InBoth, Rejects, SiteData } from '../src/report/site-data.ts';
import { siteFiles } from '../src/report/site.ts';
import { text } from '../src/templates/text.ts';
import { defineStep, type StepContext } from '../src/step.ts';
import { UserError } from '../src/text/user-error.ts';
import { isSynthetic } from '../src/tables/synthetic.ts';

/** Rows of a table that its page shows. */
const FIRST_ROWS = 200;

const names = z.array(z.string()).optional();

const params = z.strictObject({
  /** The study's data folder: what is made from the demo's says that it is synthetic. */
  data: z.string(),
  title: text,
  /** What the study asks, in a sentence or two. */
  summary: text.default(''),
  /** Numbers of the first page: terms of fits. */
  headline: z.array(z.strictObject({ fit: z.string(), term: z.string(), label: text })).default([]),
  /** Steps whose tables, figures and models are shown, in this order; without it all that exist. */
  tables: names,
  figures: names,
  models: names,
  /** Steps that compare the publication’s numbers with those computed, and with each other. */
  published: z.string().default('published'),
  paper_check: z.string().default('paper_check'),
});
type Params = z.output<typeof params>;

/** Builds the site that shows the study, its results and where they come from. */
export default defineStep<Params>({
  params,
  outputs: (step) => ({ [step]: `outputs/${step}/` }),
  reads: () => ({ '*': '*' }),
  seesSteps: true,
  async run(context) {
    const site = await gather(context);
    const layout = await layOutGraph(pipelineNodes(site.steps));
    const files = siteFiles(site, { layout, script: await script(context) });
    const folder = context.output(context.step);
    for (const [path, content] of files) await writeText(join(folder, path), content);
    context.count({ files: files.size, tables: site.tables.length, figures: site.figures.length });
  },
});

async function gather(context: StepContext<Params>): Promise<SiteData> {
  const { params: chosen, steps } = context;
  const data: DataTable[] = [];
  const rejects: Rejects[] = [];
  const tables = steps
    .filter(({ readable }) => readable)
    .flatMap(({ step, outputs }) =>
      outputs.flatMap((facts) => (facts.table === undefined ? [] : [{ step, facts }])),
    );
  for (const [i, { step, facts }] of tables.entries()) {
    const table = context.input(facts.artifact);
    data.push({ step, facts, summary: await summariseTable(table, FIRST_ROWS) });
    if (facts.artifact === `${step}_rejects`)
      rejects.push({ step, artifact: facts.artifact, reasons: await countValues(table, 'reason') });
    context.progress(i + 1, tables.length, 'tables');
  }
  const fits = await models(context);
  checkHeadline(chosen.headline, fits);
  return {
    title: chosen.title,
    summary: chosen.summary,
    synthetic: isSynthetic(chosen.data),
    headline: chosen.headline,
    steps,
    tables: await both(context, 'tables', chosen.tables, readTable, (step, table) => ({
      step,
      table,
    })),
    figures: await both(context, 'figures', chosen.figures, readFigure, (step, figure) => ({
      step,
      figure,
    })),
    models: fits,
    data,
    rejects,
    ...(await publication(context)),
  };
}

/** What steps wrote in both languages as `outputs/<folder>/<step>.{en,zh}.json`. */
async function both<T, U>(
  context: StepContext<Params>,
  folder: string,
  chosen: readonly string[] | undefined,
  read: (file: string, text: string) => T,
  make: (step: string, value: InBoth<T>) => U,
): Promise<U[]> {
  const path = (step: string, language: string) => `outputs/${folder}/${step}.${language}.json`;
  const found: U[] = [];
  for (const step of chosen ?? writersOf(context, (name) => path(name, 'en'))) {
    const inOne = async (language: string) =>
      read(path(step, language), await readOutput(context, step, path(step, language)));
    const [en, zh] = [await inOne('en'), await inOne('zh')];
    found.push(make(step, { en, zh }));
  }
  return found;
}

/** What is known of the publication's own numbers, where steps made it. */
async function publication(
  context: StepContext<Params>,
): Promise<Pick<SiteData, 'published' | 'paperCheck'>> {
  const { published, paper_check: check } = context.params;
  const made = writersOf(context, modelPath);
  return {
    ...(made.includes(published) && {
      published: await modelFile(context, published, readPublished),
    }),
    ...(made.includes(check) && { paperCheck: await modelFile(context, check, readPaperCheck) }),
  };
}

const modelPath = (step: string): string => `outputs/models/${step}.json`;

async function models(context: StepContext<Params>): Promise<SiteData['models']> {
  const { published, paper_check: check } = context.params;
  const chosen =
    context.params.models ??
    writersOf(context, modelPath).filter((step) => ![published, check].includes(step));
  return Promise.all(chosen.map((step) => modelFile(context, step, readModel)));
}

async function modelFile<R>(
  context: StepContext<Params>,
  step: string,
  read: (file: string, text: string) => R,
): Promise<FileOf<R>> {
  const path = modelPath(step);
  return { ...read(path, await readOutput(context, step, path)), step, path };
}

/** A misspelt fit or term would be a number that the first page does not show, without a word. */
function checkHeadline(headline: Params['headline'], files: SiteData['models']): void {
  const fits = files.flatMap((model) => model.fits);
  for (const { fit: id, term } of headline) {
    const [fit, other] = fits.filter((one) => one.id === id);
    if (fit === undefined || other !== undefined) {
      const [code, found] =
        fit === undefined
          ? ['E_UNKNOWN_FIT', 'no model has']
          : ['E_DUPLICATE_FIT', 'two models have'];
      throw new UserError(code, `the headline: ${found} the id "${id}"`);
    }
    const terms = [...fit.terms, ...fit.dropped].map((one) => one.term);
    if (terms.includes(term)) continue;
    throw new UserError('E_UNKNOWN_TERM', `the headline: model "${id}" has no term "${term}"`, {
      hint: `its terms are ${terms.join(', ')}`,
    });
  }
}

function writersOf({ steps }: StepContext<Params>, path: (step: string) => string): string[] {
  return steps.flatMap(({ step, readable, outputs }) =>
    readable && outputs.some((made) => made.path === path(step)) ? [step] : [],
  );
}

async function readOutput(
  context: StepContext<Params>,
  step: string,
  path: string,
): Promise<string> {
  const outputs = context.steps.find((facts) => facts.step === step)?.outputs ?? [];
  const artifact = outputs.find((made) => made.path === path)?.artifact;
  if (artifact === undefined) {
    throw new UserError('E_UNKNOWN_INPUT', `step "${step}" writes no ${path}`, {
      hint: 'name steps that write it, and see that the report needs them',
    });
  }
  return readFile(context.input(artifact).path, 'utf8');
}

async function script({ root, files }: StepContext<Params>): Promise<string> {
  const scripts = files.filter((file) => file.endsWith('.ts'));
  const sources = scripts.map((file) => readFile(join(root, file), 'utf8'));
  return clientScript(await Promise.all(sources), (source) => stripTypeScriptTypes(source));
}
