import type { Figure } from '../figure.ts';
import { svgElements, type SvgElement } from './svg-elements.ts';
import { anchorShare } from './text-to-paths.ts';
import { asWeight, type Typeface } from './typeface.ts';
import { LANGUAGE_TAG } from '../../text/language.ts';
import PdfDocument from 'pdfkit';

type Pdf = InstanceType<typeof PdfDocument>;

/** A pixel of CSS, 1/96 inch, in points of 1/72 inch. */
const POINTS = 0.75;

/** What an element takes from those around it. */
interface Style {
  readonly fill: string;
  readonly stroke: string;
  readonly miterLimit: number;
}

const PLAIN: Style = { fill: 'black', stroke: 'none', miterLimit: 4 };

/** Elements that hold others, and those that show nothing. */
const HOLDERS = new Set(['svg', 'g']);
const SILENT = new Set(['title', 'desc', 'defs', 'clipPath']);

/**
 * Draws an SVG of `toSvg` as one page of vectors, letters as outlines; live text as text, with the
 * letters of the typeface that it needs in the document. Title, language and
 * description are in the document. The same figure gives the same bytes: no date is now, and
 * streams are not compressed, since compressors differ between processors. Throws at an element
 * that it does not know, which would be missing from the page.
 */
export async function toPdf(figure: Figure, svg: string, typeface: Typeface): Promise<Uint8Array> {
  const root = svgElements(svg);
  const size = [number(root, 'width', 0) * POINTS, number(root, 'height', 0) * POINTS];
  const pdf = new PdfDocument({
    size,
    margin: 0,
    compress: false,
    pdfVersion: '1.7',
    lang: LANGUAGE_TAG[figure.language],
    displayTitle: true,
    tagged: true,
    info: {
      Title: figure.title,
      Subject: figure.description,
      Producer: 'Didactic',
      Creator: 'Didactic',
      CreationDate: new Date(0),
    },
  });
  const bytes = collect(pdf);
  const drawing = pdf.struct('Figure', { alt: figure.description, title: figure.title }, () => {
    pdf.scale(POINTS);
    draw({ pdf, typeface, clips: clipPaths(root) }, root, PLAIN);
  });
  pdf.addStructure(drawing);
  pdf.end();
  return bytes;
}

function collect(pdf: Pdf): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

interface Page {
  readonly pdf: Pdf;
  readonly typeface: Typeface;
  /** Outlines of clip paths by id. */
  readonly clips: ReadonlyMap<string, string>;
}

function draw(page: Page, element: SvgElement, around: Style): void {
  const { pdf, clips } = page;
  const { name, attributes, children } = element;
  if (SILENT.has(name) || attributes.get('display') === 'none') return;
  const style = styleOf(element, around);
  pdf.save();
  transform(pdf, attributes.get('transform') ?? '');
  const clip = /^url\(#(?<id>.*)\)$/u.exec(attributes.get('clip-path') ?? '')?.groups?.['id'];
  if (clip !== undefined) pdf.path(clips.get(clip) ?? '').clip();
  if (HOLDERS.has(name)) for (const child of children) draw(page, child, style);
  else if (name === 'text') write(page, element, style);
  else paint(pdf, element, style);
  pdf.restore();
}

function styleOf({ attributes }: SvgElement, around: Style): Style {
  return {
    fill: attributes.get('fill') ?? around.fill,
    stroke: attributes.get('stroke') ?? around.stroke,
    miterLimit: Number(attributes.get('stroke-miterlimit') ?? around.miterLimit),
  };
}

function paint(pdf: Pdf, element: SvgElement, style: Style): void {
  const opacity = number(element, 'opacity', 1);
  const isFilled = isPaint(style.fill) && element.name !== 'line';
  const isStroked = isPaint(style.stroke) && number(element, 'stroke-width', 1) > 0;
  if ((!isFilled && !isStroked) || !outline(pdf, element)) return;
  if (isFilled) {
    pdf.fillColor(style.fill).fillOpacity(opacity * number(element, 'fill-opacity', 1));
  }
  if (isStroked) {
    pdf.strokeColor(style.stroke).strokeOpacity(opacity * number(element, 'stroke-opacity', 1));
    pen(pdf, element, style);
  }
  if (isFilled && isStroked) pdf.fillAndStroke();
  else if (isFilled) pdf.fill();
  else pdf.stroke();
}

function isPaint(paintOf: string): boolean {
  return paintOf !== 'none' && paintOf !== 'transparent';
}

function pen(pdf: Pdf, element: SvgElement, style: Style): void {
  const { attributes } = element;
  pdf.lineWidth(number(element, 'stroke-width', 1)).miterLimit(style.miterLimit);
  pdf.lineCap(attributes.get('stroke-linecap') ?? 'butt');
  pdf.lineJoin(attributes.get('stroke-linejoin') ?? 'miter');
  const dashes = (attributes.get('stroke-dasharray') ?? '').split(/[ ,]+/u).map(Number);
  // `1,0` is how a scale of dashes writes a solid line; a PDF may not say it so. The list of more
  // than one dash is documented, while the typings know one number only.
  if (dashes.length > 1 && dashes.every((dash) => dash > 0))
    pdf.dash(dashes as unknown as number, {});
}

/** Lines of live text, in the document's own letters. */
function write({ pdf, typeface }: Page, element: SvgElement, { fill }: Style): void {
  if (!isPaint(fill)) return;
  const { attributes, children, text } = element;
  const size = number(element, 'font-size', 0);
  const weight = asWeight(attributes.get('font-weight'));
  const opacity = number(element, 'opacity', 1) * number(element, 'fill-opacity', 1);
  pdf.registerFont(String(weight), Buffer.from(typeface.file(weight)));
  pdf.font(String(weight), size).fillColor(fill).fillOpacity(opacity);
  let y = 0;
  for (const line of children.length === 0 ? [element] : children) {
    y += line === element ? 0 : number(line, 'dy', 0);
    const words = line === element ? text : line.text;
    const x = -typeface.width(words, size, weight) * anchorShare(attributes.get('text-anchor'));
    if (words !== '') pdf.text(words, x, y, { lineBreak: false, baseline: 'alphabetic' });
  }
}

/** Puts the element's outline on the page; false where it has none. */
function outline(pdf: Pdf, element: SvgElement): boolean {
  const { name, attributes } = element;
  if (name === 'path') {
    const d = attributes.get('d') ?? '';
    if (d !== '') pdf.path(d);
    return d !== '';
  }
  if (name === 'rect') {
    const [width, height] = [number(element, 'width', 0), number(element, 'height', 0)];
    pdf.rect(number(element, 'x', 0), number(element, 'y', 0), width, height);
    return true;
  }
  if (name === 'line') {
    pdf.moveTo(number(element, 'x1', 0), number(element, 'y1', 0));
    pdf.lineTo(number(element, 'x2', 0), number(element, 'y2', 0));
    return true;
  }
  throw new Error(`the figure has a <${name}>, which the PDF cannot show`);
}

function transform(pdf: Pdf, text: string): void {
  for (const { groups } of text.matchAll(/(?<kind>\w+)\((?<values>[^)]*)\)/gu)) {
    const [x = 0, y] = (groups?.['values'] ?? '').split(/[ ,]+/u).map(Number);
    if (groups?.['kind'] === 'translate') pdf.translate(x, y ?? 0);
    else if (groups?.['kind'] === 'scale') pdf.transform(x, 0, 0, y ?? x, 0, 0);
    else if (groups?.['kind'] === 'rotate' && y === undefined) pdf.rotate(x);
    else throw new Error(`the figure has a transform "${text}", which the PDF cannot show`);
  }
}

/** Outlines of the clip paths, by id. */
function clipPaths(element: SvgElement): ReadonlyMap<string, string> {
  const own: [string, string][] =
    element.name === 'clipPath'
      ? [[element.attributes.get('id') ?? '', clipOutline(element.children)]]
      : [];
  return new Map([...own, ...element.children.flatMap((child) => [...clipPaths(child)])]);
}

function clipOutline(children: readonly SvgElement[]): string {
  return children
    .map((child) => {
      if (child.name === 'path') return child.attributes.get('d') ?? '';
      const [x, y] = [number(child, 'x', 0), number(child, 'y', 0)];
      const [width, height] = [number(child, 'width', 0), number(child, 'height', 0)];
      return `M${x},${y}h${width}v${height}h${-width}Z`;
    })
    .join('');
}

function number({ attributes }: SvgElement, name: string, otherwise: number): number {
  const text = attributes.get(name);
  return text === undefined ? otherwise : Number.parseFloat(text);
}
