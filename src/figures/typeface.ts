import type { FontFace } from './font-face.ts';
import type { Contour, OutlinePoint } from './glyph-outline.ts';

export type Weight = 400 | 700;

/** Text as shapes: the same on every machine, whatever fonts it has. Lengths in pixels. */
export interface Typeface {
  /** Width of a line of text. */
  width(text: string, size: number, weight: Weight): number;
  /** SVG path data of a line of text whose baseline starts at the origin, y down. */
  path(text: string, size: number, weight: Weight): string;
}

/** Two decimals of a pixel are finer than any screen or print shows. */
const PRECISION = 100;

/**
 * A typeface over font files. `face` gives the file that has a code point, null where none has; the
 * glyph for what is missing then comes from the file with code point U+FFFD.
 */
export function makeTypeface(
  face: (codePoint: number, weight: Weight) => FontFace | null,
): Typeface {
  const letters = (text: string, weight: Weight) =>
    Array.from(text, (letter) => letterOf(face, letter.codePointAt(0) ?? 0, weight));
  return {
    width: (text, size, weight) =>
      letters(text, weight).reduce((x, { font, glyph }) => x + scaled(font, glyph, size), 0),
    path: (text, size, weight) => {
      let x = 0;
      const parts = letters(text, weight).map(({ font, glyph }) => {
        const scale = size / font.unitsPerEm;
        const data = font.outline(glyph).map((contour) => contourPath(contour, x, scale));
        x += scaled(font, glyph, size);
        return data.join('');
      });
      return parts.join('');
    },
  };
}

function letterOf(
  face: (codePoint: number, weight: Weight) => FontFace | null,
  codePoint: number,
  weight: Weight,
): { font: FontFace; glyph: number } {
  const font = face(codePoint, weight);
  const glyph = font?.glyph(codePoint) ?? 0;
  if (font !== null && glyph !== 0) return { font, glyph };
  const fallback = face(0xfffd, weight);
  if (fallback === null) throw new TypeError('the typeface has no replacement character');
  return { font: fallback, glyph: fallback.glyph(0xfffd) };
}

function scaled(font: FontFace, glyph: number, size: number): number {
  return (font.advance(glyph) * size) / font.unitsPerEm;
}

/** TrueType leaves out the on-curve point halfway between two points off the curve. */
function contourPath(contour: Contour, dx: number, scale: number): string {
  const [start, ...rest] = withOnCurveStart(contour);
  if (start === undefined) return '';
  const place = ({ x, y }: { x: number; y: number }): Place => [
    Math.round((dx + x * scale) * PRECISION),
    Math.round(-y * scale * PRECISION),
  ];
  const origin = place(start);
  let data = `M${numbers(origin)}`;
  let pen = origin;
  let control: OutlinePoint | undefined;
  for (const point of [...rest, start]) {
    const target = point.on || control === undefined ? point : middle(control, point);
    const end = place(target);
    if (control !== undefined) data += curve(pen, place(control), end);
    else if (point.on) data += line(pen, end);
    if (control !== undefined || point.on) pen = end;
    control = point.on ? undefined : point;
  }
  return `${data}z`;
}

/** A point in whole steps of `1 / PRECISION` pixels: steps between such points add up exactly. */
type Place = readonly [x: number, y: number];

function line([x0, y0]: Place, [x1, y1]: Place): string {
  if (y0 === y1) return x0 === x1 ? '' : `h${numbers([x1 - x0])}`;
  return x0 === x1 ? `v${numbers([y1 - y0])}` : `l${numbers([x1 - x0, y1 - y0])}`;
}

function curve([x0, y0]: Place, [x1, y1]: Place, [x2, y2]: Place): string {
  return `q${numbers([x1 - x0, y1 - y0, x2 - x0, y2 - y0])}`;
}

/** Written as short as SVG allows: no zero before the point, no space before a minus. */
function numbers(steps: readonly number[]): string {
  return steps
    .map((step) => String(step / PRECISION + 0).replace(/^(?<sign>-?)0\./u, '$<sign>.'))
    .join(' ')
    .replaceAll(' -', '-');
}

function withOnCurveStart(contour: Contour): Contour {
  const first = contour.findIndex(({ on }) => on);
  if (first >= 0) return [...contour.slice(first), ...contour.slice(0, first)];
  const [a, b] = [contour[0], contour.at(-1)];
  return a === undefined || b === undefined ? [] : [middle(a, b), ...contour];
}

function middle(a: OutlinePoint, b: OutlinePoint): OutlinePoint {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, on: true };
}

/** Weights as Vega and SVG write them: a number, `bold`, `normal` or nothing. */
export function asWeight(weight: string | number | undefined): Weight {
  if (weight === 'bold') return 700;
  return Number(weight ?? 0) >= 600 ? 700 : 400;
}
