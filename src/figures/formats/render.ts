import type { FigureRecord } from '../../records/figure.ts';
import { printedFile } from '../../engine/places.ts';
import type { Figure } from '../figure.ts';
import { toPdf } from './to-pdf.ts';
import { toPng } from './to-png.ts';
import { toSvg } from './to-svg.ts';
import type { Typeface } from './typeface.ts';
import type { Language } from '../../text/language.ts';

/** The figure in the study's language; and in both, with its numbers, for whoever shows it anew. */
const FORMATS = ['vl.json', 'svg', 'png', 'pdf', 'en.json', 'zh.json'] as const;
export type FigureFormat = (typeof FORMATS)[number];

export interface RenderOptions {
  /** Of specification and drawings. */
  readonly language: Language;
  readonly typeface: Typeface;
  /** Whether SVG and PDF hold text and not its outlines; the report's drawings never do. */
  readonly liveText?: boolean;
}

/** What a figure step declares as its outputs: artifact name -> path. */
export function figureOutputs(step: string): Record<string, string> {
  return Object.fromEntries(
    FORMATS.map((format) => [artifact(step, format), printedFile('figures', step, format)]),
  );
}

/** A figure in every format. `build` makes it in a language; the same figure gives the same bytes. */
export async function renderFigure(
  build: (language: Language) => Figure,
  { language, typeface, liveText = false }: RenderOptions,
): Promise<Record<FigureFormat, string | Uint8Array>> {
  const figures = { en: build('en'), zh: build('zh') };
  const svgs = { en: await toSvg(figures.en, typeface), zh: await toSvg(figures.zh, typeface) };
  const figure = figures[language];
  const svg = liveText ? await toSvg(figure, typeface, { liveText }) : svgs[language];
  return {
    'vl.json': json(figure.spec),
    svg,
    png: toPng(svgs[language]),
    pdf: await toPdf(figure, svg, typeface),
    'en.json': json(reportFigure(figures.en, svgs.en)),
    'zh.json': json(reportFigure(figures.zh, svgs.zh)),
  };
}

/** The part of a step's context that a figure is written through. */
export interface FigureTarget {
  readonly step: string;
  output(name: string): string;
}

/**
 * Writes a figure in every format to the outputs that `figureOutputs` declared, through `write`
 * (`writeBytes` of src/io/write.ts).
 */
export async function writeFigure(
  target: FigureTarget,
  write: (path: string, bytes: Uint8Array) => Promise<void>,
  build: (language: Language) => Figure,
  options: RenderOptions,
): Promise<void> {
  const rendered = await renderFigure(build, options);
  for (const format of FORMATS) {
    const content = rendered[format];
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    await write(target.output(artifact(target.step, format)), bytes);
  }
}

function artifact(step: string, format: FigureFormat): string {
  return `${step}_${format.replace('.', '_')}`;
}

/** What a report shows: the drawing, the sentence that says what it shows, its numbers. */
function reportFigure(figure: Figure, svg: string): FigureRecord {
  const { id, language, title, description, synthetic, data, sources } = figure;
  return { id, language, title, description, synthetic, svg, data, sources };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
