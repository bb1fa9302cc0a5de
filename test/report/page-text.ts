import { html, pageText, type Part } from '../../src/report/html.ts';

/** The words of a page without its markup. */
export function textOf(part: Part): string {
  return markupOf(part)
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ (?=[,;.:)])/gu, '')
    .trim();
}

export function markupOf(part: Part): string {
  return pageText(html`${part}`);
}

/** Address and words of each link. */
export function linksOf(part: Part): readonly (readonly [string, string])[] {
  const found = markupOf(part).matchAll(/<a\s[^>]*?href="([^"]*)"[^>]*>([\s\S]*?)<\/a\s*>/gu);
  return [...found].map(([, href = '', inner = '']) => [
    href,
    inner.replaceAll(/<[^>]+>/gu, '').trim(),
  ]);
}

/** What a page says of a fact, by its name. */
export function factOf(part: Part, name: string): string | undefined {
  const pairs = markupOf(part).matchAll(/<dt>([\s\S]*?)<\/dt>\s*<dd>([\s\S]*?)<\/dd>/gu);
  for (const [, term = '', value = ''] of pairs)
    if (term.trim() === name)
      return value
        .replaceAll(/<[^>]+>/gu, '')
        .replaceAll(/\s+/gu, ' ')
        .trim();
  return undefined;
}

/** The texts of the rows of a page's tables. */
export function rowsOf(part: Part): readonly string[] {
  return [...markupOf(part).matchAll(/<tr[\s>][\s\S]*?<\/tr>/gu)].map(([row]) =>
    row
      .replaceAll(/<\/t[hd]>/gu, ' | ')
      .replaceAll('</li>', ' ')
      .replaceAll(/<[^>]+>/gu, '')
      .replaceAll(/\s+/gu, ' ')
      .replaceAll(/\s?\|\s?$/gu, '')
      .trim(),
  );
}
