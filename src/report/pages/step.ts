import { printedFolder } from '../../engine/places.ts';
import type { ArtifactFacts, StepFacts } from '../../step.ts';
import { captionOf } from '../../tables/table.ts';
import {
  code,
  countsOf,
  facts,
  listed,
  stepLink,
  table,
  wordsOf,
  type PageContext,
} from '../blocks.ts';
import { contractRules, rulesTable } from '../contract-rules.ts';
import { outputFile } from '../downloads.ts';
import { html, type Html, type Part } from '../html.ts';
import type { Page } from '../layout.ts';
import { dataPage, figurePage, modelPage, stepPage, tablePage } from '../links.ts';
import { bytesText, countText } from '../../text/numbers.ts';

/** A step: what runs, on what, with which parameters, and what it made. */
export function stepPageOf(context: PageContext, step: StepFacts): Page {
  const { step: words } = wordsOf(context);
  const { steps } = context.site;
  const users = steps.filter(({ needs }) => needs.includes(step.step));
  const usedBy = users.map((user) => stepLink(user.step));
  const rules = contractRules(context, step);
  const parameters =
    Object.keys(step.with).length === 0 ? undefined : JSON.stringify(step.with, null, 2);
  const body = html`${facts([
      [words.kind, words.kindOf[step.kind] ?? step.kind],
      [words.code, code(step.run)],
      [words.needs, listed(step.needs.map(stepLink), words.nothing)],
      [words.usedBy, listed(usedBy, words.nothing)],
      [words.reads, listed(step.reads.map(code), words.nothing)],
      [words.counts, countsOf(context, step) || words.nothing],
    ])}
    <h2>${words.outputs}</h2>
    ${outputs(context, step)}
    <h2>${words.contract}</h2>
    ${rules.length === 0 ? html`<p>${words.noContract}</p>` : rulesTable(context, rules)}
    ${
      parameters !== undefined &&
      html`<h2>${words.parameters}</h2>
        <pre tabindex="0" role="region" aria-label="${words.parameters}">${parameters}</pre>`
    }`;
  const title = `${words.step} ${step.step}`;
  return { file: stepPage(step.step), title, under: 'pipeline', step: step.step, body };
}

function outputs(context: PageContext, step: StepFacts): Html {
  const { data, step: words } = wordsOf(context);
  const columns = [
    data.file,
    words.shownOn,
    { number: data.rows },
    { number: data.columns },
    { number: data.size },
    data.hash,
  ];
  const rows = step.outputs.map((made) => [
    outputFile(context, made.path),
    pageLink(context, step, made),
    made.table === undefined ? '' : countText(made.table.rows),
    made.table === undefined ? '' : countText(made.table.columns.length),
    bytesText(made.bytes),
    html`<code title="${made.sha256}">${made.sha256.slice(0, 12)}…</code>`,
  ]);
  return table(words.outputs, columns, rows, 'headed');
}

/** The page of the report that shows what an output holds. */
function pageLink(context: PageContext, { step }: StepFacts, made: ArtifactFacts): Part {
  const { site } = context;
  const { data, fit, nav } = wordsOf(context);
  const link = (href: string, text: string) => html`<a href="${href}">${text}</a>`;
  const isIn = (folder: 'tables' | 'figures') => made.path.startsWith(printedFolder(folder));
  if (site.data.some(({ facts: known }) => known.artifact === made.artifact))
    return link(dataPage(made.artifact), `${data.table} ${made.artifact}`);
  if (made.path === site.published?.path) return link('published.html', nav.published);
  if (made.path === site.paperCheck?.path) return link('paper-check.html', nav['paper-check']);
  if (site.models.some(({ path }) => path === made.path))
    return link(modelPage(step), `${fit.model}: ${step}`);
  const printed = site.tables.find((one) => one.step === step)?.table[context.language];
  if (isIn('tables') && printed !== undefined) return link(tablePage(step), captionOf(printed));
  const drawn = site.figures.find((one) => one.step === step)?.figure[context.language];
  if (isIn('figures') && drawn !== undefined) return link(figurePage(step), drawn.title);
  return '';
}
