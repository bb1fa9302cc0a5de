import type { MergedRange, SheetCell } from './sheet-cell.ts';

/** An HTML page with one table, which data portals serve under the name of a workbook. */
export function writeHtmlTable(
  rows: readonly (readonly SheetCell[])[],
  merged: readonly MergedRange[],
): Uint8Array {
  const covered = new Set<string>();
  const spans = new Map<string, string>();
  for (const { firstRow, firstColumn, lastRow, lastColumn } of merged) {
    const [height, width] = [lastRow - firstRow + 1, lastColumn - firstColumn + 1];
    for (let r = firstRow; r <= lastRow; r++) {
      for (let c = firstColumn; c <= lastColumn; c++) covered.add(`${r},${c}`);
    }
    const place = `${firstRow},${firstColumn}`;
    covered.delete(place);
    const rowspan = height > 1 ? ` rowspan="${height}"` : '';
    spans.set(place, rowspan + (width > 1 ? ` colspan="${width}"` : ''));
  }
  const lines = rows.map((row, r) => {
    const cells = row.flatMap((cell, c) => {
      const place = `${r},${c}`;
      return covered.has(place) ? [] : `<td${spans.get(place) ?? ''}>${htmlText(cell)}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const head =
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>';
  return new TextEncoder().encode(
    `${head}\n<body><table border="1">\n${lines.join('\n')}\n</table></body></html>\n`,
  );
}

function htmlText(cell: SheetCell): string {
  if (cell === null || typeof cell === 'object') return '';
  return String(cell)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\u00A0', '&nbsp;');
}
