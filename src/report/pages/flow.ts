import { listed, stepLink, table, wordsOf, type PageContext } from '../blocks.ts';
import { html, raw, type Part } from '../html.ts';
import type { Page } from '../layout.ts';
import { dataPage } from '../links.ts';
import { countText } from '../../text/numbers.ts';

/** Rows in and out of each step, and what could not be used. */
export function flowPage(context: PageContext): Page {
  const { flow, data, step: words, nav } = wordsOf(context);
  const { steps, rejects } = context.site;
  const rows = steps.map((step) => {
    const own = step.outputs.find(({ artifact }) => artifact === step.step)?.table;
    const counts = Object.entries(step.counts).map(
      ([name, value]) => `${name} ${countText(value)}`,
    );
    return [
      stepLink(step.step),
      listed(step.needs.map(stepLink), step.reads.length === 0 ? '' : step.reads.join(', ')),
      own === undefined ? '' : rowsLink(context, step.step, own.rows),
      own === undefined ? '' : countText(own.columns.length),
      listed(counts, ''),
    ];
  });
  const columns = [
    { head: words.step },
    { head: words.needs },
    { head: data.rows, number: true },
    { head: data.columns, number: true },
    { head: flow.counts },
  ];
  const rejected = rejects.filter(({ reasons }) => reasons.length > 0);
  const body = html`${table(flow.steps, columns, rows)}
    <h2>${flow.rejects}</h2>
    ${rejected.length === 0 && html`<p>${flow.noRejects}</p>`}
    ${rejected.map(
      ({ step, artifact, reasons }) =>
        html`<h3><a href="${dataPage(artifact)}">${artifact}</a></h3>
          ${table(
            flow.reasonOf(step),
            [{ head: wordsOf(context).fit.reason }, { head: data.rows, number: true }],
            reasons.map(({ value, rows: n }) => [raw(value), countText(n)]),
          )}`,
    )}`;
  return { file: 'data-flow.html', title: nav['data-flow'], under: 'data-flow', body };
}

/** The number of rows, leading to the table where the report has a page for it. */
function rowsLink({ site }: PageContext, step: string, rows: number): Part {
  const shown = site.data.some(({ facts }) => facts.artifact === step);
  return shown ? html`<a href="${dataPage(step)}">${countText(rows)}</a>` : countText(rows);
}
