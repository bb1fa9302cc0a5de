const marked = Symbol('html');

/** Text that is markup already. Only `html` and `join` make it, so raw text cannot pass for it. */
export interface Html {
  readonly [marked]: string;
}

/** What stands in a template: text is escaped, markup is not, lists are joined, nothing is ''. */
export type Part = string | number | Html | readonly Part[] | undefined | null | false;

/**
 * A piece of HTML. Values are safe as text of an element and inside a quoted attribute; never put
 * one into a tag name, an unquoted attribute, a script or a style.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = strings[0] ?? '';
  parts.forEach((part, i) => (text += markup(part) + (strings[i + 1] ?? '')));
  return { [marked]: text };
}

export function pageText(page: Html): string {
  return page[marked];
}

/** Text from a raw file inside a sentence: its direction marks end where it ends. */
export function raw(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}

function markup(part: Part): string {
  if (part === undefined || part === null || part === false) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escaped(part);
  if (marked in part) return part[marked];
  return part.map(markup).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Characters that HTML cannot hold (NUL, other controls, half surrogate pairs) become U+FFFD. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[&<>"'`]/gu, (character) => ENTITIES[character] ?? '')
    .replaceAll(/[[\p{Cc}\p{Noncharacter_Code_Point}]--[\t\n\r]]/gv, '\ufffd');
}
