import { shownText } from '../../tables/formats/shown-text.ts';
import { panels } from '../../tables/formats/to-html.ts';
import {
  captionOf,
  linesUnder,
  type Cell,
  type Table,
  type TableColumn,
  type TableRow,
} from '../../tables/table.ts';
import { facts, sourced, stepLink, wordsOf, type PageContext } from '../blocks.ts';
import { downloads } from '../downloads.ts';
import { html, type Html, type Part } from '../html.ts';
import type { Page } from '../layout.ts';
import { tablePage } from '../links.ts';
import { outputsOf } from '../site-data.ts';

export function tablesPage(context: PageContext): Page {
  const words = wordsOf(context);
  const { tables } = context.site;
  const items = tables.map(
    ({ step, table }) =>
      html`<li><a href="${tablePage(step)}">${captionOf(table[context.language])}</a></li> `,
  );
  const body =
    tables.length === 0
      ? html`<p>${words.table.none}</p>`
      : html`<p>${words.table.sourceHint}</p>
          <ul>
            ${items}
          </ul>`;
  return { file: 'tables.html', title: words.nav.tables, under: 'tables', body };
}

/** A printed table; each number leads to the fit that it comes from. */
export function tablePageOf(context: PageContext, step: string, printed: Table): Page {
  const words = wordsOf(context);
  const links = printed.body.some(({ cells }) => cells.some((cell) => cell.source !== undefined));
  const body = html`${links && html`<p class="screen">${words.table.sourceHint}</p>`}
  ${printedTable(context, printed)}
  ${facts([downloads(context, outputsOf(context.site.steps, step)), [words.table.madeBy, stepLink(step)]])}`;
  return { file: tablePage(step), title: captionOf(printed), under: 'tables', step, body };
}

function printedTable(context: PageContext, printed: Table): Html {
  const caption = captionOf(printed);
  return html`<div class="wide" role="region" tabindex="0" aria-label="${caption}">
      <table class="printed">
        <caption class="unseen">
          ${caption}
        </caption>
        <thead>
          ${printed.head.map(headRow)}
        </thead>
        ${panels(printed.body).map(
          (rows) =>
            html`<tbody>
              ${rows.map((row, i) => bodyRow(context, row, printed.columns, linesUnder(rows, i)))}
            </tbody> `,
        )}
      </table>
    </div>
    <div class="notes">${printed.notes.map((note) => html`<p>${note}</p> `)}</div> `;
}

function headRow(row: TableRow): Html {
  const cells = row.cells.map((cell) => {
    const text = shownText(cell);
    if (text === '') return html`<td${span(cell)}></td>`;
    return html`<th scope="${(cell.span ?? 1) > 1 ? 'colgroup' : 'col'}" ${span(cell)}>
      ${text}
    </th>`;
  });
  return html`<tr>
    ${cells}
  </tr> `;
}

/** The heading of an estimate covers the lines below it, as many as are `under` it. */
function bodyRow(
  context: PageContext,
  row: TableRow,
  columns: readonly TableColumn[],
  under: number,
): Html {
  if (row.kind === 'head') return headRow(row);
  const [label, ...cells] = row.cells;
  if (row.kind === 'panel' && label !== undefined)
    return html`<tr class="panel">
      <th scope="rowgroup" ${span(label)}>${shownText(label)}</th>
    </tr> `;
  const lines = row.kind === 'estimate' && under > 0 && html` rowspan="${under + 1}"`;
  const heading =
    label !== undefined &&
    row.kind !== 'spread' &&
    html`<th scope="row" ${lines}>${shownText(label)}</th>`;
  const rule = row.rule === true && html` class="rule"`;
  return html`<tr${rule}>${heading}${cells.map((cell, i) => dataCell(context, cell, columns[i + 1]))}</tr>\n`;
}

function dataCell(context: PageContext, cell: Cell, column: TableColumn | undefined): Html {
  const text: Part = [shownText(cell), cell.stars];
  const align = column !== undefined && column.align !== 'center' && html` class="${column.align}"`;
  return html`<td${align}${span(cell)}>${sourced(context, text, cell.source)}</td>`;
}

function span(cell: Cell): Part {
  return (cell.span ?? 1) > 1 && html` colspan="${cell.span}"`;
}
