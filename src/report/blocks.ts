import type { StepFacts } from '../step.ts';
import type { CellSource } from '../tables/table.ts';
import { html, raw, type Html, type Part } from './html.ts';
import { sourceLink, stepPage } from './links.ts';
import type { SiteData } from './site-data.ts';
import { WORDS } from './words/catalogue.ts';
import type { Language } from '../text/language.ts';
import { countText, recordText, ungroupedText } from '../text/numbers.ts';

export interface PageContext {
  readonly site: SiteData;
  readonly language: Language;
}

/** The heading of a column; numbers stand at the right. */
export type Column = string | { readonly number: string };

/**
 * A real table: headings with their scope, the first cell of a row as its heading. Under a heading that
 * says the same, the caption is for screen readers only.
 */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Part[])[],
  headed: 'headed' | '' = '',
): Html {
  const kind = (i: number) => typeof columns[i] === 'object' && html` class="number"`;
  return html`<div class="wide" role="region" tabindex="0" aria-label="${caption}">
    <table>
      <caption ${headed !== '' && html`class="unseen"`}>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((head, i) => html`<th scope="col" ${kind(i)}>${headText(head)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${rest.map((cell, i) => html`<td${kind(i + 1)}>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div> `;
}

const headText = (column: Column): string => (typeof column === 'string' ? column : column.number);

/** Names and what they are; a fact without a value is left out. */
export function facts(list: readonly (readonly [Part, Part])[]): Html {
  const present = list.filter(
    ([, value]) => value !== undefined && value !== '' && value !== false,
  );
  return html`<dl class="facts">
    ${present.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd> `,
    )}
  </dl> `;
}

export function code(text: string): Html {
  return html`<code>${text}</code>`;
}

export function stepLink(step: string): Html {
  return html`<a href="${stepPage(step)}">${step}</a>`;
}

/** Parts with commas between them, or the word for none. */
export function listed(parts: readonly Part[], none: string): Part {
  if (parts.length === 0) return none;
  return parts.map((part, i) => (i === 0 ? part : html`, ${part}`));
}

/** Counts of a step's work, each with what it counts; a name that is not known says it itself. */
export function countsOf(context: PageContext, { counts, unit }: StepFacts): Part {
  const { counted } = wordsOf(context).flow;
  const items = Object.entries(counts).map(
    ([name, value]) =>
      html`<li>
        ${counted[`${unit}_${name}`] ?? counted[name] ?? name.replaceAll('_', ' ')}
        ${countText(value)}
      </li> `,
  );
  return items.length === 0
    ? ''
    : html`<ul class="inline">
        ${items}
      </ul>`;
}

/** A button that opens what stands below it, without script. */
export function opens(summary: Part, content: Part): Html {
  return html`<details>
    <summary>${summary}</summary>
    ${content}
  </details> `;
}

/** A number that leads to where it comes from. */
export function sourced(context: PageContext, text: Part, source: CellSource | undefined): Part {
  if (source === undefined) return text;
  return html`<a href="${sourceLink(context.site, source)}">${text}</a>`;
}

/** Any JSON value as it reads best: a table of like records, a list of facts, or text. */
export function valueView(value: unknown, caption: string): Html {
  if (Array.isArray(value)) return arrayView(value as unknown[], caption);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    const short = entries.filter(([, item]) => isShort(item));
    const long = entries.filter(([, item]) => !isShort(item));
    return html`${short.length > 0 && facts(short.map(([name, item]) => [name, shortValue(item)]))}
    ${long.map(
      ([name, item]) =>
        html`<h3>${name}</h3>
          ${valueView(item, name)}`,
    )}`;
  }
  return html`<p>${shortValue(value)}</p>`;
}

const SHOWN_NUMBERS = 12;

/** Like records become a table, the records in them its further columns; other lists stay lists. */
function arrayView(values: readonly unknown[], caption: string): Html {
  if (values.length === 0 || !values.every(isRecord)) return html`<p>${shortValue(values)}</p>`;
  const flat = values.map((row) => flattened(row));
  if (flat.some((row) => Object.values(row).some((item) => !isShort(item)))) {
    return html`${values.map((row) => [html`<h3>${recordName(row, caption)}</h3>`, valueView(row, caption)])}`;
  }
  const names = [...new Set(flat.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name, i): Column =>
    i > 0 && flat.some((row) => typeof row[name] === 'number') ? { number: name } : name,
  );
  const rows = flat.map((row) => names.map((name) => name in row && shortValue(row[name])));
  return table(caption, columns, rows, 'headed');
}

/** What a record is called: its first text, or the name of its list. */
function recordName(record: Readonly<Record<string, unknown>>, list: string): string {
  const text = Object.values(record).find((value) => typeof value === 'string');
  return text === undefined ? list : `${list}: ${text}`;
}

/** `{ before: { bias: 1 } }` -> `{ 'before.bias': 1 }`. */
function flattened(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(record).flatMap(([name, value]): [string, unknown][] =>
    isRecord(value)
      ? Object.entries(flattened(value)).map(([inner, item]) => [`${name}.${inner}`, item])
      : [[name, value]],
  );
  return Object.fromEntries(entries);
}

function isShort(value: unknown): boolean {
  return !isRecord(value) && !(Array.isArray(value) && value.some(isRecord));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function shortValue(value: unknown): Part {
  if (value === null || value === undefined) return recordText(undefined);
  if (typeof value === 'number') return ungroupedText(value);
  if (typeof value === 'string') return raw(value);
  if (Array.isArray(value)) {
    const shown = value.slice(0, SHOWN_NUMBERS).map(shortValue);
    const more = value.length - shown.length;
    return [listed(shown, '[]'), more > 0 && html`, … (+${recordText(more)})`];
  }
  return code(JSON.stringify(value));
}

export const wordsOf = (context: PageContext) => WORDS[context.language];
