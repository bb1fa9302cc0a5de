import { Resvg } from '@resvg/resvg-js';

/** Twice the size of the SVG is sharp on dense screens and at about 190 dots an inch in print. */
const SCALE = 2;

/** Draws an SVG whose text is paths, as `toSvg` writes it; no font of the machine is used. */
export function toPng(svg: string): Uint8Array {
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: { loadSystemFonts: false },
  });
  return drawing.render().asPng();
}
