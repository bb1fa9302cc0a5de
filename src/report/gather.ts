import { modelFile as modelPath, printedFile, type Printed } from '../engine/places.ts';
import type { Expectation } from '../engine/study/study.ts';
import type { OutputReader } from '../io/tables/output-reader.ts';
import type { SurveyRoles } from '../io/tables/read-survey.ts';
import { keyNames } from '../io/tables/summary.ts';
import { readFigure } from '../records/figure.ts';
import { readModel } from '../records/fits.ts';
import { readPaperCheck } from '../records/paper-check.ts';
import { readPublished } from '../records/published.ts';
import { readTable } from '../records/table.ts';
import type { StepFacts } from '../step.ts';
import type { Language } from '../text/language.ts';
import { UserError } from '../text/user-error.ts';
import { headlineOf, type ReportSettings } from './settings.ts';
import {
  outputsOf,
  type DataTable,
  type Headline,
  type InBoth,
  type ModelFile,
  type Rejects,
  type SiteData,
  type SurveyedSource,
} from './site-data.ts';

/**
 * All that the report tells of, read and checked. Errors: `E_UNKNOWN_INPUT`, `E_UNKNOWN_FIT`,
 * `E_DUPLICATE_FIT`, `E_UNKNOWN_TERM`, and those of the files.
 */
export async function gatherSite(
  settings: ReportSettings,
  steps: readonly StepFacts[],
  read: OutputReader,
  reasonWords: SiteData['reasonWords'] = {},
): Promise<SiteData> {
  const { published, paper_check: check, unit, time, ...rest } = settings;
  const { language: _, headline_labels: _l, ...shown } = rest;
  const headline = headlineOf(settings);
  const made = writersOf(steps, modelPath);
  const open = async <R>(step: string, parse: (file: string, text: string) => R) => {
    const path = modelPath(step);
    return { ...parse(path, await read.text(artifactAt(steps, step, path))), step, path };
  };
  const chosen = shown.models ?? made.filter((step) => ![published, check].includes(step));
  const models = await Promise.all(chosen.map((step) => open(step, readModel)));
  checkHeadline(headline, models);
  const tables = await inBoth(steps, read, shown.languages, 'tables', shown.tables, readTable);
  const figures = await inBoth(steps, read, shown.languages, 'figures', shown.figures, readFigure);
  return {
    ...shown,
    headline,
    synthetic: steps.some((step) => step.readable && step.synthetic),
    steps,
    models,
    reasonWords,
    tables: tables.map(({ step, value: table }) => ({ step, table })),
    figures: figures.map(({ step, value: figure }) => ({ step, figure })),
    ...(await dataTables(steps, read)),
    sources: await surveys(steps, read, { unit, time }),
    ...(made.includes(published) && { published: await open(published, readPublished) }),
    ...(made.includes(check) && { paperCheck: await open(check, readPaperCheck) }),
  };
}

/** Every table that a step before made, and why rows and cells were not used. */
async function dataTables(
  steps: readonly StepFacts[],
  read: OutputReader,
): Promise<Pick<SiteData, 'data' | 'rejects'>> {
  const keys = keyNames(steps.map(({ expect }) => expect));
  const data: DataTable[] = [];
  const rejects: Rejects[] = [];
  for (const { step, readable, outputs } of steps) {
    for (const facts of readable ? outputs : []) {
      const { artifact, table } = facts;
      if (table === undefined) continue;
      data.push({ step, facts, rows: table.rows, ...(await read.profile(artifact, keys)) });
      if (artifact === `${step}_rejects`)
        rejects.push({ step, artifact, reasons: await read.values(artifact, 'reason') });
    }
  }
  return { data, rejects };
}

/** What became of the raw files of each step that says so. */
async function surveys(
  steps: readonly StepFacts[],
  read: OutputReader,
  roles: Pick<SurveyRoles, 'unit' | 'time'>,
): Promise<SurveyedSource[]> {
  const readable = steps.filter((step) => step.readable);
  const made = new Set(readable.flatMap(({ outputs }) => outputs.map(({ artifact }) => artifact)));
  const tableOf = (looked: string, among: readonly StepFacts[]) => {
    const found = among.flatMap(({ expect }) => {
      const { references } = expect as Expectation;
      const [path = '', column = ''] = references?.[looked]?.split('.') ?? [];
      return made.has(path) ? [{ path, column }] : [];
    });
    return found[0];
  };
  const register = tableOf(roles.unit ?? '', readable);
  const found: SurveyedSource[] = [];
  for (const facts of readable) {
    const { step, expect } = facts;
    const paths = {
      table: step,
      rejects: `${step}_rejects`,
      files: `${step}_files`,
      columns: `${step}_columns`,
    };
    if (!Object.values(paths).every((artifact) => made.has(artifact))) continue;
    const key = (expect as Expectation).key ?? [];
    const tellsApart = key.find((column) => ![roles.unit, roles.time].includes(column));
    const wanted = tableOf(tellsApart ?? '', [facts]);
    const survey = await read.survey(paths, {
      key,
      ...roles,
      ...(register === undefined ? {} : { register }),
      ...(wanted === undefined ? {} : { wanted: { ...wanted, source: step } }),
    });
    found.push({ step, survey });
  }
  return found;
}

/** What steps wrote in both languages as `outputs/<folder>/<step>.{en,zh}.json`. */
async function inBoth<T>(
  steps: readonly StepFacts[],
  read: OutputReader,
  languages: readonly Language[],
  folder: Printed,
  chosen: readonly string[] | undefined,
  parse: (file: string, text: string) => T,
): Promise<readonly { readonly step: string; readonly value: InBoth<T> }[]> {
  const path = (step: string, language: Language) => printedFile(folder, step, `${language}.json`);
  const open = async (step: string, language: Language) =>
    parse(path(step, language), await read.text(artifactAt(steps, step, path(step, language))));
  const writers = chosen ?? writersOf(steps, (step) => path(step, languages[0] ?? 'en'));
  return Promise.all(
    writers.map(async (step) => {
      const values = languages.map(async (one) => [one, await open(step, one)] as const);
      return { step, value: Object.fromEntries(await Promise.all(values)) as InBoth<T> };
    }),
  );
}

function writersOf(steps: readonly StepFacts[], path: (step: string) => string): string[] {
  return steps.flatMap(({ step, readable, outputs }) =>
    readable && outputs.some((made) => made.path === path(step)) ? [step] : [],
  );
}

function artifactAt(steps: readonly StepFacts[], step: string, path: string): string {
  const artifact = outputsOf(steps, step).find((made) => made.path === path)?.artifact;
  if (artifact !== undefined) return artifact;
  throw new UserError('E_UNKNOWN_INPUT', `step "${step}" writes no ${path}`, {
    hint: 'name steps that write it, and see that the report needs them',
  });
}

/** A misspelt fit or term would be a number that the first page does not show, without a word. */
function checkHeadline(headline: readonly Headline[], files: readonly ModelFile[]): void {
  const fits = files.flatMap((model) => model.fits);
  for (const { fit: id, term } of headline) {
    const [fit, other] = fits.filter((one) => one.id === id);
    if (fit === undefined)
      throw new UserError('E_UNKNOWN_FIT', `the headline: no model has the id "${id}"`);
    if (other !== undefined)
      throw new UserError('E_DUPLICATE_FIT', `the headline: two models have the id "${id}"`);
    const terms = [...fit.terms, ...fit.dropped].map((one) => one.term);
    if (terms.includes(term)) continue;
    throw new UserError('E_UNKNOWN_TERM', `the headline: model "${id}" has no term "${term}"`, {
      hint: `its terms are ${terms.join(', ')}`,
    });
  }
}
