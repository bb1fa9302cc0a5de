import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { WholeText } from '../../sources/row-rule.ts';
import type { DelimitedFile } from '../../sources/table.ts';
import { quoteText } from '../duckdb.ts';

const CHUNK = 1 << 20;
const NEWLINES: ReadonlySet<number> = new Set([10, 13]);

/**
 * SQL that reads the file as the program's own reader does, or null where the two might differ: DuckDB
 * leaves out blank lines, so the rows behind one would have wrong numbers.
 */
export function strictScan(
  { text, headerRow, header }: Omit<WholeText, 'origin' | 'positions' | 'read'>,
  path: string,
): string | null {
  if (header.length < 2 || header.some((cell) => /[\r\n]/u.test(cell ?? ''))) return null;
  const columns = header.map((_, i) => `c${i}: 'VARCHAR'`).join(', ');
  const options = [
    'auto_detect = false',
    'header = false',
    `skip = ${headerRow}`,
    `delim = ${quoteText(text.delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    `comment = ''`,
    `nullstr = ''`,
    'strict_mode = true',
    'null_padding = false',
    `columns = {${columns}}`,
  ];
  return `read_csv(${quoteText(path)}, ${options.join(', ')})`;
}

/** Whether a text file holds a blank line before its end, or a zero byte. */
export function hasBlankLine(path: string): boolean {
  const buffer = Buffer.allocUnsafe(CHUNK + 1);
  const file = openSync(path, 'r');
  try {
    // A newline at the very end of what was read stays, since the next one may follow it.
    let kept = 0;
    for (;;) {
      const read = readSync(file, buffer, kept, CHUNK, null);
      if (read === 0) return false;
      const part = buffer.subarray(0, kept + read);
      if (part.includes(0)) return true;
      const at = firstDouble(part);
      if (at >= 0 && !endsThere(file, part, at)) return true;
      if (at >= 0) return false;
      buffer[0] = part.at(-1) ?? 0;
      kept = 1;
    }
  } finally {
    closeSync(file);
  }
}

/** Bytes of a line, by the beginning of a file. */
export function bytesOfLine(path: string): number {
  const buffer = Buffer.alloc(CHUNK);
  const file = openSync(path, 'r');
  const read = readSync(file, buffer, 0, CHUNK, null);
  closeSync(file);
  const start = buffer.subarray(0, read);
  const lines = Math.max(
    ...[...NEWLINES].map((end) => start.filter((byte) => byte === end).length),
  );
  return read / Math.max(1, lines);
}

/** Where two line ends follow each other; CR LF is one. */
function firstDouble(part: Buffer): number {
  const found = ['\n\n', '\n\r', '\r\r'].map((pair) => part.indexOf(pair)).filter((at) => at >= 0);
  return found.length === 0 ? -1 : Math.min(...found);
}

/** Whether nothing but line ends comes from there on. */
function endsThere(file: number, part: Buffer, at: number): boolean {
  if (part.subarray(at).some((byte) => !NEWLINES.has(byte))) return false;
  const rest = Buffer.allocUnsafe(CHUNK);
  for (;;) {
    const read = readSync(file, rest, 0, CHUNK, null);
    if (read === 0) return true;
    if (rest.subarray(0, read).some((byte) => !NEWLINES.has(byte))) return false;
  }
}

/** Writes a text file anew in UTF-8, a piece at a time. Throws TypeError where its bytes are not what it says. */
export function toUtf8({ path, encoding }: DelimitedFile, target: string): void {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const buffer = Buffer.allocUnsafe(CHUNK);
  const from = openSync(path, 'r');
  const to = openSync(target, 'w');
  try {
    for (;;) {
      const read = readSync(from, buffer, 0, CHUNK, null);
      if (read === 0) break;
      writeSync(to, decoder.decode(buffer.subarray(0, read), { stream: true }));
    }
    writeSync(to, decoder.decode());
  } finally {
    closeSync(from);
    closeSync(to);
  }
}
