import { columnTexts, plainText, shownText } from './shown-text.ts';
import type { Table } from '../table.ts';
import { displayWidth } from '../../text/width.ts';

/** Widths are in em, the size of a Chinese character; other characters take about half of one. */
/** Headings longer than this are broken into lines rather than make their column wide. */
const HEADING = 6;

export function textWidth(text: string): number {
  return displayWidth(text) / 2;
}

/** The width that each column needs: its longest text, or what a column of running text says. */
export function columnWidths(table: Table): number[] {
  const heads = table.head.map((row) => (hasSpans(row.cells) ? [] : columnTexts(row)));
  return table.columns.map(({ wrap }, i) => {
    if (wrap !== undefined) return wrap;
    const head = heads.map((texts) => Math.max(0, ...headingLines(texts[i] ?? '').map(textWidth)));
    const body = table.body.map(({ cells }) => {
      const cell = hasSpans(cells) ? undefined : cells[i];
      return cell === undefined ? 0 : textWidth(shownText(cell)) + starsWidth(cell.stars);
    });
    return head.concat(body).reduce((most, width) => Math.max(most, width), 1);
  });
}

/** A heading in lines: broken at blanks, and Chinese anywhere, where it is longer than a column. */
export function headingLines(heading: string, width = HEADING): string[] {
  const text = plainText(heading);
  if (textWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (line !== '' && textWidth(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

export interface PageFit {
  readonly landscape: boolean;
  /** Of the type, against the usual size. */
  readonly scale: number;
}

/** From the most to the least readable: smaller type, then the page turned, then both. */
const FITS: readonly PageFit[] = [
  { landscape: false, scale: 1 },
  { landscape: false, scale: 0.9 },
  { landscape: false, scale: 0.8 },
  { landscape: true, scale: 1 },
  { landscape: true, scale: 0.9 },
  { landscape: true, scale: 0.8 },
  { landscape: true, scale: 0.7 },
  { landscape: false, scale: 0.7 },
];

/** A page's text upright and turned, and the gap between columns, in em of the usual size. */
export interface Page {
  readonly portrait: number;
  readonly landscape: number;
  readonly gap: number;
}

/**
 * How a table of these column widths fits on a page; what fits in no way is set as small as it gets.
 * `height` is its own in em: `long` says that it does not stand on one page.
 */
export function pageFit(
  widths: readonly number[],
  page: Page,
  height = 0,
): PageFit & { readonly long: boolean } {
  const width = naturalWidth(widths, page);
  const fitting = FITS.filter(
    ({ landscape, scale }) => width * scale <= (landscape ? page.landscape : page.portrait),
  );
  const whole = fitting.find(
    ({ landscape, scale }) => height * scale <= (landscape ? page.portrait : page.landscape),
  );
  const least = fitting[0] ?? { landscape: true, scale: 0.7 };
  return whole === undefined ? { ...least, long: height > 0 } : { ...whole, long: false };
}

export function naturalWidth(widths: readonly number[], { gap }: Page): number {
  return widths.reduce((total, width) => total + width + gap, 0);
}

/** Words with the blank after them, and Chinese characters one by one. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let word = '';
  for (const letter of text) {
    if (displayWidth(letter) > 1) {
      found.push(...(word === '' ? [] : [word]), letter);
      word = '';
    } else {
      word += letter;
      if (letter === ' ') {
        found.push(word);
        word = '';
      }
    }
  }
  return word === '' ? found : [...found, word];
}

function hasSpans(cells: readonly { readonly span?: number }[]): boolean {
  return cells.some(({ span = 1 }) => span > 1);
}

function starsWidth(stars = ''): number {
  return textWidth(stars);
}
