import { formatDay } from '../world/day.ts';
import { encodeGb18030 } from './gb18030.ts';
import type { SheetCell } from './sheet-cell.ts';

export type CsvEncoding = 'gb18030' | 'utf-8' | 'utf-8-bom';

/**
 * Writes comma-separated text with CRLF; cells with a comma, quote or line break are quoted, or all of
 * them.
 */
export function writeCsv(
  rows: readonly (readonly SheetCell[])[],
  encoding: CsvEncoding,
  quoted: 'needed' | 'all' = 'needed',
): Uint8Array {
  const write = quoted === 'all' ? (cell: SheetCell) => `"${escaped(csvText(cell))}"` : csvCell;
  const lines = rows.map((row) => row.map(write).join(','));
  const text = `${lines.join('\r\n')}\r\n`;
  if (encoding === 'gb18030') return encodeGb18030(text);
  return new TextEncoder().encode(encoding === 'utf-8' ? text : `\uFEFF${text}`);
}

function csvCell(cell: SheetCell): string {
  const text = csvText(cell);
  return /[",\r\n]/.test(text) ? `"${escaped(text)}"` : text;
}

function csvText(cell: SheetCell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return formatDay(cell.day, 'slashes');
  return String(cell);
}

function escaped(text: string): string {
  return text.replaceAll('"', '""');
}
