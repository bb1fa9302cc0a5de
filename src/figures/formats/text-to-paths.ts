import { escapedAttribute } from '../../text/markup.ts';
import { asWeight, type Typeface } from './typeface.ts';

/** Attributes that say how letters look or stand; the paths have it built in. */
const LETTER_ATTRIBUTES = new Set([
  'text-anchor',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
]);

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#160;': '\u00A0',
};

/**
 * Turns each `<text>` of an SVG as Vega writes it into paths. The words stay in `data-text`. Throws
 * if a `<text>` of another form remains, which would look different on each machine.
 */
export function textToPaths(svg: string, typeface: Typeface): string {
  const drawn = svg.replaceAll(
    /<text(?<attributes>(?: [\w:-]+="[^"]*")*)>(?<content>.*?)<\/text>/gsu,
    (_, attributes: string, content: string) => drawText(attributes, content, typeface),
  );
  if (/<text[ >]/u.test(drawn))
    throw new Error('a text of the figure could not be turned to paths');
  return drawn;
}

function drawText(attributes: string, content: string, typeface: Typeface): string {
  const all = [...attributes.matchAll(/ (?<name>[\w:-]+)="(?<value>[^"]*)"/gu)].map(
    (match): [string, string] => [match.groups?.['name'] ?? '', match.groups?.['value'] ?? ''],
  );
  const letters = new Map(all.filter(([name]) => LETTER_ATTRIBUTES.has(name)));
  const others = all.filter(([name]) => !LETTER_ATTRIBUTES.has(name));
  const size = Number.parseFloat(letters.get('font-size') ?? '');
  const weight = asWeight(letters.get('font-weight'));
  const lines = linesOf(content);
  const paths = lines.map(({ text, y }) => {
    const width = typeface.width(text, size, weight);
    const x = -width * anchorShare(letters.get('text-anchor'));
    return `<path transform="translate(${x},${y})" d="${typeface.path(text, size, weight)}"/>`;
  });
  const kept = others.map(([name, value]) => ` ${name}="${value}"`).join('');
  const words = escapedAttribute(lines.map(({ text }) => text).join(' '));
  return `<g data-text="${words}"${kept}>${paths.join('')}</g>`;
}

/** Several lines stand in `<tspan>`s, each lower than the one before by its `dy`. */
function linesOf(content: string): { text: string; y: number }[] {
  const spans = [...content.matchAll(/<tspan(?<attributes>[^>]*)>(?<text>.*?)<\/tspan>/gsu)];
  if (spans.length === 0) return [{ text: unescaped(content), y: 0 }];
  let y = 0;
  return spans.map(({ groups }) => {
    y += Number(/ dy="(?<dy>[^"]+)"/u.exec(groups?.['attributes'] ?? '')?.groups?.['dy'] ?? 0);
    return { text: unescaped(groups?.['text'] ?? ''), y };
  });
}

/** The share of a line's width that lies before its place. */
export function anchorShare(anchor: string | undefined): number {
  if (anchor === 'end') return 1;
  return anchor === 'middle' ? 0.5 : 0;
}

export function unescaped(text: string): string {
  return text.replaceAll(/&[#\w]+;/gu, (entity) => {
    const letter = ENTITIES[entity];
    if (letter === undefined) throw new Error(`unknown entity ${entity} in a text of the figure`);
    return letter;
  });
}
