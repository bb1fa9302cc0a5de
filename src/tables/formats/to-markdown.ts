import { columnTexts, noteTexts, plainText, shownText } from './shown-text.ts';
import { captionOf, type Align, type Cell, type Table, type TableRow } from '../table.ts';

const RULES: Readonly<Record<Align, string>> = { left: ':--', center: ':-:', right: '--:' };

/** A table in GitHub's Markdown: title, one heading line, notes. */
export function toMarkdown(table: Table): string {
  const lines = [
    `**${escaped(captionOf(table))}**`,
    '',
    line(headings(table)),
    line(table.columns.map(({ align }) => RULES[align])),
    ...table.body.map((row) => line(row.cells.flatMap((cell) => bodyTexts(row, cell)))),
    '',
    ...noteTexts(table).map((note) => `${escaped(note)}  `),
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

/** Markdown has no cell over several columns: the others stay empty. */
function bodyTexts(row: TableRow, cell: Cell): string[] {
  const text = escaped(shownText(cell) + (cell.stars ?? ''));
  const shown = row.kind === 'panel' && text !== '' ? `**${text}**` : text;
  return [shown, ...Array<string>((cell.span ?? 1) - 1).fill('')];
}

function escaped(text: string): string {
  return plainText(text)
    .replaceAll(/[\\`*_[\]<>|~#$]/gu, (mark) => `\\${mark}`)
    .replaceAll('&', '&amp;');
}
