import { code, facts, opens, stepLink, table, wordsOf, type PageContext } from '../blocks.ts';
import { contractRules, rulesTable } from '../contract-rules.ts';
import { outputFile } from '../downloads.ts';
import { html, raw, type Html, type Part } from '../html.ts';
import type { Page } from '../layout.ts';
import { dataPage } from '../links.ts';
import { pagedTable } from '../paged-table.ts';
import type { DataTable } from '../site-data.ts';
import { isNumeric, type ColumnSummary } from '../../io/tables/summary.ts';
import { bytesText, countText, percentText, ungroupedText } from '../../text/numbers.ts';

export function dataIndexPage(context: PageContext): Page {
  const { data: words, nav } = wordsOf(context);
  const rows = context.site.data.map(({ step, facts: artifact, rows: all, columns: own }) => [
    html`<a href="${dataPage(artifact.artifact)}">${artifact.artifact}</a>`,
    stepLink(step),
    countText(all),
    countText(own.length),
    bytesText(artifact.bytes),
  ]);
  const columns = [
    words.table,
    words.madeBy,
    { number: words.rows },
    { number: words.columns },
    { number: words.size },
  ];
  const { sources } = wordsOf(context);
  const link = html`<p>${sources.intro} <a href="sources.html">${sources.title}</a></p> `;
  const hasSources = (context.site.sources ?? []).length > 0;
  const body = html`${hasSources && link} ${table(nav.data, columns, rows, 'headed')}`;
  return { file: 'data.html', title: nav.data, under: 'data', body };
}

/** A table: what it is, its contract, a profile of each column, its first rows. */
export function dataPageOf(context: PageContext, found: DataTable): Page {
  const { data: words, step: stepWords } = wordsOf(context);
  const { facts: artifact } = found;
  const step = context.site.steps.find(({ step: name }) => name === found.step);
  const rules = step?.step === artifact.artifact ? contractRules(context, step) : [];
  const body = html`${facts([
      [words.madeBy, stepLink(found.step)],
      [words.file, outputFile(context, artifact.path)],
      [words.rows, countText(found.rows)],
      [words.columns, countText(found.columns.length)],
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
  const title = `${words.table} ${artifact.artifact}`;
  return { file: dataPage(artifact.artifact), title, under: 'data', step: found.step, body };
}

function profile(context: PageContext, { columns: summaries, rows: all }: DataTable): Html {
  const { data: words } = wordsOf(context);
  const heads = [words.minimum, percentText(0.25), words.median, percentText(0.75), words.maximum];
  const columns = [
    words.column,
    words.type,
    { number: words.missing },
    { number: words.distinct },
    ...heads.map((number) => ({ number })),
    words.distribution,
  ];
  const rows = summaries.map((column) => [
    raw(column.column),
    html`${code(column.type)}${column.kind === 'code' && ` ${words.isCode}`}`,
    column.missing === 0
      ? '0'
      : `${countText(column.missing)} (${percentText(column.missing / all, 1)})`,
    countText(column.distinct),
    ...order(column),
    column.bars.length > 0 ? bars(context, column) : frequent(context, column, all),
  ]);
  return table(words.profile, columns, rows, 'headed');
}

/** Minimum, quartiles and maximum; of dates the first and the last; of what has no order nothing. */
function order({ quantiles, extremes: [first, last] }: ColumnSummary): Part[] {
  if (quantiles.length > 0) return quantiles.map(ungroupedText);
  return [first ?? '', '', '', '', last ?? ''];
}

const LEAST_WIDTH = 96;
const LEAST_BAR = 3;
const HEIGHT = 24;

function bars(context: PageContext, column: ColumnSummary): Html {
  const highest = Math.max(...column.bars.map(({ rows }) => rows));
  const step = Math.max(LEAST_BAR, Math.floor(LEAST_WIDTH / column.bars.length));
  const width = step * column.bars.length;
  const said = column.bars.map(({ from, to, rows }) => {
    const values =
      from === to ? ungroupedText(from) : `${ungroupedText(from)} – ${ungroupedText(to)}`;
    return `${values}: ${countText(rows)}`;
  });
  const label = wordsOf(context).data.bars(column.column, said.join('; '));
  const shapes = column.bars.map(({ rows }, i) => {
    // A bar of a few rows among thousands still has to be seen.
    const height = rows === 0 ? 0 : Math.max(1, Math.round((rows / highest) * HEIGHT));
    return html`<rect x="${i * step}" y="${HEIGHT - height}" width="${step - 1}" height="${height}">
      <title>${said[i]}</title>
    </rect>`;
  });
  return html`<svg
    class="bars"
    width="${width}"
    height="${HEIGHT + 1}"
    viewBox="0 0 ${width} ${HEIGHT + 1}"
    role="img"
    aria-label="${label}"
  >
    ${shapes}
    <line x1="0" x2="${width}" y1="${HEIGHT + 0.5}" y2="${HEIGHT + 0.5}" />
  </svg>`;
}

const LONGEST_VALUE = 60;

function frequent(context: PageContext, column: ColumnSummary, rows: number): Part {
  const { data: words } = wordsOf(context);
  const { missing, distinct } = column;
  if (column.kind === 'number' || distinct === 0) return '';
  if (column.frequent.length === 0) return words.each(countText((rows - missing) / distinct));
  const list = column.frequent.map(
    ({ value, rows: n }) => html`<li>${raw(cut(value, LONGEST_VALUE))}: ${countText(n)}</li>`,
  );
  return opens(
    words.frequent,
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

function firstRows(context: PageContext, found: DataTable): Html {
  const { data: words } = wordsOf(context);
  const { facts: artifact, rows, columns, first } = found;
  const title = words.first(countText(first.length), countText(rows));
  if (first.length === 0)
    return html`<h2>${title}</h2>
      <p>${words.empty}</p>`;
  const shown = first.map((row) => row.map((cell) => cell && cut(cell, LONGEST_CELL)));
  const isCut = shown.some((row, r) => row.some((cell, i) => cell !== first[r]?.[i]));
  return html`<h2>${title}</h2>
    ${isCut && html`<p class="soft">${words.cut(countText(LONGEST_CELL))}</p>`}
    ${pagedTable(context, `${artifact.artifact}: ${title}`, {
      columns: columns.map(({ column, type }) => ({ name: column, number: isNumeric(type) })),
      rows: shown,
      all: rows,
    })}`;
}
