import { LANGUAGE_TAG, textIn, type Language } from '../text/language.ts';
import { NAV, WORDS } from './words/catalogue.ts';
import { html, pageText, type Html, type Part } from './html.ts';
import type { SiteData } from './site-data.ts';
import type { NavPage, Words } from './words/en.ts';

/** No request, no inline script or style, no eval: the pages are files beside each other. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Where a server that knows more than the built site puts its links; nothing in the site itself. */
export const SERVED_LINKS = html`<!--served-->`;

/** A page before its frame: its file name, heading and content. */
export interface Page {
  readonly file: string;
  readonly title: string;
  /** The entry of the menu under which the page stands. */
  readonly under: NavPage;
  /** The step whose output it shows, where it shows one: facts are not called synthetic. */
  readonly step?: string;
  readonly body: Part;
}

/** The path of a page in the site: English at the root, Chinese under zh/. */
export function pagePath(file: string, language: Language): string {
  return language === 'en' ? file : `zh/${file}`;
}

export function framed(site: SiteData, language: Language, page: Page): string {
  const words = WORDS[language];
  const up = language === 'en' ? '' : '../';
  const other = language === 'en' ? `zh/${page.file}` : `../${page.file}`;
  const otherLanguage = language === 'en' ? 'zh' : 'en';
  const study = textIn(site.title, language);
  const title = page.title === study ? study : `${page.title} · ${study}`;
  return pageText(
    html`<!doctype html>
      <html lang="${LANGUAGE_TAG[language]}">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${title}</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href="${up}style.css" />
          <script src="${up}report.js" defer></script>
        </head>
        <body>
          <a class="skip" href="#content">${words.skip}</a>
          <header>
            <p class="study">${study}</p>
            <nav aria-label="${words.mainMenu}">
              <ul>
                ${menu(site).map((name) => navItem(name, page, language))} ${SERVED_LINKS}
                ${site.languages.includes(otherLanguage) && switchTo(other, otherLanguage, words)}
              </ul>
            </nav>
            ${isSynthetic(site, page) && html`<p class="banner" role="note">${words.synthetic}</p> `}
          </header>
          <main id="content" tabindex="-1">
            <h1>${page.title}</h1>
            ${page.body}
          </main>
        </body>
      </html> `,
  );
}

function isSynthetic({ steps, synthetic }: SiteData, { step }: Page): boolean {
  return steps.find((one) => one.step === step)?.synthetic ?? synthetic;
}

/** The pages of the menu: those whose content some step makes. */
export function menu(site: SiteData): NavPage[] {
  return NAV.filter((name) => {
    if (name === 'published') return site.published !== undefined;
    return name !== 'paper-check' || site.paperCheck !== undefined;
  });
}

function switchTo(href: string, language: Language, words: Words): Html {
  const tag = LANGUAGE_TAG[language];
  return html`<li class="language">
    <a href="${href}" lang="${tag}" hreflang="${tag}">${words.otherLanguage}</a>
  </li> `;
}

function navItem(name: NavPage, page: Page, language: Language): Html {
  const current =
    page.under !== name
      ? undefined
      : html` aria-current="${page.file === `${name}.html` ? 'page' : 'true'}"`;
  return html`<li><a href="${name}.html" ${current}>${WORDS[language].nav[name]}</a></li> `;
}
