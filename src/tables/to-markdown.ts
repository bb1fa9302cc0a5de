import { columnTexts, shownText } from './shown-text.ts';
import { captionOf, type Align, type Cell, type Table, type TableRow } from './table.ts';
import { WORDS } from './words.ts';

const RULES: Readonly<Record<Align, string>> = { left: ':--', center: ':-:', right: '--:' };

/** A table in GitHub's Markdown: title, one heading line, notes. */
export function toMarkdown(table: Table): string {
  const [first = '', ...further] = table.notes;
  const lines = [
    `**${escaped(captionOf(table))}**`,
    '',
    line(headings(table)),
    line(table.columns.map(({ align }) => RULES[align])),
    ...table.body.map((row) => line(row.cells.map(cellText))),
    '',
    ...[`${WORDS[table.language].note}${first}`, ...further].map((note) => `${escaped(note)}  `),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** Markdown knows one heading line, so the lines of a taller head are stacked within its cells. */
function headings(table: Table): string[] {
  const lines = table.head.map((row: TableRow) => columnTexts(row));
  return table.columns.map((_, i) =>
    lines
      .map((texts) => escaped(texts[i] ?? ''))
      .filter((text) => text !== '')
      .join('<br>'),
  );
}

function line(texts: readonly string[]): string {
  return `| ${texts.join(' | ')} |`;
}

function cellText(cell: Cell): string {
  return escaped(shownText(cell) + (cell.stars ?? ''));
}

function escaped(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]<>|~#]/gu, (mark) => `\\${mark}`)
    .replaceAll('&', '&amp;')
    .replaceAll(/\s+/gu, ' ');
}
