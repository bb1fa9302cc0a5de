import type { Config } from 'vega-lite';
import { MINUS } from '../text/numbers.ts';

/** Okabe and Ito's blue and vermillion: apart for every kind of colour vision, and in grey. */
export const BLUE = '#0072B2';
export const VERMILLION = '#D55E00';
/** The same hues dark enough for small text on white (contrast above 4.5 to 1). */
export const BLUE_TEXT = '#005F95';
export const VERMILLION_TEXT = '#A84A00';
export const INK = '#1a1a1a';
export const GREY = '#767676';
const GRID = '#e4e4e4';

/** The typeface of `toSvg`; a program that draws the specification itself takes the next it has. */
const FONT = 'Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif';

/** Looks that all figures share: white ground, quiet grid, upright labels that are never cut. */
export const THEME: Config = {
  background: 'white',
  font: FONT,
  padding: 12,
  locale: {
    // Vega's own minus sign, written down so that no reader's locale changes it.
    number: { decimal: '.', thousands: ',', grouping: [3], currency: ['', ''], minus: MINUS },
  },
  title: {
    anchor: 'start',
    frame: 'group',
    fontSize: 15,
    fontWeight: 700,
    color: INK,
    subtitleFontSize: 12,
    subtitleColor: INK,
    subtitlePadding: 4,
    offset: 14,
    limit: 0,
  },
  axis: {
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 400,
    labelColor: INK,
    titleColor: INK,
    domainColor: INK,
    tickColor: INK,
    gridColor: GRID,
    labelLimit: 0,
    titleLimit: 0,
    titlePadding: 8,
  },
  view: { stroke: null },
};
