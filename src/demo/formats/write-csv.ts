import { formatDay } from '../world/day.ts';
import { encodeGb18030 } from './gb18030.ts';
import type { SheetCell } from './sheet-cell.ts';

export type CsvEncoding = 'gb18030' | 'utf-8-bom';

/** Writes comma-separated text with CRLF; cells with a comma, quote or line break are quoted. */
export function writeCsv(
  rows: readonly (readonly SheetCell[])[],
  encoding: CsvEncoding,
): Uint8Array {
  const lines = rows.map((row) => row.map(csvCell).join(','));
  const text = `${lines.join('\r\n')}\r\n`;
  return encoding === 'gb18030' ? encodeGb18030(text) : new TextEncoder().encode(`\uFEFF${text}`);
}

function csvCell(cell: SheetCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return formatDay(cell.day, 'slashes');
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
