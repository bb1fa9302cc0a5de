import { placed } from './shown-text.ts';
import { columnWidths, pageFit, type Page } from './widths.ts';
import type { Cell, Table, TableRow } from '../table.ts';
import { WORDS } from '../words.ts';

/** No type smaller than this where a table is split anyway. */
const READABLE = 0.8;

/**
 * A table whose columns stand in blocks below each other, each with all rows: `Panel A: columns 1–6`,
 * `Panel B: columns 7–12`. Every block has headings of its own, so the table as a whole has none.
 */
export function splitColumns(table: Table, size: number): Table {
  const count = table.columns.length - 1;
  if (size >= count) return table;
  const blocks = Array.from({ length: Math.ceil(count / size) }, (_, i) => i);
  const rows = blocks.flatMap((block): TableRow[] => {
    const from = 1 + block * size;
    const to = Math.min(from + size, count + 1);
    const cut = (row: TableRow): TableRow => ({
      ...row,
      id: `block${block + 1}.${row.id}`,
      cells: cutCells(row, from, to, size),
    });
    const [first, ...rest] = table.body.map(cut);
    return [
      {
        id: `block${block + 1}`,
        kind: 'panel',
        cells: [{ text: titleOf(table, block, from, to - 1), span: size + 1 }],
        ...(block === 0 ? {} : { rule: true }),
      },
      ...table.head.map(cut),
      ...(first === undefined ? [] : [{ ...first, rule: true }, ...rest]),
    ];
  });
  const columns = table.columns.slice(0, size + 1).map(({ fit: _fit, ...column }) => column);
  return { ...table, columns, head: [], body: rows };
}

/**
 * The table itself where it fits on a page, or else in as few blocks as are readable there. `widthsOf`
 * says what its columns need in a format that does not set them as others do.
 */
export function splitToFit(table: Table, page: Page, widthsOf = columnWidths): Table {
  const isText = table.columns.some(({ wrap }) => wrap !== undefined);
  if (isText || !pageFit(widthsOf(table), page).wide) return table;
  const count = table.columns.length - 1;
  for (let blocks = 2; blocks < count; blocks++) {
    const split = splitColumns(table, Math.ceil(count / blocks));
    const { scale, wide } = pageFit(widthsOf(split), page);
    if (!wide && scale >= READABLE) return split;
  }
  return splitColumns(table, 1);
}

/** The row's heading and what lies between two columns; a last block is filled up with blanks. */
function cutCells(row: TableRow, from: number, to: number, size: number): Cell[] {
  const cells = placed(row).flatMap(([cell, start]): Cell[] => {
    const end = start + (cell.span ?? 1);
    if (start === 0) return [end === 1 ? cell : { ...cell, span: 1 + Math.min(end - 1, size) }];
    const span = Math.min(end, to) - Math.max(start, from);
    return span <= 0 ? [] : [cell.span === undefined ? cell : { ...cell, span }];
  });
  const filled = cells.reduce((total, { span = 1 }) => total + span, 0);
  const blanks = Array.from({ length: Math.max(0, size + 1 - filled) }, () => ({ text: '' }));
  return [...cells, ...blanks];
}

function titleOf({ language, body }: Table, block: number, from: number, to: number): string {
  const words = WORDS[language];
  const hasPanels = body.some(({ kind }) => kind === 'panel');
  const letter = hasPanels ? '' : String.fromCodePoint(65 + block);
  return words.block(letter, from, to);
}
