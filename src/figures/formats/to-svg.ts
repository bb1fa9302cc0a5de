import * as vega from 'vega';
import { compile } from 'vega-lite';
import type { Figure } from '../figure.ts';
import { textToPaths } from './text-to-paths.ts';
import { asWeight, type Typeface } from './typeface.ts';
import { LANGUAGE_TAG } from '../../text/language.ts';
import { escapedText } from '../../text/markup.ts';

// The typings of vega leave out what its scenegraph exports for programs without a canvas.
declare module 'vega' {
  export const textMetrics: {
    width: (
      item: { fontSize?: number; fontWeight?: string | number },
      text: string | number | null | undefined,
    ) => number;
  };
}

/** Vega's own size for text that states none. */
const DEFAULT_SIZE = 11;

/**
 * Draws a figure as SVG. Unless it is to stay live, for whoever edits or searches it, text becomes
 * paths of the given typeface, measured with it too, so that every machine shows the same, Chinese
 * included, with nothing to load; what a screen reader says is in title, description and labels. The
 * same figure gives the same bytes, in whatever order figures are drawn; ids carry the figure's own,
 * so that several can stand in one page.
 */
export async function toSvg(
  figure: Figure,
  typeface: Typeface,
  { liveText = false }: { readonly liveText?: boolean } = {},
): Promise<string> {
  vega.textMetrics.width = (item, text) =>
    typeface.width(
      String(text ?? '').trim(),
      item.fontSize ?? DEFAULT_SIZE,
      asWeight(item.fontWeight),
    );
  // Vega counts the ids of clip paths and gradients through the whole life of the process.
  vega.resetSVGDefIds();
  // A copy, since Vega marks the rows that it is given.
  const view = new vega.View(vega.parse(compile(structuredClone(figure.spec)).spec), {
    renderer: 'none',
  });
  try {
    const drawn = await view.toSVG();
    const shown = liveText ? drawn : textToPaths(drawn, typeface);
    return described(figure, rounded(ownIds(figure.id, shown)));
  } finally {
    view.finalize();
  }
}

/**
 * Two decimals of a pixel in places and shapes. Angles come from sines, whose last digit may differ
 * between processors; words stay as they are.
 */
function rounded(svg: string): string {
  return svg.replaceAll(/ (?:transform|d|[xy][12]?|width|height)="[^"]*"/gu, (attribute) =>
    attribute.replaceAll(/-?\d+\.\d{3,}(?:e-\d+)?/gu, (number) =>
      String(Math.round(Number(number) * 100) / 100 + 0),
    ),
  );
}

/** Names ids after the figure, in the order in which they stand. */
function ownIds(figure: string, svg: string): string {
  const ids = [...svg.matchAll(/ id="(?<id>[^"]+)"/gu)].map((match) => match.groups?.['id'] ?? '');
  return ids.reduce((text, id, i) => {
    const own = `${figure}-${i}`;
    return text.replaceAll(` id="${id}"`, ` id="${own}"`).replaceAll(`#${id})`, `#${own})`);
  }, svg);
}

function described({ id, language, title, description }: Figure, svg: string): string {
  const [titleId, descriptionId] = [`${id}-title`, `${id}-description`];
  const attributes = `role="img" lang="${LANGUAGE_TAG[language]}" aria-labelledby="${titleId} ${descriptionId}"`;
  const texts = `<title id="${titleId}">${escapedText(title)}</title><desc id="${descriptionId}">${escapedText(description)}</desc>`;
  return `${svg.replace(/^<svg (?<rest>[^>]*)>/u, `<svg ${attributes} $<rest>>${texts}`)}\n`;
}
