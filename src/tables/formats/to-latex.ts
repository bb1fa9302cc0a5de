import { latexText, needsUnicode } from './latex-text.ts';
import { noteTexts } from './shown-text.ts';
import {
  captionOf,
  type Align,
  type Cell,
  type Table,
  type TableColumn,
  type TableRow,
} from '../table.ts';
import {
  columnWidths,
  headingLines,
  naturalWidth,
  pageFit,
  textWidth,
  type PageFit,
} from './widths.ts';

const ALIGN: Readonly<Record<Align, string>> = { left: 'l', center: 'c', right: 'r' };
/** Text of the class `article` at 10 pt, less what wide letters take; 12 pt between columns; in em. */
const PAGE = { portrait: 34, landscape: 52, gap: 1.2 };
/** From line to line, in em: ctex sets Chinese lines farther apart. */
const LINE = { en: 1.2, zh: 1.6 };
/** Notes are as wide as the table, and unreadable below this: a narrower table is spread, in em. */
const LEAST = 27;
/** Size of notes against that of the table. */
const NOTE = 0.8;
const SIZES: readonly (readonly [scale: number, command: string])[] = [
  [0.7, '\\scriptsize'],
  [0.8, '\\footnotesize'],
  [0.9, '\\small'],
];

/**
 * A table for `\input`: booktabs rules, notes by threeparttable. Where it is too wide for the page its
 * type gets smaller, then it is turned (rotating); where it is too high it goes on over pages
 * (longtable). The comment on top names the packages, and the command that sets the table alone.
 */
export function toLatex(table: Table): string {
  const fit = latexFit(table);
  const lines = fit.long ? longLines(table, fit) : floatLines(table, fit);
  return [...commentLines(table, fit), ...lines, ''].join('\n');
}

function floatLines(table: Table, fit: PageFit): string[] {
  const [open, close] = tabular(table);
  const float = fit.landscape ? 'sidewaystable' : 'table';
  return [
    `\\begin{${float}}${fit.landscape ? '' : '[htbp]'}`,
    '\\centering',
    ...sizeLines(fit),
    '\\begin{threeparttable}',
    ...captionLines(table),
    open,
    '\\toprule',
    ...table.head.flatMap((row) => headLines(row, columnWidths(table))),
    '\\midrule',
    ...table.body.flatMap(bodyLines),
    '\\bottomrule',
    close,
    '\\begin{tablenotes}[flushleft]',
    // Notes have no marks, so no room for them either.
    '\\setlength\\labelsep{0pt}',
    '\\footnotesize',
    ...noteTexts(table).map((note) => `\\item[] ${latexText(note)}`),
    '\\end{tablenotes}',
    '\\end{threeparttable}',
    `\\end{${float}}`,
  ];
}

/** The heading is repeated on each page; the notes stand below the last one. */
function longLines(table: Table, fit: PageFit): string[] {
  const head = table.head.flatMap((row) => headLines(row, columnWidths(table)));
  const around = fit.landscape
    ? ['\\begin{landscape}', '\\end{landscape}']
    : ['\\begingroup', '\\endgroup'];
  return [
    ...around.slice(0, 1),
    ...sizeLines(fit),
    `\\begin{longtable}{${table.columns.map(columnType).join('')}}`,
    ...captionLines(table).map((line, i, lines) => (i === lines.length - 1 ? `${line}\\\\` : line)),
    '\\toprule',
    ...head,
    '\\midrule',
    '\\endfirsthead',
    '\\toprule',
    ...head,
    '\\midrule',
    '\\endhead',
    '\\bottomrule',
    '\\endfoot',
    ...table.body.flatMap(bodyLines),
    '\\end{longtable}',
    '\\footnotesize',
    ...noteTexts(table).map((note) => `\\noindent ${latexText(note)}\\par`),
    ...around.slice(1),
  ];
}

function captionLines(table: Table): string[] {
  return [`\\caption{${latexText(table.title)}}`, `\\label{tab:${fileName(table)}}`];
}

/** The packages that a document needs for the table, and the engine that sets it. */
export function latexNeeds(table: Table): { readonly packages: string; readonly engine: string } {
  const { landscape, long } = latexFit(table);
  const isUnicode = needsUnicode(allText(table));
  const packages = [
    ...(isUnicode ? ['ctex'] : []),
    ...(table.columns.some(({ wrap }) => wrap !== undefined) ? ['array'] : []),
    'booktabs',
    long ? 'longtable' : 'threeparttable',
    ...(landscape ? [long ? 'pdflscape' : 'rotating'] : []),
  ];
  return { packages: packages.join(','), engine: isUnicode ? 'xelatex' : 'pdflatex' };
}

/** A float does not break: heading, body and notes have to stand on one page. */
function latexFit(table: Table): PageFit & { readonly long: boolean } {
  const widths = columnWidths(table);
  const width = Math.max(LEAST, naturalWidth(widths, PAGE));
  // Notes are set smaller than the table, and broken to its width.
  const notes = noteTexts(table).map((note) => NOTE * Math.ceil((NOTE * textWidth(note)) / width));
  const lines = notes.reduce((sum, note) => sum + note, table.head.length + table.body.length + 3);
  return pageFit(widths, PAGE, lines * LINE[table.language]);
}

function tabular(table: Table): readonly [open: string, close: string] {
  const types = table.columns.map(columnType).join('');
  return naturalWidth(columnWidths(table), PAGE) < LEAST
    ? [`\\begin{tabular*}{${LEAST}em}{@{\\extracolsep{\\fill}}${types}}`, '\\end{tabular*}']
    : [`\\begin{tabular}{${types}}`, '\\end{tabular}'];
}

/** A document that sets a table file alone. */
export function latexDocument(table: Table, file: string): string {
  const { packages } = latexNeeds(table);
  return `\\documentclass{article}\\usepackage{${packages}}\\begin{document}\\input{${file}}\\end{document}`;
}

function commentLines(table: Table, fit: PageFit): string[] {
  const { packages, engine } = latexNeeds(table);
  return [
    `% Needs \\usepackage{${packages}}${engine === 'xelatex' ? ' and xelatex' : ''}.`,
    `% Alone: ${engine} -jobname=${fileName(table)} '${latexDocument(table, `${fileName(table)}.tex`)}'`,
    ...(fit.scale < 1 || fit.landscape ? ['% Set small or turned, so that it fits the page.'] : []),
  ];
}

function sizeLines({ scale }: PageFit): string[] {
  const size = SIZES.find(([limit]) => scale <= limit)?.[1];
  return size === undefined ? [] : [size, '\\setlength\\tabcolsep{4pt}'];
}

function columnType({ align, wrap }: TableColumn): string {
  return wrap === undefined ? ALIGN[align] : `>{\\raggedright\\arraybackslash}p{${wrap}em}`;
}

function headLines(row: TableRow, widths: readonly number[]): string[] {
  const rules: string[] = [];
  let column = 1;
  for (const cell of row.cells) {
    const last = column + (cell.span ?? 1) - 1;
    if (last > column && cell.text !== '') rules.push(`\\cmidrule(lr){${column}-${last}}`);
    column = last + 1;
  }
  let start = 0;
  const cells = row.cells.map(({ text, span = 1 }) => {
    const own = widths.slice(start, start + span);
    start += span;
    if (span === 1) return stacked(headingLines(text), start === 1 ? 'l' : 'c');
    const shown = stacked(headingLines(text, naturalWidth(own, PAGE) - PAGE.gap));
    return `\\multicolumn{${span}}{c}{${shown}}`;
  });
  return [lineOf(cells), ...(rules.length === 0 ? [] : [rules.join(' ')])];
}

/** A long heading stands in lines above each other, on the line of the others. */
function stacked(lines: readonly string[], align: 'l' | 'c' = 'c'): string {
  const [first = ''] = lines;
  return lines.length === 1
    ? latexText(first)
    : `\\shortstack[${align}]{${lines.map((line) => latexText(line)).join('\\\\')}}`;
}

function bodyLines(row: TableRow): string[] {
  const line = lineOf(row.cells.map((cell) => cellText(row, cell)));
  return row.rule === true ? ['\\midrule', line] : [line];
}

/** After the line break of the row before, `[` or `*` would be taken for its argument. */
function lineOf(cells: readonly string[]): string {
  const line = cells.join(' & ');
  return `${/^[[*]/u.test(line) ? '{}' : ''}${line} \\\\`;
}

function cellText(row: TableRow, cell: Cell): string {
  const text = latexText(cell.text);
  // A minus outside mathematics is a hyphen.
  const typeset = cell.value === undefined ? text : text.replaceAll('-', '$-$');
  const marked = cell.stars === undefined ? typeset : typeset + marks(cell.stars);
  if ((cell.span ?? 1) === 1) return marked;
  const shown = row.kind === 'panel' ? `\\textit{${marked}}` : marked;
  return `\\multicolumn{${cell.span}}{l}{${shown}}`;
}

function marks(stars: string): string {
  return /^\*+$/u.test(stars) ? `$^{${stars}}$` : `\\textsuperscript{${latexText(stars)}}`;
}

function fileName(table: Table): string {
  return table.id.replaceAll(/[^\w.:-]/gu, '-');
}

function allText(table: Table): string {
  const rows = [...table.head, ...table.body];
  const cells = rows.flatMap((row) => row.cells.flatMap(({ text, stars = '' }) => [text, stars]));
  return [captionOf(table), ...noteTexts(table), ...cells].join(' ');
}
