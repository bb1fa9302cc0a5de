import { tableName } from '../../published/finding.ts';
import type { PublishedRecord, PublishedRow, Share } from '../../records/published.ts';
import { code, facts, sourced, stepLink, table, wordsOf, type PageContext } from '../blocks.ts';
import { html, type Html, type Part } from '../html.ts';
import type { Page } from '../layout.ts';
import { rowAnchor } from '../links.ts';
import type { FileOf } from '../site-data.ts';
import { proseText, countText, typeset } from '../../text/numbers.ts';

/** The paper's coefficients beside those computed here, table by table, with reasons where they differ. */
export function publishedPage(context: PageContext, file: FileOf<PublishedRecord>): Page {
  const { nav, published: words, step: stepWords, data } = wordsOf(context);
  const { language } = context;
  const numbered = file.rows.map((row, index) => ({ row, index }));
  const tables = [...Map.groupBy(numbered, ({ row }) => row.table)];
  const share = ({ count: n, of }: Share) => `${countText(n)} / ${countText(of)}`;
  const body = html`<p><strong>${file.banner[language]}</strong></p>
    ${facts([
      [words.inside, share(file.summary.inside)],
      [words.signs, share(file.summary.signs)],
      [words.significance, share(file.summary.significance)],
      [words.otherInside, share(file.summary.other_inside)],
      [words.missing, countText(file.summary.missing)],
      [stepWords.step, stepLink(file.step)],
      [data.file, code(file.path)],
    ])}
    ${tables.map(([id, own]) => {
      const name = tableName(id, language);
      return html`<h2>${name}</h2>
        ${comparison(context, `${name}: ${nav.published}`, own)} ${reasons(context, own)}`;
    })}`;
  return { file: 'published.html', title: nav.published, under: 'published', body };
}

interface Numbered {
  readonly row: PublishedRow;
  readonly index: number;
}

function comparison(context: PageContext, name: string, rows: readonly Numbered[]): Html {
  const { published: words, term, data } = wordsOf(context);
  const columns = [
    term.term,
    data.column,
    { number: words.published },
    { number: words.computed },
    { number: term.interval },
    words.isInside,
    words.sign,
    words.level,
  ];
  const yes = (answer: boolean | null): Part =>
    answer === null ? '–' : answer ? words.yes : html`<strong>${words.no}</strong>`;
  const cells = rows.map(({ row, index }) => [
    html`<span id="${rowAnchor(index)}">${row.term}</span>`,
    `(${row.column})`,
    `${typeset(withError(row.published_text, row.published_std_error_text))}${row.published_stars}`,
    ...computedCells(context, row),
    yes(row.inside),
    yes(row.same_sign),
    yes(row.same_significance),
  ]);
  return table(name, columns, cells, 'headed');
}

/** The estimate with its error, and its interval. */
function computedCells(context: PageContext, { computed }: PublishedRow): Part[] {
  if (computed === null) return ['–', '–'];
  const { estimate, std_error: error, conf_low: low, conf_high: high } = computed;
  const text = withError(short(estimate), short(error));
  const interval = `${short(low)} ${wordsOf(context).published.to} ${short(high)}`;
  return [sourced(context, text, computed), interval];
}

function withError(estimate: string, error: string | null): string {
  return error === null ? estimate : `${estimate} (${error})`;
}

function short(value: number | null): string {
  return value === null ? '–' : proseText(value);
}

/** Why numbers may differ, for the rows that have reasons. */
function reasons(context: PageContext, rows: readonly Numbered[]): Part {
  const { published: words } = wordsOf(context);
  const given = rows.filter(({ row }) => row.reasons.length > 0);
  if (given.length === 0) return '';
  return html`<h3>${words.reasons}</h3>
    <ul>
      ${given.map(
        ({ row }) =>
          html`<li>
            (${row.column}) ${row.term}: ${row.reasons.map((one) => `${one[context.language]} `)}
          </li>`,
      )}
    </ul>`;
}
