import { decimalText, marks } from './numbers.ts';
import { isDecimal, latexPage, LEAST, PAGE, type LatexPage } from './page.ts';
import { latexText, needsUnicode } from './text.ts';
import { noteTexts, placed } from '../shown-text.ts';
import { captionOf, type Cell, type Table, type TableRow } from '../../table.ts';
import { headingLines, naturalWidth, type PageFit } from '../widths.ts';

const SIZES: readonly (readonly [scale: number, size: string, gap: string])[] = [
  [0.7, '\\scriptsize', '3pt'],
  [0.8, '\\footnotesize', '4pt'],
  [0.9, '\\small', '4pt'],
];

/**
 * A table for `\input`: booktabs rules, decimals aligned by dcolumn, notes by threeparttable. Where it is
 * too wide for the page its type gets smaller, then it is turned (rotating), then its columns are split
 * into blocks; where it is too high it goes on over pages (longtable). The comment on top names the
 * packages, and the command that sets the table alone.
 */
export function toLatex(given: Table): string {
  const page = latexPage(given);
  const lines = page.fit.long ? longLines(page) : floatLines(page);
  return [...commentLines(page), ...lines, ''].join('\n');
}

function floatLines(page: LatexPage): string[] {
  const { table, fit } = page;
  const [open, close] = tabular(page);
  const float = fit.landscape ? 'sidewaystable' : 'table';
  return [
    `\\begin{${float}}${fit.landscape ? '' : '[htbp]'}`,
    '\\centering',
    ...sizeLines(fit),
    '\\begin{threeparttable}',
    ...captionLines(table),
    open,
    '\\toprule',
    ...headLines(page),
    ...bodyLines(page),
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
function longLines(page: LatexPage): string[] {
  const { table, fit, types } = page;
  const head = headLines(page);
  const around = fit.landscape
    ? ['\\begin{landscape}', '\\end{landscape}']
    : ['\\begingroup', '\\endgroup'];
  return [
    ...around.slice(0, 1),
    ...sizeLines(fit),
    `\\begin{longtable}{${types.join('')}}`,
    ...captionLines(table).map((line, i, lines) => (i === lines.length - 1 ? `${line}\\\\` : line)),
    '\\toprule',
    ...head,
    '\\endfirsthead',
    '\\toprule',
    ...head,
    '\\endhead',
    '\\bottomrule',
    '\\endfoot',
    ...bodyLines(page),
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
export function latexNeeds(given: Table): { readonly packages: string; readonly engine: string } {
  const { table, types, fit } = latexPage(given);
  const { landscape, long } = fit;
  const isUnicode = needsUnicode(allText(table));
  const packages = [
    ...(isUnicode ? ['ctex'] : []),
    ...(types.some((type) => type.startsWith('>')) ? ['array'] : []),
    'booktabs',
    ...(types.some(isDecimal) ? ['dcolumn'] : []),
    long ? 'longtable' : 'threeparttable',
    ...(landscape ? [long ? 'pdflscape' : 'rotating'] : []),
  ];
  return { packages: packages.join(','), engine: isUnicode ? 'xelatex' : 'pdflatex' };
}

function tabular({ types, isNarrow }: LatexPage): readonly [open: string, close: string] {
  const list = types.join('');
  return isNarrow
    ? [`\\begin{tabular*}{${LEAST}em}{@{\\extracolsep{\\fill}}${list}}`, '\\end{tabular*}']
    : [`\\begin{tabular}{${list}}`, '\\end{tabular}'];
}

/** A document that sets a table file alone. */
export function latexDocument(table: Table, file: string): string {
  const { packages } = latexNeeds(table);
  return `\\documentclass{article}\\usepackage{${packages}}\\begin{document}\\input{${file}}\\end{document}`;
}

function commentLines({ table, fit }: LatexPage): string[] {
  const { packages, engine } = latexNeeds(table);
  return [
    `% Needs \\usepackage{${packages}}${engine === 'xelatex' ? ' and xelatex' : ''}.`,
    `% Alone: ${engine} -jobname=${fileName(table)} '${latexDocument(table, `${fileName(table)}.tex`)}'`,
    ...(fit.scale < 1 || fit.landscape ? ['% Set small or turned, so that it fits the page.'] : []),
    ...(fit.long ? ['% Twice, since longtable learns its widths from the first time.'] : []),
  ];
}

function sizeLines({ scale }: PageFit): string[] {
  const found = SIZES.find(([limit]) => scale <= limit);
  return found === undefined ? [] : [found[1], `\\setlength\\tabcolsep{${found[2]}}`];
}

function headLines(page: LatexPage): string[] {
  const { head } = page.table;
  return head.length === 0 ? [] : [...head.flatMap((row) => headingLine(page, row)), '\\midrule'];
}

function headingLine({ widths, types }: LatexPage, row: TableRow): string[] {
  const cells = placed(row);
  const rules = cells.flatMap(([{ span = 1, text }, start]) =>
    span > 1 && text !== '' ? [`\\cmidrule(lr){${start + 1}-${start + span}}`] : [],
  );
  const shown = cells.map(([{ text, span = 1 }, start]) => {
    const own = widths.slice(start, start + span);
    if (span === 1) {
      const heading = stacked(headingLines(text), start === 0 ? 'l' : 'c');
      return isDecimal(types[start]) && text !== '' ? `\\multicolumn{1}{c}{${heading}}` : heading;
    }
    const lines = headingLines(text, naturalWidth(own, PAGE) - PAGE.gap);
    return `\\multicolumn{${span}}{c}{${stacked(lines)}}`;
  });
  return [lineOf(shown), ...(rules.length === 0 ? [] : [rules.join(' ')])];
}

/** A long heading stands in lines above each other, on the line of the others. */
function stacked(lines: readonly string[], align: 'l' | 'c' = 'c'): string {
  const [first = ''] = lines;
  return lines.length === 1
    ? latexText(first)
    : `\\shortstack[${align}]{${lines.map((line) => latexText(line)).join('\\\\')}}`;
}

function bodyLines(page: LatexPage): string[] {
  const { table, types } = page;
  return table.body.flatMap((row) => {
    const lines =
      row.kind === 'head'
        ? headingLine(page, row)
        : [lineOf(placed(row).map(([cell, start]) => cellText(row, cell, types[start])))];
    return row.rule === true ? ['\\midrule', ...lines] : lines;
  });
}

/** After the line break of the row before, `[` or `*` would be taken for its argument. */
function lineOf(cells: readonly string[]): string {
  const line = cells.join(' & ');
  return `${/^[[*]/u.test(line) ? '{}' : ''}${line} \\\\`;
}

function cellText(row: TableRow, cell: Cell, type = ''): string {
  const aligned = isDecimal(type) && (cell.span ?? 1) === 1;
  const decimal = aligned ? decimalText(cell) : undefined;
  if (decimal !== undefined) return decimal;
  const text = latexText(cell.text);
  // A minus outside mathematics is a hyphen.
  const typeset = cell.value === undefined ? text : text.replaceAll('-', '$-$');
  const raised = marks(cell.stars);
  const marked = typeset + (raised.startsWith('^') ? `$${raised}$` : raised);
  if (aligned) return marked === '' ? '' : `\\multicolumn{1}{c}{${marked}}`;
  if ((cell.span ?? 1) === 1) return marked;
  const shown = row.kind === 'panel' ? `\\textit{${marked}}` : marked;
  return `\\multicolumn{${cell.span}}{l}{${shown}}`;
}

function fileName(table: Table): string {
  return table.id.replaceAll(/[^\w.:-]/gu, '-');
}

function allText(table: Table): string {
  const rows = [...table.head, ...table.body];
  const cells = rows.flatMap((row) => row.cells.flatMap(({ text, stars = '' }) => [text, stars]));
  return [captionOf(table), ...noteTexts(table), ...cells].join(' ');
}
