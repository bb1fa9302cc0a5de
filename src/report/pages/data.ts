import { code, facts, opens, stepLink, table, wordsOf, type PageContext } from '../blocks.ts';
import { contractRules, rulesTable } from '../contract-rules.ts';
import { html, raw, type Html, type Part } from '../html.ts';
import type { Page } from '../layout.ts';
import { dataPage } from '../links.ts';
import { pagedTable } from '../paged-table.ts';
import type { DataTable } from '../site-data.ts';
import type { ColumnSummary } from '../../io/tables/summary.ts';
import { bytesText, countText, percentText, ungroupedText } from '../../text/numbers.ts';

/** The list of tables that steps made. */
export function dataIndexPage(context: PageContext): Page {
  const { data: words, nav } = wordsOf(context);
  const rows = context.site.data.map(({ step, facts: artifact, summary }) => [
    html`<a href="${dataPage(artifact.artifact)}">${artifact.artifact}</a>`,
    stepLink(step),
    countText(summary.rows),
    countText(summary.columns.length),
    bytesText(artifact.bytes),
  ]);
  const columns = [
    { head: words.table },
    { head: words.madeBy },
    { head: words.rows, number: true },
    { head: words.columns, number: true },
    { head: words.size, number: true },
  ];
  return {
    file: 'data.html',
    title: nav.data,
    under: 'data',
    body: table(nav.data, columns, rows, 'headed'),
  };
}

/** A table: what it is, its contract, a profile of each column, its first rows. */
export function dataPageOf(context: PageContext, found: DataTable): Page {
  const { data: words, step: stepWords } = wordsOf(context);
  const { facts: artifact, summary } = found;
  const step = context.site.steps.find(({ step: name }) => name === found.step);
  const rules = step?.step === artifact.artifact ? contractRules(context, step) : [];
  const body = html`${facts([
      [words.madeBy, stepLink(found.step)],
      [words.file, code(artifact.path)],
      [words.rows, countText(summary.rows)],
      [words.columns, countText(summary.columns.length)],
      [words.size, bytesText(artifact.bytes)],
      [words.hash, code(artifact.sha256)],
    ])}
    ${
      rules.length > 0 &&
      html`<h2>${stepWords.contract}</h2>
        ${rulesTable(context, rules)}`
    }
    <h2>${words.profile}</h2>
    ${profile(context, found)} ${firstRows(context, found)}`;
  return {
    file: dataPage(artifact.artifact),
    title: `${words.table} ${artifact.artifact}`,
    under: 'data',
    body,
  };
}

function profile(context: PageContext, { summary }: DataTable): Html {
  const { data: words } = wordsOf(context);
  const heads = [words.minimum, percentText(0.25), words.median, percentText(0.75), words.maximum];
  const columns = [
    { head: words.column },
    { head: words.type },
    { head: words.missing, number: true },
    { head: words.distinct, number: true },
    ...heads.map((head) => ({ head, number: true })),
    { head: words.distribution },
  ];
  const rows = summary.columns.map((column) => [
    raw(column.name),
    code(column.type),
    column.missing === 0
      ? '0'
      : `${countText(column.missing)} (${percentText(column.missing / summary.rows, 1)})`,
    countText(column.distinct),
    ...heads.map((_, i) => (column.kind === 'number' ? ungroupedText(column.quantiles[i]) : '')),
    column.kind === 'number' ? bars(context, column) : frequent(column, words.frequent),
  ]);
  return table(words.profile, columns, rows, 'headed');
}

const WIDTH = 96;
const HEIGHT = 24;

function bars(context: PageContext, column: ColumnSummary): Part {
  const highest = Math.max(...column.bars);
  if (column.bars.length === 0 || highest === 0) return '';
  const step = WIDTH / column.bars.length;
  const label = wordsOf(context).data.bars(column.name, column.bars.map(countText).join('; '));
  const shapes = column.bars.map((rows, i) => {
    // A bar of a few rows among thousands still has to be seen.
    const height = rows === 0 ? 0 : Math.max(1, Math.round((rows / highest) * HEIGHT));
    return html`<rect
      x="${i * step}"
      y="${HEIGHT - height}"
      width="${step - 1}"
      height="${height}"
    />`;
  });
  return html`<svg
    class="bars"
    width="${WIDTH}"
    height="${HEIGHT + 1}"
    viewBox="0 0 ${WIDTH} ${HEIGHT + 1}"
    role="img"
    aria-label="${label}"
  >
    ${shapes}
    <line x1="0" x2="${WIDTH}" y1="${HEIGHT + 0.5}" y2="${HEIGHT + 0.5}" />
  </svg>`;
}

const LONGEST_VALUE = 60;

function frequent(column: ColumnSummary, label: string): Part {
  const list = column.frequent.map(
    ({ value, rows }) => html`<li>${raw(cut(value, LONGEST_VALUE))}: ${countText(rows)}</li>`,
  );
  return list.length === 0
    ? ''
    : opens(
        label,
        html`<ul>
          ${list}
        </ul>`,
      );
}

function cut(text: string, longest: number): string {
  const letters = Array.from(text.slice(0, 2 * longest + 2));
  return letters.length > longest ? `${letters.slice(0, longest).join('')}…` : text;
}

/** Longer cells are cut: the file itself has them whole. */
const LONGEST_CELL = 160;

function firstRows(context: PageContext, { facts: artifact, summary }: DataTable): Html {
  const { data: words } = wordsOf(context);
  const title = words.first(countText(summary.first.length), countText(summary.rows));
  if (summary.first.length === 0)
    return html`<h2>${title}</h2>
      <p>${words.empty}</p>`;
  return html`<h2>${title}</h2>
    ${pagedTable(context, `${artifact.artifact}: ${title}`, {
      columns: summary.columns.map(({ name, kind }) => ({ name, number: kind === 'number' })),
      rows: summary.first.map((row) =>
        row.map((cell) => (cell === null ? null : cut(cell, LONGEST_CELL))),
      ),
    })}`;
}
