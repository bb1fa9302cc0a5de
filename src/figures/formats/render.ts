import type { FigureRecord } from '../../records/figure.ts';
import { printedArtifact, printedOutputs } from '../../engine/places.ts';
import type { Figure } from '../figure.ts';
import { toPdf } from './to-pdf.ts';
import { toPng } from './to-png.ts';
import { toSvg } from './to-svg.ts';
import type { Typeface } from './typeface.ts';
import type { StepContext } from '../../step.ts';
import type { Language } from '../../text/language.ts';

/** The figure in the main language; and in each, with its numbers, for whoever shows it anew. */
const formatsIn = (languages: readonly Language[]): string[] => [
  'vl.json',
  'svg',
  'png',
  'pdf',
  ...languages.map((language) => `${language}.json`),
];

export interface RenderOptions {
  /** Of specification and drawings. */
  readonly language: Language;
  /** In which the study has texts; the first one stands in for a main language that is not among them. */
  readonly languages: readonly Language[];
  readonly typeface: Typeface;
  /** Whether SVG and PDF hold text and not its outlines; the report's drawings never do. */
  readonly liveText?: boolean;
}

/** What a figure step declares as its outputs: artifact name -> path. */
export function figureOutputs(
  step: string,
  languages: readonly Language[],
): Record<string, string> {
  return printedOutputs('figures', step, formatsIn(languages));
}

/** A figure in every format. `build` makes it in a language; the same figure gives the same bytes. */
export async function renderFigure(
  build: (language: Language) => Figure,
  { language, languages, typeface, liveText = false }: RenderOptions,
): Promise<Record<string, string | Uint8Array>> {
  const drawn = new Map<Language, { readonly figure: Figure; readonly svg: string }>();
  for (const one of languages) {
    const figure = build(one);
    drawn.set(one, { figure, svg: await toSvg(figure, typeface) });
  }
  const [first] = drawn.values();
  const main = drawn.get(language) ?? first;
  if (main === undefined) throw new Error('a study has at least one language');
  const { figure } = main;
  const svg = liveText ? await toSvg(figure, typeface, { liveText }) : main.svg;
  return {
    'vl.json': json(figure.spec),
    svg,
    png: toPng(main.svg),
    pdf: await toPdf(figure, svg, typeface),
    ...Object.fromEntries(
      [...drawn].map(([one, made]) => [`${one}.json`, json(recordOf(made.figure, made.svg))]),
    ),
  };
}

/**
 * Writes a figure in every format to the outputs that `figureOutputs` declared, through `write`
 * (`writeBytes` of src/io/write.ts).
 */
export async function writeFigure(
  target: Pick<StepContext<unknown>, 'step' | 'output'>,
  write: (path: string, bytes: Uint8Array) => Promise<void>,
  build: (language: Language) => Figure,
  options: RenderOptions,
): Promise<void> {
  const rendered = await renderFigure(build, options);
  for (const [format, content] of Object.entries(rendered)) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    await write(target.output(printedArtifact(target.step, format)), bytes);
  }
}

/** What a report shows: the drawing, the sentence that says what it shows, its numbers. */
function recordOf(figure: Figure, svg: string): FigureRecord {
  const { id, language, title, description, synthetic, data, sources } = figure;
  return { id, language, title, description, synthetic, svg, data, sources };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
