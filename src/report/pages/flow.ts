import { code, countsOf, listed, stepLink, table, wordsOf, type PageContext } from '../blocks.ts';
import { html, raw, type Html, type Part } from '../html.ts';
import type { Page } from '../layout.ts';
import { dataPage } from '../links.ts';
import { outputsOf } from '../site-data.ts';
import { textIn } from '../../text/language.ts';
import { countText } from '../../text/numbers.ts';

/** A path that may break behind each comma and slash: whole, a long one leaves no room for what follows. */
function breakable(path: string): Html {
  const pieces = path.split(/(?<=[,/])/u).map((piece) => html`${piece}<wbr />`);
  return html`<code>${pieces}</code>`;
}

/** Rows in and out of each step, and what could not be used. */
export function flowPage(context: PageContext): Page {
  const { flow, step: words, nav, fit } = wordsOf(context);
  const { steps, rejects } = context.site;
  const rows = steps.map((facts) => {
    const { step, needs, reads } = facts;
    return [
      stepLink(step),
      listed([...needs.map((need) => neededRows(context, need)), ...reads.map(breakable)], ''),
      rowsOf(context, step),
      rowsOf(context, step, `${step}_rejects`),
      countsOf(context, facts),
    ];
  });
  const columns = [
    words.step,
    flow.rowsIn,
    { number: flow.rowsOut },
    { number: flow.notUsed },
    flow.counts,
  ];
  const rejected = rejects.filter(({ reasons }) => reasons.length > 0);
  const body = html`${table(flow.steps, columns, rows)}
    <h2>${flow.rejects}</h2>
    <p>${rejected.length === 0 ? flow.noRejects : flow.entry}</p>
    ${rejected.map(
      ({ step, artifact, reasons }) =>
        html`<h3><a href="${dataPage(artifact)}">${artifact}</a></h3>
          ${table(
            flow.reasonOf(step),
            [fit.reason, { number: flow.entries }],
            reasons.map(({ value, rows: n }) => [reasonText(context, value), countText(n)]),
          )}`,
    )}`;
  return { file: 'data-flow.html', title: nav['data-flow'], under: 'data-flow', body };
}

function rowsIn({ site }: PageContext, step: string, artifact: string): number | undefined {
  return outputsOf(site.steps, step).find((made) => made.artifact === artifact)?.table?.rows;
}

/** A needed step with the rows that its table has; what makes no table has none. */
function neededRows(context: PageContext, need: string): Part {
  const rows = rowsIn(context, need, need);
  return rows === undefined ? stepLink(need) : html`${stepLink(need)} (${countText(rows)})`;
}

/** The rows of a step's table, leading to it where the report has a page for it. */
function rowsOf(context: PageContext, step: string, artifact = step): Part {
  const rows = rowsIn(context, step, artifact);
  if (rows === undefined) return '';
  const isShown = context.site.data.some(({ facts }) => facts.artifact === artifact);
  return isShown ? html`<a href="${dataPage(artifact)}">${countText(rows)}</a>` : countText(rows);
}

/** A reason in words, and as the rejects table names it. */
function reasonText({ site, language }: PageContext, reason: string): Part {
  const words = Object.hasOwn(site.reasonWords, reason) ? site.reasonWords[reason] : undefined;
  return words === undefined ? raw(reason) : html`${textIn(words, language)} ${code(reason)}`;
}
