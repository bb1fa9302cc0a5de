import type { Font } from 'fontkit';
import { outlinePath } from './outline-path.ts';

export type Weight = 400 | 700;

/** Text as shapes: the same on every machine, whatever fonts it has. Lengths in pixels. */
export interface Typeface {
  /** Width of a line of text. */
  width(text: string, size: number, weight: Weight): number;
  /** SVG path data of a line of text whose baseline starts at the origin, y down. */
  path(text: string, size: number, weight: Weight): string;
  /** The font file, for documents that hold their fonts. */
  file(weight: Weight): Uint8Array;
}

/** A typeface over fonts, with their kerning and ligatures; what a font lacks is drawn as its box. */
export function makeTypeface(fontOf: (weight: Weight) => Font, file: Typeface['file']): Typeface {
  return {
    file,
    width: (text, size, weight) => {
      const font = fontOf(weight);
      return font.layout(text).advanceWidth * (size / font.unitsPerEm);
    },
    path: (text, size, weight) => {
      const font = fontOf(weight);
      const { glyphs, positions } = font.layout(text);
      const scale = size / font.unitsPerEm;
      let pen = 0;
      const shapes = glyphs.map((glyph, i) => {
        const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[i] ?? {};
        const shape = outlinePath(
          glyph.path.commands,
          scale,
          (pen + xOffset) * scale,
          -yOffset * scale,
        );
        pen += xAdvance;
        return shape;
      });
      return shapes.join('');
    },
  };
}

/** Weights as Vega and SVG write them: a number, `bold`, `normal` or nothing. */
export function asWeight(weight: string | number | undefined): Weight {
  if (weight === 'bold') return 700;
  return Number(weight ?? 0) >= 600 ? 700 : 400;
}
