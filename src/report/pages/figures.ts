import {
  code,
  facts,
  listed,
  opens,
  shortValue,
  sourced,
  stepLink,
  table,
  wordsOf,
  type PageContext,
} from '../blocks.ts';
import { downloads } from '../downloads.ts';
import { html, type Html } from '../html.ts';
import type { Page } from '../layout.ts';
import { figureFile, figurePage } from '../links.ts';
import { outputsOf } from '../site-data.ts';
import type { FigureRecord } from '../../records/figure.ts';

export function figuresPage(context: PageContext): Page {
  const words = wordsOf(context);
  const { figures } = context.site;
  const up = context.language === 'en' ? '' : '../';
  const items = figures.map(({ step, figure }) => {
    const { title, description } = figure[context.language];
    return html`<li>
      <figure>
        <img src="${up}${figureFile(step, context.language)}" alt="" loading="lazy" />
        <figcaption><a href="${figurePage(step)}">${title}</a>. ${description}</figcaption>
      </figure>
    </li> `;
  });
  const body =
    figures.length === 0
      ? html`<p>${words.figure.none}</p>`
      : html`<ul class="gallery">
          ${items}
        </ul>`;
  return { file: 'figures.html', title: words.nav.figures, under: 'figures', body };
}

/** A figure, the sentence that says what it shows, and its numbers. */
export function figurePageOf(context: PageContext, step: string, figure: FigureRecord): Page {
  const words = wordsOf(context);
  const up = context.language === 'en' ? '' : '../';
  const sources = figure.sources.map((source) =>
    sourced(context, code(`${source.step} ${source.path}`), source),
  );
  const body = html`<figure>
      <img src="${up}${figureFile(step, context.language)}" alt="${figure.title}" />
      <figcaption>${figure.description}</figcaption>
    </figure>
    ${opens(words.figure.numbers, numbers(figure))}
    ${facts([
      downloads(context, outputsOf(context.site.steps, step)),
      [words.table.madeBy, stepLink(step)],
      [words.figure.sources, listed(sources, '')],
    ])}`;
  return { file: figurePage(step), title: figure.title, under: 'figures', step, body };
}

function numbers({ title, data }: FigureRecord): Html {
  const columns = data.columns.map(({ label }, i) =>
    i > 0 && data.rows.some((row) => typeof row[i] === 'number') ? { number: label } : label,
  );
  const rows = data.rows.map((row) => row.map(shortValue));
  return table(title, columns, rows);
}
