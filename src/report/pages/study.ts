import { textIn } from '../../text/language.ts';
import { wordsOf, type PageContext } from '../blocks.ts';
import { html, type Html } from '../html.ts';
import { menu, type Page } from '../layout.ts';
import { fitPage } from '../links.ts';
import type { Headline } from '../site-data.ts';
import { countText, proseText } from '../../text/numbers.ts';

/** What the study is, the numbers that it is about, and where to find the rest. */
export function studyPage(context: PageContext): Page {
  const { study, nav } = wordsOf(context);
  const { site, language } = context;
  const numbers = [
    ...site.headline.flatMap((headline) => headlineOf(context, headline)),
    ...publishedOf(context),
  ];
  const pages = menu(site).flatMap((page) =>
    page === 'index'
      ? []
      : html`<li><a href="${page}.html">${nav[page]}</a>: ${study.contentOf[page]}</li> `,
  );
  const body = html`<p>${textIn(site.summary, language)}</p>
    ${
      numbers.length > 0 &&
      html`<h2>${study.headline}</h2>
        <ul class="headline">
          ${numbers}
        </ul>`
    }
    <h2>${study.contents}</h2>
    <ul>
      ${pages}
    </ul>
    <p class="soft">${study.made}</p>`;
  return { file: 'index.html', title: textIn(site.title, language), under: 'index', body };
}

/** How many of the published effects lie in the computed intervals. */
function publishedOf(context: PageContext): Html[] {
  const { published } = wordsOf(context);
  const file = context.site.published;
  if (file === undefined) return [];
  const { count: inside, of } = file.summary.inside;
  return [
    html`<li>
      <strong><a href="published.html">${countText(inside)} / ${countText(of)}</a></strong
      >${published.inside}<br />${file.banner[context.language]}
    </li> `,
  ];
}

function headlineOf(context: PageContext, { fit, term, label }: Headline): Html[] {
  const { study } = wordsOf(context);
  return context.site.models.flatMap(({ step, fits }) => {
    const found = fits.find(({ id }) => id === fit);
    const index = found?.terms.findIndex(({ term: name }) => name === term) ?? -1;
    const shown = found?.terms[index];
    if (shown === undefined) return [];
    const text = study.headlineOf(
      textIn(label, context.language),
      proseText(shown.conf_low),
      proseText(shown.conf_high),
    );
    const href = `${fitPage(step, fit)}#term-${index}`;
    return html`<li>
      <strong><a href="${href}">${proseText(shown.estimate)}</a></strong
      >${text}
    </li> `;
  });
}
