import { decimalColumn, decimalWidth } from './numbers.ts';
import { noteTexts, placed } from '../shown-text.ts';
import { splitToFit } from '../split.ts';
import type { Align, Cell, Table, TableRow } from '../../table.ts';
import {
  columnWidths,
  headingLines,
  naturalWidth,
  pageFit,
  textWidth,
  type Fitted,
} from '../widths.ts';

/** Text of the class `article` at 10 pt; 12 pt between columns; in em. */
export const PAGE = {
  portrait: 34.3,
  landscape: 54,
  gap: 1.2,
  // Computer Modern has wider letters at small sizes; the gaps are those of SIZES in to-latex.ts.
  small: {
    0.9: { type: 0.93, gap: 0.8 },
    0.8: { type: 0.85, gap: 0.8 },
    0.7: { type: 0.8, gap: 0.6 },
  },
};
/** Computer Modern against Times. */
const WIDER = 1.08;
/** From line to line, in em: ctex sets Chinese lines farther apart. */
const LINE = { en: 1.2, zh: 1.6 };
/** Lines that the caption and the three rules take, and a further rule. */
const CAPTION = 4;
const RULE = 0.6;
/** Notes are as wide as the table, and unreadable below this: a narrower table is spread, in em. */
export const LEAST = 27;
/** Size of notes against that of the table. */
const NOTE = 0.8;
const ALIGN: Readonly<Record<Align, string>> = { left: 'l', center: 'c', right: 'r' };

/** A table as it is set on a page of LaTeX: split where it is too wide, with the types of its columns. */
export interface LatexPage {
  readonly table: Table;
  /** `l`, `D{.}{.}{2.6}`, `>{…}p{…}`. */
  readonly types: readonly string[];
  /** What each column needs in Computer Modern, in em. */
  readonly widths: readonly number[];
  readonly fit: Fitted;
  /** Whether it has to be spread for the sake of its notes. */
  readonly isNarrow: boolean;
}

export function latexPage(given: Table): LatexPage {
  const table = splitToFit(given, PAGE, widthsOf);
  const widths = widthsOf(table);
  const width = naturalWidth(widths, PAGE);
  // Notes are set smaller than the table, and broken to its width.
  const notes = noteTexts(table).map(
    (note) => NOTE * Math.ceil((NOTE * textWidth(note)) / Math.max(LEAST, width)),
  );
  const rows = [...table.head, ...table.body].map(linesOf);
  const lines = [...rows, ...notes].reduce((sum, own) => sum + own, CAPTION);
  const fit = pageFit(widths, PAGE, lines * LINE[table.language]);
  return { table, types: typesOf(table), widths, fit, isNarrow: width < LEAST };
}

function typesOf(table: Table): string[] {
  return table.columns.map(({ align, wrap }, i) => {
    if (wrap !== undefined) return `>{\\raggedright\\arraybackslash}p{${wrap}em}`;
    return (i > 0 ? decimalColumn(cellsOf(table, i)) : undefined) ?? ALIGN[align];
  });
}

/** The cells of the body that stand in one column alone. */
function cellsOf({ body }: Table, column: number): Cell[] {
  return body
    .filter(({ kind }) => kind !== 'head')
    .flatMap((row) => placed(row))
    .filter(([{ span = 1 }, start]) => start === column && span === 1)
    .map(([cell]) => cell);
}

/** Columns of decimals have room for what is widest at both sides of the point. */
function widthsOf(table: Table): number[] {
  const types = typesOf(table);
  return columnWidths(table).map((width, i) =>
    Math.max(width * WIDER, isDecimal(types[i]) ? decimalWidth(types[i]) : 0),
  );
}

export function isDecimal(type: string | undefined): type is string {
  return type?.startsWith('D') === true;
}

/** Lines of a row: those of its tallest heading, and the room around a rule. */
function linesOf({ kind, rule, cells }: TableRow): number {
  const own = cells.map(({ text, span = 1 }) => (span > 1 ? 1 : headingLines(text).length));
  return (kind === 'head' ? Math.max(...own) : 1) + (rule === true ? RULE : 0);
}
