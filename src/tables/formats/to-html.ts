import { noteTexts, placed, plainText, shownText } from './shown-text.ts';
import {
  captionOf,
  linesUnder,
  type Cell,
  type Table,
  type TableColumn,
  type TableRow,
} from '../table.ts';
import { columnWidths, pageFit } from './widths.ts';
import { LANGUAGE_TAG } from '../../text/language.ts';
import { escapedAttribute, escapedText } from '../../text/markup.ts';

/** Looks of the page that `toHtmlPage` writes; the report brings its own. */
const STYLE = `
body { margin: 2rem; font: 16px/1.4 "Times New Roman", "Noto Serif SC", "Songti SC", SimSun, serif; }
table { border-collapse: collapse; }
caption { padding-bottom: 0.4rem; font-weight: bold; }
th, td { padding: 0.1rem 0.9rem; font-weight: normal; text-align: center; }
th[scope="row"], thead th:first-child, tr.head th:first-child { text-align: left; vertical-align: top; }
thead tr:last-child > *, tr.rule > * { border-bottom: 1px solid; }
tr.rule > * { border-bottom: 0; border-top: 1px solid; }
th[scope="colgroup"] { border-bottom: 1px solid; }
tr.panel > * { border-top: 1px solid; padding-top: 0.4rem; text-align: left; font-style: italic; }
tbody:first-of-type tr.panel > * { border-top: 0; }
thead tr:first-child > *, caption + tbody tr.panel:first-child > * { border-top: 2px solid; }
td { white-space: nowrap; }
td.left, td.text { text-align: left; }
td.right { text-align: right; }
td.text { white-space: normal; min-width: 8rem; vertical-align: top; }
main { overflow-x: auto; }
@media print { body { margin: 0; } main { overflow: visible; } }
tfoot td { white-space: normal; border-top: 2px solid; padding: 0.4rem 0 0; text-align: left; font-size: 0.85em; max-width: 0; }
tfoot p { margin: 0; }
`;

/** An A4 page of this type with margins of 2 cm, in em. */
const PAGE = { portrait: 40, landscape: 60, gap: 1.8 };

/**
 * A table as a piece of HTML that stands in any page: real headings for screen readers, classes
 * instead of styles, the source of each number in `data-step` and `data-path`.
 */
export function toHtml(table: Table): string {
  const width = table.columns.length;
  const id = attribute(table.id);
  return [
    `<table class="regression-table" id="${id}" lang="${LANGUAGE_TAG[table.language]}">`,
    `<caption>${escaped(captionOf(table))}</caption>`,
    ...(table.head.length === 0
      ? []
      : ['<thead>', ...table.head.map((row) => headRow(row)), '</thead>']),
    ...panels(table.body).flatMap((rows) => [
      '<tbody>',
      ...rows.map((row, i) => bodyRow(row, table.columns, linesUnder(rows, i))),
      '</tbody>',
    ]),
    `<tfoot><tr><td colspan="${width}">`,
    ...noteTexts(table).map((note) => `<p>${escaped(note)}</p>`),
    '</td></tr></tfoot>',
    '</table>',
    '',
  ].join('\n');
}

/** The table as a page of its own that opens by a double click. */
export function toHtmlPage(table: Table): string {
  return [
    '<!doctype html>',
    `<html lang="${LANGUAGE_TAG[table.language]}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(captionOf(table))}</title>`,
    `<style>${STYLE}${printStyle(table)}</style>`,
    '</head>',
    '<body>',
    '<main>',
    toHtml(table).trimEnd(),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function headRow(row: TableRow, looks = ''): string {
  const cells = row.cells.map((cell) => {
    const text = escaped(shownText(cell));
    if (text === '') return `<td${span(cell)}></td>`;
    const scope = (cell.span ?? 1) > 1 ? 'colgroup' : 'col';
    return `<th scope="${scope}"${span(cell)}>${text}</th>`;
  });
  return `<tr${looks}>${cells.join('')}</tr>`;
}

/** The body in groups that each begin with a panel's heading. */
export function panels(rows: readonly TableRow[]): TableRow[][] {
  const groups: TableRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last === undefined || row.kind === 'panel') groups.push([row]);
    else last.push(row);
  }
  return groups;
}

/** An estimate's heading covers the lines below it, which have none of their own. */
function bodyRow(row: TableRow, columns: readonly TableColumn[], under: number): string {
  if (row.kind === 'head') return headRow(row, ' class="head"');
  const [label] = row.cells;
  const scope = row.kind === 'panel' ? 'rowgroup' : 'row';
  const rows = row.kind === 'estimate' && under > 0 ? ` rowspan="${under + 1}"` : '';
  const heading =
    label === undefined || row.kind === 'spread'
      ? ''
      : `<th scope="${scope}"${rows}${span(label)}>${escaped(shownText(label))}</th>`;
  const data = placed(row)
    .slice(1)
    .map(([cell, column]) => dataCell(cell, columns[column]));
  const classes = [row.kind, ...(row.rule === true ? ['rule'] : [])].join(' ');
  return `<tr class="${classes}">${heading}${data.join('')}</tr>`;
}

function dataCell(cell: Cell, column: TableColumn | undefined): string {
  const source =
    cell.source === undefined
      ? ''
      : ` data-step="${attribute(cell.source.step)}" data-path="${attribute(cell.source.path)}"`;
  const kind = column?.wrap === undefined ? column?.align : 'text';
  const looks = kind === undefined || kind === 'center' ? '' : ` class="${kind}"`;
  return `<td${looks}${span(cell)}${source}>${escaped(shownText(cell) + (cell.stars ?? ''))}</td>`;
}

/** Printed, a wide table turns the page and gets smaller; on a screen it scrolls. */
function printStyle(table: Table): string {
  const { landscape, scale } = pageFit(columnWidths(table), PAGE);
  const size = scale === 1 ? '' : ` @media print { table { font-size: ${scale}em; } }`;
  return `@page { size: A4${landscape ? ' landscape' : ''}; margin: 2cm; }${size}\n`;
}

function span(cell: Cell): string {
  return cell.span === undefined || cell.span === 1 ? '' : ` colspan="${cell.span}"`;
}

function escaped(text: string): string {
  return escapedText(plainText(text));
}

function attribute(text: string): string {
  return escapedAttribute(plainText(text));
}
