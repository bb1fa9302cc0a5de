import { placed, plainText, shownText } from './shown-text.ts';
import type { Cell, Table } from '../table.ts';
import { displayWidth } from '../../text/width.ts';

/** Widths are in em, the size of the type and of a Chinese character. */
/** Headings longer than this are broken into lines rather than make their column wide. */
const HEADING = 6;

/** Widths in thousandths of an em as in Times, by which Word and browsers set the tables. */
const TIMES: readonly (readonly [width: number, letters: string])[] = [
  [200, '|'],
  [250, ' .,'],
  [278, "ijlt/:;\\'"],
  [333, 'Ifr()[]-!`'],
  [389, 'Js"'],
  [444, 'acez?'],
  [556, 'FPS<>=+−×÷±·'],
  [611, 'ELTZ'],
  [667, 'BCR'],
  [722, 'ADGHKNOQUVXYw'],
  [778, 'm&'],
  [833, '%'],
  [889, 'M'],
  [944, 'W'],
];
/** Digits, and letters that are not among those above. */
const USUAL = 500;
const WIDTHS = new Map(
  TIMES.flatMap(([width, letters]) => Array.from(letters, (letter) => [letter, width] as const)),
);

export function textWidth(text: string): number {
  const thousandths = Array.from(text, (letter) =>
    displayWidth(letter) > 1 ? 1000 : displayWidth(letter) * (WIDTHS.get(letter) ?? USUAL),
  );
  return thousandths.reduce((total, width) => total + width, 0) / 1000;
}

/**
 * The width that each column needs: its longest text, of a heading its longest line, or what a column
 * of running text says. A heading over several columns has room for its longest word.
 */
export function columnWidths(table: Table): number[] {
  const cells = [...table.head, ...table.body].flatMap((row) =>
    placed(row).map(([cell, start]) => ({ kind: row.kind, cell, start, span: cell.span ?? 1 })),
  );
  const widths = table.columns.map(({ wrap }, i) => {
    const own = cells.filter(({ start, span }) => start === i && span === 1);
    return wrap ?? Math.max(1, ...own.map(({ kind, cell }) => cellWidth(kind === 'head', cell)));
  });
  for (const { kind, cell, start, span } of cells) {
    if (span === 1 || kind !== 'head') continue;
    const range = widths.slice(start, start + span);
    const missing = cellWidth(true, cell) - range.reduce((total, width) => total + width, 0);
    if (missing > 0) range.forEach((width, i) => (widths[start + i] = width + missing / span));
  }
  return widths;
}

function cellWidth(isHeading: boolean, cell: Cell): number {
  return isHeading
    ? Math.max(...headingLines(cell.text).map(textWidth))
    : textWidth(shownText(cell) + (cell.stars ?? ''));
}

/** A heading in lines: broken at blanks and hyphens, and Chinese anywhere, where it is longer than a column. */
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

/** A page's text upright and turned, and the gap beside each column, in em of the usual size. */
export interface Page {
  readonly portrait: number;
  readonly landscape: number;
  readonly gap: number;
  /** By scale: how wide the type is then, where it is not as the scale says, and the gap. */
  readonly small?: Readonly<Record<number, { readonly type: number; readonly gap: number }>>;
}

/** How a table fits on a page. */
export interface Fitted extends PageFit {
  /** Whether it is too high for one page. */
  readonly long: boolean;
  /** Whether it is too wide for any, and set as small as it gets. */
  readonly wide: boolean;
}

/** The most readable way in which columns of these widths fit; `height` is the table's own in em. */
export function pageFit(widths: readonly number[], page: Page, height = 0): Fitted {
  const width = widths.reduce((total, own) => total + own, 0);
  const fitting = FITS.filter(({ landscape, scale }) => {
    const { type, gap } = page.small?.[scale] ?? { type: scale, gap: page.gap };
    return width * type + widths.length * gap <= (landscape ? page.landscape : page.portrait);
  });
  const whole = fitting.find(
    ({ landscape, scale }) => height * scale <= (landscape ? page.portrait : page.landscape),
  );
  const least = fitting[0] ?? { landscape: true, scale: 0.7 };
  return {
    ...(whole ?? least),
    long: whole === undefined && height > 0,
    wide: fitting.length === 0,
  };
}

export function naturalWidth(widths: readonly number[], { gap }: Page): number {
  return widths.reduce((total, width) => total + width + gap, 0);
}

/** Words with the blank or hyphen after them, and Chinese characters one by one. */
function pieces(text: string): string[] {
  const found = [''];
  for (const letter of text) {
    const isWide = displayWidth(letter) > 1;
    if (isWide) found.push('');
    found[found.length - 1] += letter;
    if (isWide || letter === ' ' || letter === '-') found.push('');
  }
  return found.filter((piece) => piece !== '');
}
