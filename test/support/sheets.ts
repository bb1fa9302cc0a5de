import { openBuffer, sheetOf } from '../../src/io/raw/open-raw.ts';
import type { RuleOfTable } from '../../src/sources/rule.ts';
import type { RawFile, Sheet } from '../../src/sources/table.ts';

/** What became of the bytes of a file. */
export function opened(
  bytes: Uint8Array | string,
  file = 'data/file',
  rule?: RuleOfTable,
): Promise<RawFile> {
  return openBuffer(Buffer.from(bytes as Uint8Array), file, rule);
}

/** The tables in the bytes of a file, wholly read; none if it is ignored. */
export async function sheetsOf(
  bytes: Uint8Array | string,
  file = 'data/file',
  rule?: RuleOfTable,
): Promise<Sheet[]> {
  const raw = await opened(bytes, file, rule);
  if (raw.outcome === 'ignored') return [];
  return await Promise.all(raw.tables.map(sheetOf));
}
