import { printedArtifact, printedOutputs } from '../../engine/places.ts';
import type { Table } from '../table.ts';
import type { StepContext } from '../../step.ts';
import type { Language } from '../../text/language.ts';
import { splitColumns } from './split.ts';
import { toCsv } from './to-csv.ts';
import { toDocx } from './to-docx.ts';
import { toHtmlPage } from './to-html.ts';
import { toLatex } from './latex/to-latex.ts';
import { toMarkdown } from './to-markdown.ts';
import { toXlsx } from './to-xlsx.ts';

/** Documents in the main language, and the table itself in each for whoever lays it out anew. */
const formatsIn = (languages: readonly Language[]): string[] => [
  'md',
  'html',
  'tex',
  'docx',
  'xlsx',
  'csv',
  ...languages.map((language) => `${language}.json`),
];

export interface RenderOptions {
  /** Of the documents. */
  readonly language: Language;
  /** In which the study has texts; the first one stands in for a main language that is not among them. */
  readonly languages: readonly Language[];
  /** Whether the csv starts with the mark by which Excel knows UTF-8; it does unless told. */
  readonly byteOrderMark?: boolean;
  /** Columns in each block of a table that is split, in the formats of pages. */
  readonly split?: number | undefined;
}

/** What a table step declares as its outputs: artifact name -> path. */
export function tableOutputs(step: string, languages: readonly Language[]): Record<string, string> {
  return printedOutputs('tables', step, formatsIn(languages));
}

/** A table in every format. `build` makes it in a language; the same table gives the same bytes. */
export async function renderTable(
  build: (language: Language) => Table,
  { language, languages, byteOrderMark = true, split = Infinity }: RenderOptions,
): Promise<Record<string, string | Uint8Array>> {
  const tables = new Map(languages.map((one) => [one, build(one)]));
  const table = tables.get(language) ?? [...tables.values()][0] ?? build(language);
  const paged = splitColumns(table, split);
  return {
    md: toMarkdown(table),
    html: toHtmlPage(paged),
    tex: toLatex(paged),
    docx: await toDocx(paged),
    xlsx: toXlsx(table),
    csv: toCsv(table, { byteOrderMark }),
    ...Object.fromEntries(
      [...tables].map(([one, made]) => [`${one}.json`, `${JSON.stringify(made, null, 2)}\n`]),
    ),
  };
}

/**
 * Writes a table in every format to the outputs that `tableOutputs` declared, through `write`
 * (`writeBytes` of src/io/write.ts).
 */
export async function writeTable(
  target: Pick<StepContext<unknown>, 'step' | 'output'>,
  write: (path: string, bytes: Uint8Array) => Promise<void>,
  build: (language: Language) => Table,
  options: RenderOptions,
): Promise<void> {
  const rendered = await renderTable(build, options);
  for (const [format, content] of Object.entries(rendered)) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    await write(target.output(printedArtifact(target.step, format)), bytes);
  }
}
