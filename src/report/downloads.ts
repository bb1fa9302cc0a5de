import type { ArtifactFacts } from '../step.ts';
import { code, wordsOf, type PageContext } from './blocks.ts';
import { html, type Part } from './html.ts';
import { outputLink } from './links.ts';

/** Formats that a reader takes along, by the end of a file's name, in the order of their use. */
const FORMATS: Readonly<Record<string, string>> = {
  docx: 'Word',
  xlsx: 'Excel',
  tex: 'LaTeX',
  csv: 'CSV',
  md: 'Markdown',
  html: 'HTML',
  pdf: 'PDF',
  svg: 'SVG',
  png: 'PNG',
  'vl.json': 'Vega-Lite',
  parquet: 'Parquet',
};

/** The path of an output, leading to the file itself where that lies beside the report. */
export function outputFile(context: PageContext, path: string): Part {
  const href = outputLink(context.site, context.language, path);
  return href === undefined ? code(path) : html`<a href="${href}">${code(path)}</a>`;
}

/** The name and list of a step's files to take along, as a fact of its page. */
export function downloads(
  context: PageContext,
  outputs: readonly ArtifactFacts[],
): readonly [Part, Part] {
  const links = Object.entries(FORMATS).flatMap(([ending, format]) =>
    outputs.flatMap(({ path }) => {
      const href = outputLink(context.site, context.language, path);
      const isOf = path.slice(path.lastIndexOf('/')).replace(/^[^.]*\./u, '') === ending;
      return isOf && href !== undefined ? [html`<li><a href="${href}">${format}</a></li> `] : [];
    }),
  );
  const list = html`<ul class="inline">
    ${links}
  </ul>`;
  return [wordsOf(context).step.downloads, links.length > 0 && list];
}
